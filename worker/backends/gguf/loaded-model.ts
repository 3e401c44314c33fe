import type { ChatRequest, EmbeddingRequest, TextRequest } from '../../../kernel/task.ts';
import type { BackendChunk } from '../../backend.ts';
import { makeSlots } from '../../slots.ts';
import { backendError } from '../backend-errors.ts';
import type { Engine } from './engine.ts';
import type { EmbeddingContext, LlamaContext, Sequence } from './engine-types.ts';
import { generate } from './generation.ts';
import { checkInput, contextLengthOf } from './transform.ts';

export interface LoadedModelOptions {
  readonly backend: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sequences: number;
  /** The configured limit; null: what the model was trained for. */
  readonly contextLimit: number | null;
  /** 0: chosen by the model's size. */
  readonly threads: number;
  readonly gpu: boolean;
  /** The seed of a request without one: a whole number from 0 below 2^31. */
  readonly randomSeed: () => number;
}

/** A model in memory. Requests wait for a sequence of its context; aborting frees it at the next token. */
export interface LoadedModel extends AsyncDisposable {
  /** Emits text and resolves with the end chunk. Rejects with the signal's reason when it aborts. */
  generate(
    request: TextRequest | ChatRequest,
    emit: (chunk: BackendChunk) => void,
    signal: AbortSignal,
  ): Promise<BackendChunk>;
  embed(request: EmbeddingRequest, signal: AbortSignal): Promise<BackendChunk[]>;
}

/** Below this size several threads cost more in waiting for each other than they compute. */
const tinyModelBytes = 64 * 1024 * 1024;
/** Up to here a context is taken as asked; a larger one shrinks to what fits the memory. */
const surelyFittingContext = 8192;

export async function loadModel(
  engine: Engine,
  options: LoadedModelOptions,
  loadSignal: AbortSignal,
): Promise<LoadedModel> {
  const { backend } = options;
  const model = await engine.llama
    .loadModel({ modelPath: options.path, loadSignal, ...(!options.gpu && { gpuLayers: 0 }) })
    .catch((error: unknown) => {
      loadSignal.throwIfAborted();
      throw backendError('BACKEND_ERROR', {
        backend,
        message: `cannot load the model: ${textOf(error)}`,
        cause: error,
      });
    });
  const limit = contextLengthOf(model.trainContextSize, options.contextLimit) ?? surelyFittingContext;
  const shape = {
    contextSize: limit <= surelyFittingContext ? limit : { max: limit },
    threads: options.threads === 0 && options.sizeBytes < tinyModelBytes ? 1 : options.threads,
  };
  const slots = makeSlots(options.sequences);
  let generation: Promise<{ context: LlamaContext; free: Sequence[] }> | undefined;
  let embedding: Promise<EmbeddingContext> | undefined;

  /** Made when first needed: a model is used for text or for vectors, seldom for both. */
  function openGeneration(): NonNullable<typeof generation> {
    generation ??= openContext().catch((error: unknown) => {
      generation = undefined;
      throw outOfMemory(backend, error);
    });
    return generation;
  }

  async function openContext(): Promise<{ context: LlamaContext; free: Sequence[] }> {
    const createSignal = new AbortController().signal;
    const context = await model.createContext({ ...shape, sequences: options.sequences, createSignal });
    return { context, free: Array.from({ length: options.sequences }, () => context.getSequence()) };
  }

  function openEmbedding(): Promise<EmbeddingContext> {
    const createSignal = new AbortController().signal;
    embedding ??= model.createEmbeddingContext({ ...shape, createSignal }).catch((error: unknown) => {
      embedding = undefined;
      throw outOfMemory(backend, error);
    });
    return embedding;
  }

  function checkDimensions(asked: number | null, own: number): void {
    if (asked === null || asked === own) return;
    const message = `the model's vectors have ${own} dimensions and cannot be shortened to ${asked}`;
    throw backendError('BACKEND_REJECTED', { backend, message });
  }

  return {
    async generate(request, emit, signal) {
      const free = await slots.take(signal);
      try {
        const pool = await openGeneration();
        signal.throwIfAborted();
        const sequence = pool.free.pop();
        if (sequence === undefined) throw new Error('More requests than sequences');
        try {
          const contextLength = Math.min(limit, pool.context.contextSize);
          const { randomSeed } = options;
          return await generate({ backend, engine, model, sequence, contextLength, emit, signal, randomSeed }, request);
        } finally {
          // Requests do not share history, whatever their outcome.
          await sequence.clearHistory();
          pool.free.push(sequence);
        }
      } finally {
        free();
      }
    },
    async embed(request, signal) {
      const free = await slots.take(signal);
      try {
        const counts = request.input.map((text) => model.tokenize(text).length + 1);
        for (const count of counts) checkInput(backend, count, limit);
        const context = await openEmbedding();
        checkDimensions(request.dimensions, model.embeddingVectorSize);
        const values: number[][] = [];
        for (const text of request.input) {
          signal.throwIfAborted();
          values.push(unitVector((await context.getEmbeddingFor(text)).vector));
        }
        const promptTokens = counts.reduce((sum, count) => sum + count, 0);
        return [
          { type: 'embeddings', values },
          { type: 'end', finishReason: null, usage: { promptTokens, completionTokens: 0 } },
        ];
      } finally {
        free();
      }
    },
    [Symbol.asyncDispose]: () => model.dispose(),
  };
}

/** Vectors of length 1, like those of the servers. */
function unitVector(vector: readonly number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}

function outOfMemory(backend: string, error: unknown): Error {
  return backendError('BACKEND_ERROR', {
    backend,
    message: `cannot make room for a context: ${textOf(error)}`,
    cause: error,
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
