import type { Registry } from 'prom-client';
import type { WorkerFacts, WorkerStatus } from '../kernel/cluster.ts';
import type { Logger } from '../platform/logger.ts';
import type { CancelBus } from '../tasks/cancel-bus.ts';
import type { ClusterRegistry } from '../tasks/cluster-registry.ts';
import type { TaskConsumer, TaskConsumerOptions } from '../tasks/task-queue.ts';
import type { TaskRuns } from '../tasks/task-runs.ts';
import type { WorkerCommand, WorkerControl } from '../tasks/worker-control.ts';
import { openCrew } from './crew.ts';
import type { Crew } from './crew.ts';
import type { GpuProbe } from './gpu-probe.ts';
import { makeOrphanWatch } from './orphan-rules.ts';
import { readServedElsewhere } from './served-elsewhere.ts';
import { makeWorkerMetrics } from './worker-metrics.ts';
import { crewOptions } from './worker-options.ts';
import type { WorkerOptions, WorkerSettings } from './worker-options.ts';

export interface WorkerDeps {
  readonly runs: TaskRuns;
  readonly openConsumer: (options: TaskConsumerOptions) => TaskConsumer;
  readonly registry: ClusterRegistry;
  readonly cancelBus: CancelBus;
  readonly control: WorkerControl;
  readonly logger: Logger;
  /** Where the worker's metrics are registered. */
  readonly metrics: Registry;
  readonly readGpus: GpuProbe;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Models for which tasks wait, in the whole cluster. */
  readonly readQueuedModels: () => Promise<readonly string[]>;
  /** Read at the start and at every restart. */
  readonly readSettings: () => WorkerSettings | Promise<WorkerSettings>;
  /** The worker was removed and has stopped itself. */
  readonly onRemoved: () => void;
}

/** A worker that takes tasks and runs them on its backends. Disposing it finishes or hands back its tasks. */
export interface Worker extends AsyncDisposable {
  facts(): Promise<WorkerFacts>;
}

/** Resolves when the worker has checked its backends, is announced and takes tasks. */
export async function makeWorker(deps: WorkerDeps, options: WorkerOptions): Promise<Worker> {
  const { logger } = deps;
  const metrics = makeWorkerMetrics(deps.metrics);
  const orphanWatch = makeOrphanWatch(options.orphanPatienceMs ?? 60_000);
  const startedAtMs = deps.now();
  let status: WorkerStatus = 'ACTIVE';
  let isReady = false;
  let isGone = false;
  let settings = await deps.readSettings();
  /** Null while a restart replaces it. */
  let crew: Crew | null = null;
  crew = await openWith(settings);

  function openWith(current: WorkerSettings): Promise<Crew> {
    const onChange = (): void => void beat();
    return openCrew({ ...deps, metrics, onChange }, crewOptions(options, current));
  }

  async function facts(): Promise<WorkerFacts> {
    return {
      id: options.id,
      name: options.name,
      status,
      version: options.version,
      host: options.host,
      startedAtMs,
      lastSeenAtMs: deps.now(),
      runningTasks: crew?.runningTasks ?? 0,
      concurrency: crew?.concurrency ?? 0,
      backends: crew?.backends() ?? [],
      gpus: await deps.readGpus(),
    };
  }

  async function followModels(): Promise<void> {
    const [servedElsewhere, queued] = await Promise.all([
      readServedElsewhere(deps.registry, options.id),
      // A queue that cannot be read now has no orphans.
      deps.readQueuedModels().catch(() => []),
    ]);
    if (status !== 'ACTIVE' || crew === null) return;
    const served = new Set([...servedElsewhere, ...crew.served()]);
    crew.follow({ servedElsewhere, orphans: orphanWatch.look({ queued, served, nowMs: deps.now() }) });
  }

  /** Announces the worker and adapts the queues it reads. Never rejects. */
  async function beat(): Promise<void> {
    // The fleet reports changes while it opens for the first time: too early for anybody else.
    if (isGone || !isReady) return;
    await followModels();
    const current = await facts();
    metrics.noteFacts(current);
    try {
      if (!isGone) await deps.registry.announce(current);
    } catch (error) {
      logger.debug({ err: error }, 'the worker could not be announced');
    }
  }

  async function renew(): Promise<void> {
    try {
      await crew?.renewLeases();
    } catch (error) {
      // The next turn comes before the leases end; what a late attempt writes is refused anyway.
      logger.debug({ err: error }, 'leases could not be renewed');
    }
  }

  async function drain(graceMs: number | null, reason: string): Promise<void> {
    status = 'DRAINING';
    void beat();
    await crew?.drain(graceMs, reason);
  }

  async function closeCrew(): Promise<void> {
    const closing = crew;
    crew = null;
    await closing?.[Symbol.asyncDispose]();
  }

  async function restart(): Promise<void> {
    await drain(options.shutdownGraceMs, 'The worker restarts.');
    await closeCrew();
    try {
      settings = await deps.readSettings();
    } catch (error) {
      logger.error({ err: error }, 'the configuration cannot be read: the worker goes on with the one it had');
    }
    crew = await openWith(settings);
    status = 'ACTIVE';
    await beat();
  }

  async function leave(reason: string): Promise<void> {
    if (isGone) return;
    clearInterval(heartbeat);
    await drain(options.shutdownGraceMs, reason);
    isGone = true;
    clearInterval(renewal);
    await closeCrew();
    await deps.registry.remove(options.id).catch((error: unknown) => {
      logger.debug({ err: error }, 'the worker could not be taken off the list');
    });
  }

  async function obey(command: WorkerCommand): Promise<void> {
    if (isGone) return;
    logger.info({ command }, 'order received');
    switch (command) {
      case 'DRAIN':
        // Not awaited: a restart or removal must be able to overtake a drain that waits for a long task.
        void drain(null, '').then(() => {
          if (status === 'DRAINING') status = 'DRAINED';
          return beat();
        });
        return;
      case 'RESTART':
        return await restart();
      case 'REMOVE':
        await leave('The worker was removed.');
        deps.onRemoved();
        return;
    }
  }

  let orders: Promise<void> = Promise.resolve();
  const listening = await Promise.all([
    deps.cancelBus.listen((taskId) => crew?.stop(taskId, { kind: 'cancelled' })),
    deps.control.listen(options.id, (command) => {
      orders = orders
        .then(() => obey(command))
        .catch((error: unknown) => logger.error({ command, err: error }, 'an order failed'));
    }),
  ]);
  const heartbeat = setInterval(() => void beat(), options.heartbeatMs ?? 2_000);
  const renewal = setInterval(() => void renew(), Math.ceil(options.leaseMs / 3));
  isReady = true;
  await beat();

  return {
    facts,
    async [Symbol.asyncDispose]() {
      await listening[1][Symbol.asyncDispose]();
      await orders;
      // Cancellations are heard until the last task has ended.
      await leave('The worker stops.');
      clearInterval(heartbeat);
      clearInterval(renewal);
      await listening[0][Symbol.asyncDispose]();
    },
  };
}
