import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, untilReady } from '../test/e2e/support/process.ts';
import { freePorts } from '../test/e2e/support/ports.ts';

export interface Installation extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
}

/** `infergraph start` on embedded defaults with nothing but the sandbox backend, in a folder of its own. */
export async function startInstallation(): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), 'infergraph-bench-'));
  const [port] = await freePorts(1);
  const key = 'sk_test_benchmark0123456789benchmark';
  const configFile = join(home, 'config.yaml');
  await writeFile(configFile, 'discovery: false\nbackends: [{ name: sandbox, kind: sandbox, concurrency: 64 }]\n');
  const program = startProgram({
    args: ['start'],
    env: {
      API_PORT: String(port),
      INFERGRAPH_HOME: home,
      INFERGRAPH_CONFIG: configFile,
      API_KEYS: key,
      LOG_LEVEL: 'error',
    },
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  try {
    await untilReady(program, async () => (await modelNames(url, key)).includes('sandbox'));
  } catch (error) {
    await program[Symbol.asyncDispose]();
    throw error;
  }
  return {
    url,
    key,
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function modelNames(url: string, key: string): Promise<string[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: '{ models { nodes { name } } }' }),
  });
  const body = (await response.json()) as { data: { models: { nodes: { name: string }[] } } };
  return body.data.models.nodes.map((node) => node.name);
}
