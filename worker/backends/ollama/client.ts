import type { ModelFacts } from '../../../kernel/cluster.ts';
import type { Backend, BackendTimeouts } from '../../backend.ts';
import { backendError } from '../backend-errors.ts';
import { makeHttpClient } from '../http-client.ts';
import { filledTextOf, recordOf } from '../json.ts';
import type { JsonRecord } from '../json.ts';
import { readChunks } from '../stream-reader.ts';
import { readTags, toModelFacts } from './models.ts';
import type { TagRow } from './models.ts';
import { makeOllamaReader, readEmbeddings, toWire } from './transform.ts';

export interface OllamaOptions {
  readonly name: string;
  readonly url: string;
  readonly concurrency: number;
  readonly timeouts: BackendTimeouts;
}

/** A server of Ollama's native API. */
export function makeOllamaBackend(deps: { readonly now: () => number }, options: OllamaOptions): Backend {
  const { name } = options;
  const http = makeHttpClient({ backend: name, url: options.url, timeouts: options.timeouts });
  /** Answers of /api/show by digest: a model does not change under its digest. */
  const shown = new Map<string, JsonRecord>();

  async function show(row: TagRow, signal: AbortSignal): Promise<JsonRecord | null> {
    const cached = shown.get(row.digest);
    if (cached !== undefined) return cached;
    try {
      const body = await http.askJson({ method: 'POST', path: '/api/show', body: { model: row.name }, signal });
      const facts = recordOf(body);
      // At once: when there are more models than one refresh has time for, the next one goes on from here.
      if (facts !== null) shown.set(row.digest, facts);
      return facts;
    } catch (error) {
      signal.throwIfAborted();
      // A model deleted meanwhile, or one broken file, must not hide the others; asked again at the next refresh.
      void error;
      return null;
    }
  }

  return {
    kind: 'OLLAMA',
    name,
    url: http.url,
    concurrency: options.concurrency,
    async probe(signal) {
      const body = await http.askJson({ method: 'GET', path: '/api/version', signal });
      const version = filledTextOf(recordOf(body)?.['version']);
      if (version === null) throw notOllama(name, '/api/version');
      return { status: 'HEALTHY', version, message: null };
    },
    async listModels(signal) {
      const rows = readTags(await http.askJson({ method: 'GET', path: '/api/tags', signal }));
      if (rows === null) throw notOllama(name, '/api/tags');
      const models: ModelFacts[] = [];
      // One after the other: refreshing the catalogue must not crowd out the requests that run.
      for (const row of rows) {
        models.push(toModelFacts(row, await show(row, signal), deps.now()));
      }
      const digests = new Set(rows.map((row) => row.digest));
      for (const digest of shown.keys()) if (!digests.has(digest)) shown.delete(digest);
      return models;
    },
    async *run(model, request, signal) {
      const wire = toWire(name, model, request);
      const call = { method: 'POST', path: wire.path, body: wire.body, signal } as const;
      if (request.kind === 'EMBEDDING') {
        yield* readEmbeddings(name, await http.askJson(call), request.input.length);
      } else {
        yield* readChunks(http.stream(call), makeOllamaReader(name), signal);
      }
    },
    [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
  };
}

function notOllama(backend: string, path: string): Error {
  return backendError('BACKEND_ERROR', { backend, message: `${path} does not answer like Ollama` });
}
