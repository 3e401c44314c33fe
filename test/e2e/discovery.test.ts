import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startFakeOllama } from '../simulators/fake-ollama.ts';
import { freePorts } from './support/ports.ts';
import { startProgram, untilReady } from './support/process.ts';

it('finds the Ollama that runs on this host while it starts', async () => {
  await using stack = new AsyncDisposableStack();
  // On a developer's machine a real one may be there already: it will do.
  const fake = await startFakeOllama({ port: 11434 }).catch(() => undefined);
  if (fake !== undefined) stack.use(fake);
  const home = await mkdtemp(join(tmpdir(), 'infergraph-e2e-'));
  stack.defer(() => rm(home, { recursive: true, force: true }));
  const [port] = await freePorts(1);
  const program = stack.use(
    startProgram({ args: ['start'], env: { API_PORT: String(port), INFERGRAPH_HOME: home, LOG_LEVEL: 'warn' } }),
  );
  await untilReady(program, async () => program.stdout().includes('Ctrl-C stops it.'));
  expect(program.stdout()).toContain('ollama at http://127.0.0.1:11434');
  expect(program.stdout()).not.toContain('built in');
});
