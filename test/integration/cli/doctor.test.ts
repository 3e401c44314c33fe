import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../fixtures/free-port.ts';
import { makeRedisProcess } from '../../fixtures/redis-process.ts';
import { startFakeGraph } from '../sdk/fake-graph.ts';
import { page, sampleModel } from '../sdk/samples.ts';
import { makeTemporaryFolder, runCli } from './run-cli.ts';

const me = { keyId: 'key_1', name: 'ci', owner: 'acme', tier: 'FREE', scopes: ['admin'], expiresAt: null };

describe('doctor', () => {
  it('finds a running server, the key, its models and the cluster', async () => {
    await using graph = await startFakeGraph();
    await using home = await makeTemporaryFolder();
    graph.root['me'] = () => me;
    graph.root['models'] = () => page([sampleModel()]);
    graph.root['cluster'] = () => ({
      status: 'DEGRADED',
      workers: [],
      queue: { depth: 0, running: 0, oldestWaitMs: null, lanes: [] },
      throughput: { tasksPerMinute: 0, failuresPerMinute: 0, tokensPerSecond: 0 },
    });
    const environment = { INFERGRAPH_HOME: home.path, INFERGRAPH_URL: graph.url, INFERGRAPH_API_KEY: 'sk_test_1' };
    const { exitCode, stdout, stderr } = await runCli(['doctor'], { environment });
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    const lines = stdout.split('\n');
    expect(lines).toContain(`✓ Node ${process.versions.node}`);
    expect(lines).toContain(`✓ ${home.path} can be written`);
    expect(lines).toContain(`✓ server 9.9.9 answers at ${graph.url} (from INFERGRAPH_URL)`);
    expect(lines).toContain('✓ key ci of acme (free) may: admin');
    expect(lines).toContain('✓ models: tiny');
    expect(lines).toContain('! cluster: no worker is running');
    expect(stdout).toMatch(/✓ redis-server \d/);
  });

  it('says everything that keeps a server from starting and exits 1', async () => {
    await using home = await makeTemporaryFolder();
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    const file = join(home.path, 'infergraph.yaml');
    await writeFile(
      file,
      `backends:
  - { kind: ollama, name: far, url: 'http://127.0.0.1:9' }
  - { kind: gguf, name: local, path: ${join(home.path, 'missing.gguf')} }
`,
    );
    const environment = {
      INFERGRAPH_HOME: home.path,
      INFERGRAPH_URL: 'http://127.0.0.1:9',
      INFERGRAPH_CONFIG: file,
      API_PORT: String(port),
      API_KEY_SECRET: 'x'.repeat(32),
      REDIS_URL: 'redis://127.0.0.1:9',
      DATABASE_URL: 'postgres://127.0.0.1:9/none',
    };
    const { exitCode, stdout } = await runCli(['doctor', '--json'], { environment });
    occupant.close();
    expect(exitCode).toBe(1);
    const findings = JSON.parse(stdout) as {
      readonly status: string;
      readonly title: string;
      readonly advice?: string;
    }[];
    const failures = findings.filter(({ status }) => status === 'failed');
    expect(failures.map(({ title }) => title)).toEqual([
      expect.stringContaining('Redis at REDIS_URL cannot be used'),
      expect.stringContaining('PostgreSQL at DATABASE_URL cannot be used'),
      expect.stringContaining('backend far does not answer at http://127.0.0.1:9/api/version'),
      expect.stringContaining('backend local: ENOENT'),
      expect.stringContaining(`port ${port} of 127.0.0.1 cannot be used`),
    ]);
    for (const { advice } of failures) expect(advice).toBeTruthy();
  });

  it('tells that a URL of one server names a node of a Redis Cluster', async () => {
    await using home = await makeTemporaryFolder();
    await using node = makeRedisProcess({ port: await freePort(), parameters: ['--cluster-enabled', 'yes'] });
    await node.start();
    const environment = {
      INFERGRAPH_HOME: home.path,
      API_KEY_SECRET: 'x'.repeat(32),
      REDIS_URL: `redis://127.0.0.1:${node.port}`,
    };
    const { stdout } = await runCli(['doctor'], { environment });
    expect(stdout).toContain('Redis at REDIS_URL is a node of a Redis Cluster');
    expect(stdout).toContain('redis+cluster://');
  });

  it('explains a wrong configuration and a refused key', async () => {
    await using graph = await startFakeGraph();
    graph.root['me'] = () => Promise.reject(new Error('Unknown key.'));
    const environment = { INFERGRAPH_URL: graph.url, INFERGRAPH_API_KEY: 'sk_test_1', LOG_LEVEL: 'loud' };
    const { exitCode, stdout } = await runCli(['doctor'], { environment });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ the configuration is wrong\n {4}LOG_LEVEL: /);
    expect(stdout).toMatch(/✗ the key from INFERGRAPH_API_KEY does not work: Unknown key\.\n {4}Make a new one/);
  });
});
