import { pino } from 'pino';
import { afterAll, beforeAll, describe } from 'vitest';
import type { BackendConfig } from '../../../platform/config.ts';
import type { Backend } from '../../../worker/backend.ts';
import { makeBackend } from '../../../worker/backends/registry.ts';
import { prepareTinyModels } from '../../fixtures/gguf.ts';
import { startFakeOllama } from '../../simulators/fake-ollama.ts';
import { startFakeOpenAi } from '../../simulators/fake-openai.ts';
import { testBackend } from './backend-contract.ts';
import type { Subject } from './backend-contract.ts';

const timeouts = { connectMs: 2_000, firstByteMs: 15_000, idleMs: 5_000 };

function open(config: BackendConfig): Backend {
  return makeBackend({ logger: pino({ enabled: false }), now: Date.now }, config, timeouts);
}

/** The backend with what it talks to; both end together. */
function subjectOf(
  backend: Backend,
  server: AsyncDisposable | null,
  rest: Omit<Subject, 'backend' | keyof AsyncDisposable>,
) {
  return {
    ...rest,
    backend,
    async [Symbol.asyncDispose]() {
      await backend[Symbol.asyncDispose]();
      await server?.[Symbol.asyncDispose]();
    },
  };
}

describe('Ollama', () => {
  testBackend(async () => {
    const server = await startFakeOllama();
    const backend = open({ kind: 'ollama', name: 'local-ollama', url: server.url, concurrency: 4 });
    const models = { textModel: 'chatty:latest', embeddingModel: 'vectors:latest' };
    return subjectOf(backend, server, { ...models, shortens: true, stopSequence: 'goodbye' });
  });
});

describe.each(['vllm', 'llamacpp'] as const)('OpenAI API, %s', (flavour) => {
  testBackend(async () => {
    const server = await startFakeOpenAi({ flavour, apiKey: 'secret-key' });
    const backend = open({
      kind: 'openai',
      name: `local-${flavour}`,
      url: `${server.url}/v1`,
      apiKey: 'secret-key',
      concurrency: 4,
      embeddingModels: [],
    });
    await backend.listModels(new AbortController().signal);
    const models = { textModel: 'chatty', embeddingModel: 'vectors-embed' };
    return subjectOf(backend, server, { ...models, shortens: true, stopSequence: 'goodbye' });
  });
});

describe('GGUF files, by the real engine', () => {
  let backend: Backend;
  beforeAll(async () => {
    const { folder } = await prepareTinyModels();
    backend = open({ kind: 'gguf', name: 'files', path: folder, concurrency: 2, threads: 1, gpu: false });
  });
  afterAll(() => backend[Symbol.asyncDispose]());
  // One backend for all tests: loading the engine takes half a second.
  testBackend(async () => {
    const models = { textModel: 'tiny', embeddingModel: 'tiny-embed' };
    return { ...models, backend, shortens: false, stopSequence: null, async [Symbol.asyncDispose]() {} };
  });
});

describe('the sandbox', () => {
  testBackend(async () => {
    const backend = open({ kind: 'sandbox', name: 'sandbox', concurrency: 4 });
    const models = { textModel: 'sandbox', embeddingModel: 'sandbox-embed' };
    return subjectOf(backend, null, { ...models, shortens: true, stopSequence: 'language model' });
  });
});
