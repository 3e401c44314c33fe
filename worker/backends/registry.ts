import { randomInt } from 'node:crypto';
import type { BackendConfig } from '../../platform/config.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Backend, BackendTimeouts } from '../backend.ts';
import { makeGgufBackend } from './gguf/client.ts';
import { loadEngine } from './gguf/engine.ts';
import { makeOllamaBackend } from './ollama/client.ts';
import { makeOpenAiBackend } from './openai/client.ts';
import { makeSandboxBackend } from './sandbox/client.ts';

export interface BackendDeps {
  readonly logger: Logger;
  readonly now: () => number;
}

/** The backend that a configuration entry describes. Opens no connection yet. */
export function makeBackend(deps: BackendDeps, config: BackendConfig, timeouts: BackendTimeouts): Backend {
  switch (config.kind) {
    case 'ollama':
      return makeOllamaBackend(deps, { ...config, timeouts });
    case 'openai':
      return makeOpenAiBackend(deps, { ...config, timeouts });
    case 'gguf': {
      const onLog = (message: string): void => deps.logger.warn({ backend: config.name }, message);
      return makeGgufBackend(
        {
          now: deps.now,
          randomSeed: () => randomInt(2 ** 31),
          loadEngine: () => loadEngine({ gpu: config.gpu, onLog }),
        },
        { ...config, contextLength: config.contextLength ?? null, timeouts },
      );
    }
    case 'sandbox':
      return makeSandboxBackend(deps, { ...config, tokensPerSecond: config.tokensPerSecond ?? null });
  }
}
