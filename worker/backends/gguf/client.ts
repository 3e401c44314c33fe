import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ModelFacts } from '../../../kernel/cluster.ts';
import type { Backend, BackendChunk, BackendTimeouts } from '../../backend.ts';
import { backendError } from '../backend-errors.ts';
import { makeChunkQueue } from '../chunk-queue.ts';
import { makeWatchdog } from '../watchdog.ts';
import type { Engine } from './engine.ts';
import { loadModel } from './loaded-model.ts';
import { makeModelCache } from './model-cache.ts';
import { modelNameOfFile, toBrokenModelFacts, toModelFacts } from './transform.ts';

export interface GgufOptions {
  readonly name: string;
  /** A GGUF file or a folder of them. */
  readonly path: string;
  readonly concurrency: number;
  /** Null: what each model was trained for. */
  readonly contextLength: number | null;
  readonly threads: number;
  readonly gpu: boolean;
  readonly timeouts: BackendTimeouts;
}

export interface GgufDeps {
  readonly now: () => number;
  /** The seed of a request without one: a whole number from 0 below 2^31. */
  readonly randomSeed: () => number;
  /** Called once, when the engine is first needed. */
  readonly loadEngine: () => Promise<Engine>;
}

interface FoundFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** GGUF files run inside the worker by llama.cpp; each file is a model, loaded when it is first asked for. */
export function makeGgufBackend(deps: GgufDeps, options: GgufOptions): Backend {
  const { name } = options;
  const cache = makeModelCache(Math.max(2, options.concurrency));
  let engine: Promise<Engine> | undefined;
  /** Headers that have been read, by path, size and time of change. */
  let headers = new Map<string, ModelFacts>();

  function openEngine(): Promise<Engine> {
    engine ??= deps.loadEngine().catch((error: unknown) => {
      engine = undefined;
      throw error;
    });
    return engine;
  }

  async function findFiles(): Promise<FoundFile[]> {
    try {
      const isFolder = (await stat(options.path)).isDirectory();
      const paths = isFolder ? (await readdir(options.path)).map((file) => join(options.path, file)) : [options.path];
      const found: FoundFile[] = [];
      for (const path of paths.sort()) {
        const modelName = modelNameOfFile(basename(path));
        if (modelName === null) continue;
        const { size, mtimeMs } = await stat(path);
        found.push({ name: modelName, path, sizeBytes: size, modifiedAtMs: mtimeMs });
      }
      return found;
    } catch (error) {
      const message = `cannot read ${options.path}: ${error instanceof Error ? error.message : String(error)}`;
      throw backendError('BACKEND_UNAVAILABLE', { backend: name, message, cause: error });
    }
  }

  async function readHeader(file: FoundFile, signal: AbortSignal): Promise<ModelFacts> {
    const { module } = await openEngine();
    try {
      const info = await module.readGgufFileInfo(file.path, { sourceType: 'filesystem', logWarnings: false, signal });
      return toModelFacts(file, info, { contextLimit: options.contextLength, nowMs: deps.now() });
    } catch (error) {
      signal.throwIfAborted();
      return toBrokenModelFacts(file, error instanceof Error ? error.message : String(error), deps.now());
    }
  }

  async function* run(
    model: string,
    request: Parameters<Backend['run']>[1],
    signal: AbortSignal,
  ): AsyncGenerator<BackendChunk> {
    const stop = new AbortController();
    using watchdog = makeWatchdog(name, AbortSignal.any([signal, stop.signal]));
    const queue = makeChunkQueue<BackendChunk>();
    watchdog.arm('first byte', options.timeouts.firstByteMs);
    const work = produce().then(
      () => queue.end(),
      (error: unknown) => queue.end(watchdog.signal.aborted ? watchdog.signal.reason : error),
    );
    // The engine looks at the signal between tokens; the caller must not wait for it while it loads a model.
    watchdog.signal.addEventListener('abort', () => queue.end(watchdog.signal.reason), { once: true });
    try {
      yield* queue;
    } finally {
      stop.abort(new Error('Nobody reads the answer any more'));
      void work;
    }

    async function produce(): Promise<void> {
      const file = (await findFiles()).find((candidate) => candidate.name === model);
      if (file === undefined) {
        throw backendError('BACKEND_REJECTED', {
          backend: name,
          message: `there is no model ${model} in ${options.path}`,
        });
      }
      const opened = await openEngine();
      // Loading goes on when this request is aborted: the next one will want the model too.
      const held = await cache.use(file.path, () => loadModel(opened, { ...loadOptions, ...file }, disposal.signal));
      try {
        watchdog.signal.throwIfAborted();
        if (request.kind === 'EMBEDDING') {
          for (const chunk of await held.model.embed(request, watchdog.signal)) queue.push(chunk);
        } else {
          const emit = (chunk: BackendChunk): void => {
            watchdog.arm('idle', options.timeouts.idleMs);
            queue.push(chunk);
          };
          queue.push(await held.model.generate(request, emit, watchdog.signal));
        }
      } finally {
        held.done();
      }
    }
  }

  const disposal = new AbortController();
  const loadOptions = {
    backend: name,
    sequences: options.concurrency,
    contextLimit: options.contextLength,
    threads: options.threads,
    gpu: options.gpu,
    randomSeed: deps.randomSeed,
  };

  return {
    kind: 'GGUF',
    name,
    url: null,
    concurrency: options.concurrency,
    async probe(signal) {
      await openEngine();
      const files = await findFiles();
      signal.throwIfAborted();
      const message = files.length === 0 ? `there is no GGUF file in ${options.path}` : null;
      return { status: 'HEALTHY', version: null, message };
    },
    async listModels(signal) {
      const kept = new Map<string, ModelFacts>();
      for (const file of await findFiles()) {
        const key = `${file.path}:${file.sizeBytes}:${file.modifiedAtMs}`;
        const cached = headers.get(key);
        kept.set(key, cached === undefined ? await readHeader(file, signal) : { ...cached, refreshedAtMs: deps.now() });
      }
      headers = kept;
      return [...kept.values()];
    },
    run,
    async [Symbol.asyncDispose]() {
      disposal.abort(new Error('The backend is closing'));
      await cache[Symbol.asyncDispose]();
      const opened = await engine?.catch(() => undefined);
      await opened?.[Symbol.asyncDispose]();
    },
  };
}
