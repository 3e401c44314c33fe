import { setTimeout as delay } from 'node:timers/promises';
import type { BackendFacts } from '../kernel/cluster.ts';
import type { Logger } from '../platform/logger.ts';
import type { TaskConsumer, TaskConsumerOptions } from '../tasks/task-queue.ts';
import type { TaskRuns } from '../tasks/task-runs.ts';
import type { StopReason } from './attempt.ts';
import { makeConsumers } from './consumers.ts';
import type { ModelDemand } from './consumers.ts';
import { openFleet } from './fleet.ts';
import type { FleetOptions } from './fleet.ts';
import { makeRunner } from './runner.ts';
import type { RunnerOptions } from './runner.ts';
import { loadTokenEstimator } from './token-estimate.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

export interface CrewDeps {
  readonly runs: TaskRuns;
  readonly openConsumer: (options: TaskConsumerOptions) => TaskConsumer;
  readonly metrics: WorkerMetrics;
  readonly logger: Logger;
  readonly now: () => number;
  /** Backends, their health or their models have changed. */
  readonly onChange: () => void;
}

export interface CrewOptions {
  readonly fleet: FleetOptions;
  readonly runner: RunnerOptions;
}

/** Everything of a worker that a restart makes anew: backends, runs and consumers. */
export interface Crew extends AsyncDisposable {
  backends(): BackendFacts[];
  readonly runningTasks: number;
  readonly concurrency: number;
  /** Names of the models on its backends, healthy or not. */
  served(): string[];
  /** Takes tasks for its models from now on; to be called again when things change. */
  follow(others: Omit<ModelDemand, 'places'>): void;
  /** Extends the leases of running tasks and stops those that were lost. */
  renewLeases(): Promise<void>;
  stop(taskId: string, reason: StopReason): void;
  /**
   * Takes no new tasks and resolves when the running ones have ended. Those that run after `graceMs` are handed back
   * for the given reason; null: they may take as long as they need.
   */
  drain(graceMs: number | null, reason: string): Promise<void>;
}

/** How long handing back may take before we go on without it; the leases run out by themselves. */
const handBackMs = 5_000;

export async function openCrew(deps: CrewDeps, options: CrewOptions): Promise<Crew> {
  const { logger, now } = deps;
  const fleet = await openFleet({ logger, now, onChange: deps.onChange }, options.fleet);
  const { balancer } = fleet;
  const runner = makeRunner({ ...deps, balancer, loadTokenEstimator: once(loadTokenEstimator) }, options.runner);
  const consumers = makeConsumers({
    openConsumer: deps.openConsumer,
    handle: runner.handle,
    onError: (error) => logger.debug({ err: error }, 'a consumer could not be paused'),
  });

  return {
    backends: () => balancer.facts(),
    get runningTasks() {
      return runner.running().length;
    },
    get concurrency() {
      return balancer.facts().reduce((sum, backend) => sum + backend.concurrency, 0);
    },
    served: () => [...balancer.places().keys()],
    follow: (others) => consumers.follow({ ...others, places: balancer.places() }),
    async renewLeases() {
      const held = runner.running();
      if (held.length === 0) return;
      for (const taskId of await deps.runs.renew(held, options.runner.leaseMs)) runner.stop(taskId, { kind: 'lost' });
    },
    stop: runner.stop,
    async drain(graceMs, reason) {
      const paused = consumers.stop();
      runner.releaseWaiting();
      if (graceMs === null) await runner.idle();
      else if (!(await isIdleWithin(graceMs))) {
        runner.stopAll({ kind: 'handedBack', reason });
        if (!(await isIdleWithin(handBackMs))) logger.error('tasks could not be handed back in time');
      }
      await paused;
    },
    async [Symbol.asyncDispose]() {
      await consumers[Symbol.asyncDispose]();
      await fleet[Symbol.asyncDispose]();
    },
  };

  async function isIdleWithin(ms: number): Promise<boolean> {
    const timer = new AbortController();
    try {
      return await Promise.race([
        runner.idle().then(() => true),
        delay(ms, false, { signal: timer.signal }).catch(() => false),
      ]);
    } finally {
      timer.abort();
    }
  }
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => (loading ??= load());
}
