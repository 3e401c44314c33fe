import type { Backend, BackendTimeouts, ProbeResult } from '../../backend.ts';
import { backendError, errorOfResponse, messageIn } from '../backend-errors.ts';
import { makeHttpClient } from '../http-client.ts';
import { filledTextOf, parseJson, recordOf } from '../json.ts';
import { readChunks } from '../stream-reader.ts';
import { readModels } from './models.ts';
import { makeOpenAiReader } from './reader.ts';
import { readEmbeddings, toWire } from './transform.ts';

export interface OpenAiOptions {
  readonly name: string;
  /** With or without a closing `/v1`. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly concurrency: number;
  /** Models that embed. Empty: guessed from their names. */
  readonly embeddingModels: readonly string[];
  readonly timeouts: BackendTimeouts;
}

/** A server of the OpenAI API: vLLM, llama.cpp's server and others. */
export function makeOpenAiBackend(deps: { readonly now: () => number }, options: OpenAiOptions): Backend {
  const { name } = options;
  const http = makeHttpClient({
    backend: name,
    url: options.url.replace(/\/+$/, '').replace(/\/v1$/, ''),
    ...(options.apiKey !== undefined && { headers: { authorization: `Bearer ${options.apiKey}` } }),
    timeouts: options.timeouts,
  });
  let llamaCppModels: ReadonlySet<string> = new Set();
  /** Undefined: not asked since the server was last away. */
  let version: string | null | undefined;

  async function readVersion(signal: AbortSignal): Promise<string | null> {
    // vLLM has the first, llama.cpp the second; others have neither.
    for (const path of ['/version', '/props']) {
      const answer = await http.ask({ method: 'GET', path, signal });
      const body = recordOf(answer.status === 200 ? parseJson(answer.text) : undefined);
      const found = filledTextOf(body?.['version']) ?? filledTextOf(body?.['build_info']);
      if (found !== null) return found;
    }
    return null;
  }

  async function probe(signal: AbortSignal): Promise<ProbeResult> {
    const health = await http.ask({ method: 'GET', path: '/health', signal });
    if (health.status === 503) {
      // llama.cpp says so while it loads; vLLM answers 503 without a body when its engine has died.
      const message = messageIn(parseJson(health.text));
      if (message === null) throw errorOfResponse(name, health.status, health.text);
      return { status: 'STARTING', version: null, message };
    }
    // Servers without /health answer 404, or ask for a key there: the list of models tells whether they work.
    if (health.status >= 300) await listModels(signal);
    version ??= await readVersion(signal);
    return { status: 'HEALTHY', version, message: null };
  }

  async function listModels(signal: AbortSignal): ReturnType<Backend['listModels']> {
    const body = await http.askJson({ method: 'GET', path: '/v1/models', signal });
    const models = readModels(body, options.embeddingModels, deps.now());
    if (models === null) {
      throw backendError('BACKEND_ERROR', { backend: name, message: '/v1/models does not answer like the OpenAI API' });
    }
    llamaCppModels = new Set(models.filter((model) => model.isLlamaCpp).map((model) => model.facts.name));
    return models.map((model) => model.facts);
  }

  return {
    kind: 'OPENAI',
    name,
    url: http.url,
    concurrency: options.concurrency,
    async probe(signal) {
      try {
        return await probe(signal);
      } catch (error) {
        version = undefined;
        throw error;
      }
    },
    listModels,
    async *run(model, request, signal) {
      const wire = toWire(model, request, { reportsProgress: llamaCppModels.has(model) });
      const call = { method: 'POST', path: wire.path, body: wire.body, signal } as const;
      if (request.kind === 'EMBEDDING') {
        yield* readEmbeddings(name, await http.askJson(call), request.input.length);
      } else {
        yield* readChunks(http.stream(call), makeOpenAiReader(name), signal);
      }
    },
    [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
  };
}
