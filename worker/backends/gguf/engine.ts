import { existsSync } from 'node:fs';
import { ServiceError } from '../../../kernel/errors.ts';
import type { EngineModule, Llama } from './engine-types.ts';

/** node-llama-cpp with llama.cpp loaded. */
export interface Engine extends AsyncDisposable {
  readonly module: EngineModule;
  readonly llama: Llama;
}

export interface EngineOptions {
  readonly gpu: boolean;
  /** What llama.cpp itself complains about. */
  readonly onLog: (message: string) => void;
}

const entry = new URL('./engine/llama/node_modules/node-llama-cpp/dist/index.js', import.meta.url);

export function isEngineInstalled(): boolean {
  return existsSync(entry);
}

/**
 * Loads the engine, which is installed apart from the product because of its size. Rejects with BACKEND_UNAVAILABLE,
 * and the command that installs it, when it is missing or does not run on this machine.
 */
export async function loadEngine(options: EngineOptions): Promise<Engine> {
  if (!isEngineInstalled()) {
    throw new ServiceError('BACKEND_UNAVAILABLE', {
      message:
        'The llama.cpp engine is not installed: run `npm run engine` in the folder of the program, then restart the worker.',
    });
  }
  try {
    const module = (await import(entry.href)) as EngineModule;
    const llama = await module.getLlama({
      gpu: options.gpu ? 'auto' : false,
      build: 'never',
      skipDownload: true,
      logLevel: 'error',
      logger: (_level, message) => options.onLog(message.trim()),
    });
    return { module, llama, [Symbol.asyncDispose]: () => llama.dispose() };
  } catch (error) {
    throw new ServiceError('BACKEND_UNAVAILABLE', {
      message: `The llama.cpp engine does not run here: ${error instanceof Error ? error.message : String(error)}`,
      cause: error,
    });
  }
}
