import type { BackendConfig } from '../platform/config.ts';
import type { BackendTimeouts } from './backend.ts';
import type { CrewOptions } from './crew.ts';
import { wellKnownTargets } from './discovery.ts';
import type { DiscoveryTarget } from './discovery.ts';
import { defaultHealthOptions } from './health.ts';
import type { HealthOptions } from './health.ts';

/** The part of the configuration that a restart reads again. */
export interface WorkerSettings {
  readonly backends: readonly BackendConfig[];
  readonly discovery: boolean;
  readonly timeouts: BackendTimeouts;
}

export interface WorkerOptions {
  /** `worker_…`; the same at the next start, so that orders find it. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly host: string;
  readonly leaseMs: number;
  /** How long running tasks may take to end when the worker stops, restarts or is removed. */
  readonly shutdownGraceMs: number;
  readonly heartbeatMs?: number;
  /** How long tasks wait for a model that no worker serves any more before they fail with a reason. Default 60,000. */
  readonly orphanPatienceMs?: number;
  readonly backendWaitMs?: number;
  readonly maxTextLength?: number;
  readonly retryBaseMs?: number;
  readonly health?: HealthOptions;
  readonly discoveryTargets?: readonly DiscoveryTarget[];
  readonly discoveryDeadlineMs?: number;
  readonly discoveryIntervalMs?: number;
}

/** What a crew needs of both, defaults applied. */
export function crewOptions(options: WorkerOptions, settings: WorkerSettings): CrewOptions {
  return {
    fleet: {
      workerId: options.id,
      backends: settings.backends,
      timeouts: settings.timeouts,
      discoveryTargets: settings.discovery ? (options.discoveryTargets ?? wellKnownTargets) : [],
      discoveryDeadlineMs: options.discoveryDeadlineMs ?? 1_500,
      discoveryIntervalMs: options.discoveryIntervalMs ?? 30_000,
      health: options.health ?? defaultHealthOptions,
    },
    runner: {
      worker: { id: options.id, name: options.name },
      leaseMs: options.leaseMs,
      backendWaitMs: options.backendWaitMs ?? 5_000,
      maxTextLength: options.maxTextLength ?? 16 * 1024 * 1024,
      retryBaseMs: options.retryBaseMs ?? 1_000,
    },
  };
}
