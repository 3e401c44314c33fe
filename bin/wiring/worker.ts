import { hostname } from 'node:os';
import type { Config } from '../../platform/config.ts';
import { makeTaskConsumer } from '../../tasks/task-consumer.ts';
import { makeTaskRuns } from '../../tasks/task-runs.ts';
import { makeGpuProbe, runNvidiaSmi } from '../../worker/gpu-probe.ts';
import { makeWorker } from '../../worker/worker.ts';
import type { WorkerSettings } from '../../worker/worker-options.ts';
import type { Worker } from '../../worker/worker.ts';
import type { Foundation } from './foundation.ts';
import type { Heart } from './heart.ts';
import { takeWorkerId } from './worker-id.ts';

export interface WorkerWiring {
  /** Reads the configuration again, when the worker is told to restart. */
  readonly reload: () => Config | Promise<Config>;
  /** The worker was removed and has stopped. */
  readonly onRemoved: () => void;
}

/** Starts the worker of this process; the stack stops it. */
export async function startWorker(
  foundation: Foundation,
  heart: Heart,
  wiring: WorkerWiring & { readonly stack: AsyncDisposableStack },
): Promise<Worker> {
  const { config, database, logger, now, newId, metrics, redisConnector, version } = foundation;
  const { stack } = wiring;
  const { id } = stack.use(takeWorkerId(config.home, () => newId('worker')));
  const blocking = redisConnector.open('blocking');
  let settings: WorkerSettings = config;
  let isFirst = true;
  return stack.use(
    await makeWorker(
      {
        runs: makeTaskRuns({ database, log: heart.log, queue: heart.queue, now }),
        openConsumer: (options) =>
          makeTaskConsumer(
            { redis: blocking, logger, leaseMs: config.taskLeaseMs, disposeGraceMs: config.shutdownGraceMs },
            options,
          ),
        registry: heart.registry,
        cancelBus: heart.cancelBus,
        control: heart.control,
        logger,
        metrics,
        readGpus: makeGpuProbe({ now, runNvidiaSmi }),
        now,
        readQueuedModels: async () => (await heart.tasks.queueDepths()).map(({ model }) => model),
        readSettings: async () => {
          if (isFirst) isFirst = false;
          else settings = await reloaded();
          return settings;
        },
        onRemoved: wiring.onRemoved,
      },
      {
        id,
        name: config.workerName,
        version,
        host: hostname(),
        leaseMs: config.taskLeaseMs,
        shutdownGraceMs: config.shutdownGraceMs,
      },
    ),
  );

  /** A configuration that has become wrong must not take a working worker down. */
  async function reloaded(): Promise<WorkerSettings> {
    try {
      return await wiring.reload();
    } catch (error) {
      logger.error({ err: error }, 'the configuration is wrong: the worker goes on with the one before');
      return settings;
    }
  }
}
