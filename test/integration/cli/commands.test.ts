import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeDevelopmentKey, writeEndpoint } from '../../../bin/cli/connection.ts';
import { startFakeGraph } from '../sdk/fake-graph.ts';
import type { FakeGraph, HttpScript } from '../sdk/fake-graph.ts';
import { completedTask, page, sampleModel, sampleTask } from '../sdk/samples.ts';
import { makeTemporaryFolder, runCli } from './run-cli.ts';

const key = {
  id: 'key_1',
  name: 'ci',
  prefix: 'sk_live_abcd',
  owner: 'acme',
  tier: 'PRO',
  scopes: ['models:read', 'inference:text'],
  status: 'ACTIVE',
  allowedIps: [],
  createdAt: '2026-11-20T18:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  previousSecretValidUntil: null,
};

function at(graph: FakeGraph): Record<string, string> {
  return { INFERGRAPH_URL: graph.url, INFERGRAPH_API_KEY: 'sk_test_1' };
}

function refuseWith(status: number, code: string, message: string): HttpScript {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ message, extensions: { code, requestId: 'req_7' } }] }));
  };
}

describe('where the server is', () => {
  it('takes URL and key from options before the environment before the home folder', async () => {
    await using graph = await startFakeGraph();
    await using home = await makeTemporaryFolder();
    graph.root['apiKeys'] = () => page([]);
    writeEndpoint(home.path, graph.url);
    writeDevelopmentKey(home.path, 'sk_dev_home');
    expect(statSync(join(home.path, 'dev-key')).mode & 0o777).toBe(0o600);

    const environment = { INFERGRAPH_HOME: home.path };
    await runCli(['keys', 'list'], { environment });
    await runCli(['keys', 'list'], { environment: { ...environment, INFERGRAPH_API_KEY: 'sk_test_env' } });
    // Without a path it means the graph of that host.
    const options = ['--url', new URL(graph.url).origin, '--key', 'sk_test_option'];
    await runCli(['keys', 'list', ...options], {
      environment: { ...environment, INFERGRAPH_URL: 'http://127.0.0.1:9', INFERGRAPH_API_KEY: 'sk_test_env' },
    });
    expect(graph.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer sk_dev_home',
      'Bearer sk_test_env',
      'Bearer sk_test_option',
    ]);
  });

  it('says how to start a server when none can be reached', async () => {
    const { exitCode, stderr } = await runCli(['models', 'list', '--url', 'http://127.0.0.1:9']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('✗ Cannot reach http://127.0.0.1:9/graphql (from --url).');
    expect(stderr).toContain('npx infergraph start');
  });

  it('says where keys come from when the key is refused', async () => {
    await using graph = await startFakeGraph();
    graph.httpScripts.push(refuseWith(401, 'UNAUTHENTICATED', 'Unknown key.'));
    const { exitCode, stderr } = await runCli(['models', 'list'], { environment: at(graph) });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`✗ The key from INFERGRAPH_API_KEY was refused by ${graph.url}: Unknown key.`);
    expect(stderr).toContain('.infergraph/dev-key');
  });

  it('shows the code and the request of a refusal', async () => {
    await using graph = await startFakeGraph();
    graph.httpScripts.push(refuseWith(403, 'FORBIDDEN', 'Needs the scope cluster:read.'));
    const { stderr } = await runCli(['cluster', 'status'], { environment: at(graph) });
    expect(stderr).toContain('✗ Needs the scope cluster:read. (FORBIDDEN, request req_7)');
  });
});

