import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Backend } from '../../backend.ts';
import { answer, sandboxModels } from './transform.ts';

export interface SandboxOptions {
  readonly name: string;
  readonly concurrency: number;
  /** Null: as fast as it can. */
  readonly tokensPerSecond: number | null;
}

/** The stand-in for a backend while there is no real one. Deterministic, in process, always healthy. */
export function makeSandboxBackend(deps: { readonly now: () => number }, options: SandboxOptions): Backend {
  const pauseMs = options.tokensPerSecond === null ? 0 : 1000 / options.tokensPerSecond;
  return {
    kind: 'SANDBOX',
    name: options.name,
    url: null,
    concurrency: options.concurrency,
    async probe(signal) {
      signal.throwIfAborted();
      return { status: 'HEALTHY', version: null, message: null };
    },
    async listModels(signal) {
      signal.throwIfAborted();
      return sandboxModels(deps.now());
    },
    async *run(model, request, signal) {
      for (const [index, chunk] of answer(options.name, model, request).entries()) {
        signal.throwIfAborted();
        if (pauseMs > 0 && chunk.type === 'text') await pause(pauseMs, signal);
        // Lets other tasks have their turn, as a stream from a network would.
        else if (index > 0 && index % 16 === 0) await nextTurn();
        yield chunk;
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
