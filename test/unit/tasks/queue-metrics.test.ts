import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../kernel/errors.ts';
import { registerQueueMetrics } from '../../../tasks/queue-metrics.ts';
import type { QueueDepthRow } from '../../../tasks/task-store.ts';

const logger = pino({ level: 'silent' });

function measure(queueDepths: () => Promise<QueueDepthRow[]>, now = () => 10_000) {
  const registry = new Registry();
  registerQueueMetrics({ registry, tasks: { queueDepths }, now, logger }, { timeoutMs: 20 });
  const values = async (): Promise<string[]> =>
    (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return values;
}

const row: QueueDepthRow = { tier: 'PRO', model: 'm', depth: 2, running: 1, oldestPendingAtMs: 7_500 };

describe('queue metrics', () => {
  it('tell what waits and runs, by model and tier', async () => {
    const values = measure(async () => [row, { ...row, tier: 'FREE', depth: 0, oldestPendingAtMs: null }]);
    expect(await values()).toEqual([
      'inference_queue_depth{model="m",tier="PRO"} 2',
      'inference_queue_depth{model="m",tier="FREE"} 0',
      'inference_queue_running{model="m",tier="PRO"} 1',
      'inference_queue_running{model="m",tier="FREE"} 1',
      'inference_queue_oldest_wait_seconds{model="m",tier="PRO"} 2.5',
      'inference_queue_oldest_wait_seconds{model="m",tier="FREE"} 0',
    ]);
  });

  it('ask the store once for all of them, and forget lines that are empty', async () => {
    let nowMs = 10_000;
    const answers = [[row], []];
    const values = measure(
      async () => answers.shift() ?? [],
      () => nowMs,
    );
    expect(await values()).toHaveLength(3);
    expect(await values()).toHaveLength(3);
    nowMs += 1_000;
    expect(await values()).toEqual([]);
  });

  it('have no values while the store is away, slow or broken', async () => {
    expect(await measure(() => Promise.reject(new ServiceError('SERVICE_UNAVAILABLE')))()).toEqual([]);
    expect(await measure(() => new Promise(() => {}))()).toEqual([]);
  });
});
