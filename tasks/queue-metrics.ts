import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { within } from '../platform/deadline.ts';
import type { Logger } from '../platform/logger.ts';
import type { QueueDepthRow, TaskReader } from './task-store.ts';

export interface QueueMetricsDeps {
  readonly registry: Registry;
  readonly tasks: Pick<TaskReader, 'queueDepths'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly logger: Logger;
}

export interface QueueMetricsOptions {
  /** Longest wait for the store, in milliseconds; 1,000 by default. */
  readonly timeoutMs?: number;
  /** How long what was read counts as new, in milliseconds; 1,000 by default. Anyone may ask for metrics. */
  readonly repeatMs?: number;
}

/**
 * What waits and runs in the whole cluster, read when metrics are asked for. While the store is away the metrics are
 * there without values: better none than old ones.
 */
export function registerQueueMetrics(deps: QueueMetricsDeps, options: QueueMetricsOptions = {}): void {
  const timeoutMs = options.timeoutMs ?? 1_000;
  const repeatMs = options.repeatMs ?? 1_000;
  let last: { readonly atMs: number; readonly rows: Promise<readonly QueueDepthRow[]> } | undefined;

  const read = async (): Promise<readonly QueueDepthRow[]> => {
    try {
      return await within(deps.tasks.queueDepths(), timeoutMs, () => new Error(`no answer within ${timeoutMs} ms`));
    } catch (error) {
      deps.logger.debug({ err: error }, 'the queues could not be measured');
      return [];
    }
  };

  const rows = (): Promise<readonly QueueDepthRow[]> => {
    if (last === undefined || deps.now() - last.atMs >= repeatMs) last = { atMs: deps.now(), rows: read() };
    return last.rows;
  };

  const register = (name: string, help: string, valueOf: (row: QueueDepthRow) => number): void => {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['model', 'tier'],
      registers: [deps.registry],
      async collect() {
        const current = await rows();
        // Lines that have become empty are no longer told by the store.
        gauge.reset();
        for (const row of current) gauge.set({ model: row.model, tier: row.tier }, valueOf(row));
      },
    });
  };

  register('inference_queue_depth', 'Tasks that wait.', ({ depth }) => depth);
  register('inference_queue_running', 'Tasks that run.', ({ running }) => running);
  register('inference_queue_oldest_wait_seconds', 'Age of the oldest task that waits.', ({ oldestPendingAtMs }) =>
    oldestPendingAtMs === null ? 0 : Math.max(0, deps.now() - oldestPendingAtMs) / 1000,
  );
}