describe('usage', () => {
  it('suggests the command that was meant', async () => {
    const { exitCode, stderr } = await runCli(['kyes']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Did you mean keys?');
  });

  it('names the option whose value is wrong', async () => {
    const { exitCode, stderr } = await runCli(['generate', '--max-tokens', 'many', 'Hi']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("option '--max-tokens <count>' argument 'many' is invalid. It must be a whole number.");
  });

  it('prints no warnings of Node', async () => {
    const { stdout, stderr } = await runCli(['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(stderr).toBe('');
  });

  it('lists every mistake of a wrong configuration', async () => {
    const { exitCode, stderr } = await runCli(['worker'], { environment: { API_PORT: 'x', LOG_LEVEL: 'loud' } });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('The configuration is wrong:');
    expect(stderr).toContain('API_PORT');
    expect(stderr).toContain('LOG_LEVEL');
  });
});

describe('keys', () => {
  it('prints the secret alone on stdout and warns that it is shown once', async () => {
    await using graph = await startFakeGraph();
    const inputs: unknown[] = [];
    graph.root['createApiKey'] = ({ input }: { input: object }) => {
      inputs.push({ ...input });
      return { secret: 'sk_live_secret', apiKey: key, errors: [] };
    };
    const words = ['keys', 'create', 'ci', '-s', 'models:read,inference:text', '--tier', 'pro'];
    const { exitCode, stdout, stderr } = await runCli(words, { environment: at(graph) });
    expect(exitCode).toBe(0);
    expect(stdout).toBe('sk_live_secret\n');
    expect(stderr).toContain('Keep the secret now: it cannot be shown again.');
    expect(inputs[0]).toMatchObject({ name: 'ci', scopes: ['models:read', 'inference:text'], tier: 'PRO' });
  });

  it('aligns the list and gives the same as JSON', async () => {
    await using graph = await startFakeGraph();
    graph.root['apiKeys'] = () => page([key, { ...key, id: 'key_22', name: 'a-longer-name' }]);
    const { stdout } = await runCli(['keys', 'list'], { environment: at(graph) });
    expect(stdout).toBe(
      [
        'ID      NAME           PREFIX        OWNER  TIER  STATUS  EXPIRES  SCOPES',
        'key_1   ci             sk_live_abcd  acme   pro   active  never    models:read,inference:text',
        'key_22  a-longer-name  sk_live_abcd  acme   pro   active  never    models:read,inference:text',
        '',
      ].join('\n'),
    );
    const json = await runCli(['keys', 'list', '--json'], { environment: at(graph) });
    expect(JSON.parse(json.stdout)).toMatchObject({ nodes: [{ id: 'key_1' }, { id: 'key_22' }] });
  });

  it('sends only what an update names', async () => {
    await using graph = await startFakeGraph();
    const inputs: unknown[] = [];
    graph.root['updateApiKey'] = ({ input }: { input: object }) => {
      inputs.push({ ...input });
      return { apiKey: key, errors: [] };
    };
    await runCli(['keys', 'update', 'key_1', '--name', 'new'], { environment: at(graph) });
    await runCli(['keys', 'update', 'key_1', '--no-expires', '--no-allow-ip'], { environment: at(graph) });
    expect(inputs).toEqual([
      { id: 'key_1', name: 'new' },
      { id: 'key_1', expiresAt: null, allowedIps: [] },
    ]);
  });

  it('lists everything that is wrong with a key', async () => {
    await using graph = await startFakeGraph();
    graph.root['createApiKey'] = () => ({
      secret: null,
      apiKey: null,
      errors: [
        {
          __typename: 'InvalidInputError',
          code: 'BAD_USER_INPUT',
          message: 'Not a scope.',
          path: ['input', 'scopes', '0'],
        },
        { __typename: 'EscalationError', code: 'FORBIDDEN', message: 'Not yours to give.', path: ['input', 'tier'] },
      ],
    });
    const { exitCode, stderr } = await runCli(['keys', 'create', 'x', '-s', 'nope'], { environment: at(graph) });
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      '✗ input.scopes.0: Not a scope. (BAD_USER_INPUT)\ninput.tier: Not yours to give. (FORBIDDEN)\n',
    );
  });
});

describe('tasks, models and cluster', () => {
  it('lists and shows tasks', async () => {
    await using graph = await startFakeGraph();
    graph.root['tasks'] = () => page([sampleTask(), completedTask('Hi', { id: 'task_2' })]);
    graph.root['task'] = () => completedTask('Hello\nthere');
    const list = await runCli(['tasks', 'list', '--status', 'completed', '-n', '5'], { environment: at(graph) });
    expect(list.stdout).toContain('task_2  text  completed  tiny   2026-11-20 18:00:00  1.2 s  6\n');
    expect(graph.requests[0]?.variables).toEqual({ filter: { status: ['COMPLETED'] }, first: 5 });
    const show = await runCli(['tasks', 'show', 'task_1'], { environment: at(graph) });
    expect(show.stdout).toMatch(/tokens +4 read, 2 written\nresult +Hello\n +there\n$/);
  });

  it('says so when there is no such task', async () => {
    await using graph = await startFakeGraph();
    graph.root['task'] = () => null;
    const { exitCode, stderr } = await runCli(['tasks', 'show', 'task_9'], { environment: at(graph) });
    expect(exitCode).toBe(1);
    expect(stderr).toBe('✗ There is no task task_9, or it is not yours.\n');
  });

  it('lists models with their sizes', async () => {
    await using graph = await startFakeGraph();
    graph.root['models'] = () => page([sampleModel()]);
    const { stdout } = await runCli(['models', 'list'], { environment: at(graph) });
    expect(stdout).toContain('tiny  text  available  1.21 GiB  4096     completion, chat\n');
  });

  it('shows the cluster', async () => {
    await using graph = await startFakeGraph();
    const backend = {
      id: 'backend_1',
      name: 'ollama',
      kind: 'OLLAMA',
      url: 'http://localhost:11434',
      status: 'HEALTHY',
      message: null,
      version: '0.6',
      concurrency: 4,
      runningTasks: 1,
      latencyMs: 3,
    };
    const worker = {
      id: 'worker_1',
      name: 'box',
      status: 'ACTIVE',
      version: '0.1.0',
      host: 'box',
      startedAt: '2026-11-20T18:00:00.000Z',
      lastSeenAt: '2026-11-20T18:05:00.000Z',
      runningTasks: 1,
      concurrency: 4,
      backends: [backend],
      gpus: [],
    };
    graph.root['cluster'] = () => ({
      status: 'HEALTHY',
      workers: [worker],
      queue: { depth: 2, running: 1, oldestWaitMs: 1500, lanes: [] },
      throughput: { tasksPerMinute: 3, failuresPerMinute: 0, tokensPerSecond: 12.34 },
    });
    const { stdout } = await runCli(['cluster', 'status'], { environment: at(graph) });
    expect(stdout).toContain('queue        2 waiting, the oldest for 1.5 s, 1 running\n');
    expect(stdout).toContain('ollama   ollama  healthy  1 of 4   3 ms     box     http://localhost:11434');
  });
});
