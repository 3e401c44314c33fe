import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded } from './support/embedded.ts';
import type { EmbeddedDeployment } from './support/embedded.ts';
import { startProgram } from './support/process.ts';

describe('a start that cannot succeed says why, in plain words', () => {
  let folder: string;
  let running: EmbeddedDeployment;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infergraph-e2e-'));
    running = await startEmbedded({ config: 'discovery: false\n', models: ['sandbox'] });
  });
  afterAll(async () => {
    await running[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const outcome = async (env: Record<string, string>) => {
    const home = await mkdtemp(join(folder, 'home-'));
    await using program = startProgram({ args: ['start'], env: { API_PORT: '0', INFERGRAPH_HOME: home, ...env } });
    const code = await program.exited;
    const output = program.output();
    expect(output).not.toMatch(/^\s+at /m);
    expect(output).not.toContain('Unexpected');
    return { code, output };
  };

  it('names the process that uses the home folder already', async () => {
    const { code, output } = await outcome({ INFERGRAPH_HOME: running.home });
    expect([code, output]).toEqual([1, expect.stringContaining(String(running.program().child.pid))]);
  });

  it('names the port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, output } = await outcome({ API_PORT: String(port) });
    server.close();
    expect([code, output]).toEqual([1, expect.stringContaining(`Port ${port} of 127.0.0.1 is taken`)]);
  });

  it('says what to install when there is no redis-server', async () => {
    const { code, output } = await outcome({ PATH: folder });
    expect([code, output]).toEqual([1, expect.stringContaining('redis-server')]);
  });

  it('says that the home folder is none', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { code, output } = await outcome({ INFERGRAPH_HOME: file });
    expect([code, output]).toEqual([1, expect.stringContaining(`The home folder ${file} cannot be used`)]);
  });

  it('names the certificate that cannot be read', async () => {
    const { code, output } = await outcome({ TLS_CERT: join(folder, 'none.pem'), TLS_KEY: join(folder, 'none.key') });
    expect([code, output]).toEqual([1, expect.stringContaining('TLS_CERT')]);
  });

  it('names each setting that is wrong', async () => {
    const { code, output } = await outcome({ API_PORT: 'abc', LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(output).toContain('API_PORT: must be');
    expect(output).toContain('LOG_LEVEL: must be');
  });
});
