import type { BackendConfig } from '../platform/config.ts';
import type { Backend } from './backend.ts';

export interface DiscoveryTarget {
  /** Becomes the backend's name. */
  readonly name: string;
  readonly kind: 'ollama' | 'openai';
  readonly url: string;
}

/** Where local servers usually listen. */
export const wellKnownTargets: readonly DiscoveryTarget[] = [
  { name: 'ollama', kind: 'ollama', url: 'http://127.0.0.1:11434' },
  { name: 'vllm', kind: 'openai', url: 'http://127.0.0.1:8000' },
  { name: 'llama.cpp', kind: 'openai', url: 'http://127.0.0.1:8080' },
  { name: 'llama.cpp-9931', kind: 'openai', url: 'http://127.0.0.1:9931' },
];

/** A configuration entry for what listens there. */
export function configOfTarget(target: DiscoveryTarget): BackendConfig {
  const { name, url } = target;
  return target.kind === 'ollama'
    ? { kind: 'ollama', name, url, concurrency: 4 }
    : { kind: 'openai', name, url, concurrency: 16, embeddingModels: [] };
}

/** True when both addresses are the same server on this host. */
export function isSameServer(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  const local = (host: string): string => (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host) ? 'localhost' : host);
  return local(a.hostname) === local(b.hostname) && portOf(a) === portOf(b);
}

function portOf(url: URL): string {
  return url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
}

/**
 * The targets that answer in their protocol within the deadline: an open port is not enough, both the version or
 * health answer and the list of models must have the right shape. Never rejects.
 */
export async function findServers(
  targets: readonly DiscoveryTarget[],
  open: (config: BackendConfig) => Backend,
  signal: AbortSignal,
): Promise<DiscoveryTarget[]> {
  const answers = await Promise.all(
    targets.map(async (target) => {
      await using backend = open(configOfTarget(target));
      try {
        await backend.probe(signal);
        // Shows the protocol; without a model there is nothing to use it for yet.
        return (await backend.listModels(signal)).length > 0;
      } catch {
        return false;
      }
    }),
  );
  return targets.filter((_, index) => answers[index]);
}
