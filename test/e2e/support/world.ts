import { startFakeOllama } from '../../simulators/fake-ollama.ts';
import type { FakeOllama } from '../../simulators/fake-ollama.ts';
import { startFakeOpenAi } from '../../simulators/fake-openai.ts';
import type { FakeOpenAi } from '../../simulators/fake-openai.ts';
import type { Deployment } from './deployment.ts';

/** Model servers that a deployment under test talks to. */
export interface Upstreams extends AsyncDisposable {
  /** Serves `chatty:latest` and `vectors:latest`. */
  readonly ollama: FakeOllama;
  /** Serves `chatty` and `vectors-embed`, like the twin. */
  readonly vllm: FakeOpenAi;
  readonly twin: FakeOpenAi;
  /** The configuration file that names them, and the sandbox. */
  readonly config: string;
  /** Models that are there when all of them have been seen. */
  readonly models: readonly string[];
}

export interface World extends Upstreams {
  readonly deployment: Deployment;
}

/** `silenceMs`: how long the backends may say nothing before a task of theirs fails. */
export async function startUpstreams(silenceMs = 1500): Promise<Upstreams> {
  const [ollama, vllm, twin] = await Promise.all([
    startFakeOllama(),
    startFakeOpenAi({ flavour: 'vllm' }),
    startFakeOpenAi({ flavour: 'llamacpp' }),
  ]);
  return {
    ollama,
    vllm,
    twin,
    config: `
discovery: false
timeouts: { connectMs: 500, firstByteMs: ${silenceMs}, idleMs: ${silenceMs} }
backends:
  - { name: sandbox, kind: sandbox }
  - { name: ollama, kind: ollama, url: '${ollama.url}', concurrency: 8 }
  - { name: vllm, kind: openai, url: '${vllm.url}', concurrency: 8 }
  - { name: twin, kind: openai, url: '${twin.url}', concurrency: 8 }
`,
    models: ['sandbox', 'sandbox-embed', 'chatty:latest', 'vectors:latest', 'chatty', 'vectors-embed'],
    async [Symbol.asyncDispose]() {
      await Promise.all([ollama, vllm, twin].map((server) => server[Symbol.asyncDispose]()));
    },
  };
}
