import { createHash } from 'node:crypto';
import type { BackendConfig } from '../platform/config.ts';
import type { Logger } from '../platform/logger.ts';
import type { Backend, BackendTimeouts } from './backend.ts';
import { makeBackend } from './backends/registry.ts';
import { makeBalancer } from './balancer.ts';
import type { Balancer } from './balancer.ts';
import { configOfTarget, findServers, isSameServer } from './discovery.ts';
import type { DiscoveryTarget } from './discovery.ts';
import { makeHealth } from './health.ts';
import type { HealthOptions } from './health.ts';

export interface FleetOptions {
  readonly workerId: string;
  readonly backends: readonly BackendConfig[];
  /** Where to look for servers; empty: nowhere. */
  readonly discoveryTargets: readonly DiscoveryTarget[];
  readonly discoveryDeadlineMs: number;
  readonly discoveryIntervalMs: number;
  readonly timeouts: BackendTimeouts;
  readonly health: HealthOptions;
}

export interface FleetDeps {
  readonly logger: Logger;
  readonly now: () => number;
  /** Backends, their health or their models have changed. */
  readonly onChange: () => void;
}

/** All backends of a worker. */
export interface Fleet extends AsyncDisposable {
  readonly balancer: Balancer;
}

const sandboxName = 'sandbox';

/**
 * Opens the configured backends and those found on this host, looks for more while it runs, and stands the sandbox in
 * for them while there are none. Resolves when every backend has been checked once.
 */
export async function openFleet(deps: FleetDeps, options: FleetOptions): Promise<Fleet> {
  const { logger, now } = deps;
  const balancer = makeBalancer();
  const disposal = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let searching: Promise<void> | undefined;

  function open(config: BackendConfig): Backend {
    return makeBackend({ logger, now }, config, options.timeouts);
  }

  async function add(config: BackendConfig, isHidden: () => boolean): Promise<void> {
    const backend = open(config);
    const health = makeHealth({ backend, now, logger, onChange: changed }, options.health);
    balancer.add({ id: backendIdOf(options.workerId, backend.name), backend, health, isHidden });
    await health.firstCheck;
  }

  function changed(): void {
    balancer.recheck();
    deps.onChange();
  }

  async function search(): Promise<void> {
    const known = balancer.members().flatMap(({ backend }) => (backend.url === null ? [] : [backend.url]));
    const names = new Set(balancer.members().map(({ backend }) => backend.name));
    const candidates = options.discoveryTargets.filter(
      (target) => !names.has(target.name) && known.every((url) => !isSameServer(url, target.url)),
    );
    if (candidates.length === 0) return;
    const signal = AbortSignal.any([disposal.signal, AbortSignal.timeout(options.discoveryDeadlineMs)]);
    const found = await findServers(candidates, open, signal);
    if (disposal.signal.aborted) return;
    for (const target of found) logger.info({ backend: target.name, url: target.url }, 'backend found on this host');
    await Promise.all(found.map((target) => add(configOfTarget(target), () => false)));
    if (found.length > 0) changed();
  }

  function searchAgain(): void {
    timer = setTimeout(() => {
      searching = search().finally(() => {
        if (!disposal.signal.aborted) searchAgain();
      });
    }, options.discoveryIntervalMs);
  }

  await Promise.all([...options.backends.map((config) => add(config, () => false)), search()]);
  if (balancer.members().length === 0) {
    const isHidden = (): boolean => balancer.members().some(({ backend }) => backend.name !== sandboxName);
    await add({ kind: 'sandbox', name: sandboxName, concurrency: 64 }, isHidden);
  }
  if (options.discoveryTargets.length > 0) searchAgain();

  return {
    balancer,
    async [Symbol.asyncDispose]() {
      disposal.abort(new Error('The worker is stopping'));
      clearTimeout(timer);
      await searching;
      const members = [...balancer.members()];
      for (const { backend } of members) balancer.remove(backend.name);
      await Promise.allSettled(members.map(({ health }) => health[Symbol.asyncDispose]()));
      await Promise.allSettled(members.map(({ backend }) => backend[Symbol.asyncDispose]()));
    },
  };
}

/** In the form of our ids, but derived: the same worker and name give the same id. */
export function backendIdOf(workerId: string, name: string): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const digest = createHash('sha256').update(`${workerId}\n${name}`).digest();
  return `backend_${Array.from(digest.subarray(0, 26), (byte) => alphabet[byte & 31]).join('')}`;
}
