import { describe, expect, it } from 'vitest';
import { modelIdOf } from '../../../../kernel/ids.ts';
import {
  backendsByName,
  backendsOfModel,
  clusterStatus,
  workersByName,
} from '../../../../subgraphs/cluster/cluster-view.ts';
import { toQueueView, toThroughput } from '../../../../subgraphs/cluster/queue-view.ts';
import { makeBackend, makeSnapshot, makeWorker } from '../cluster-facts.ts';

describe('the cluster', () => {
  it('is healthy, degraded or down by how many backends can take tasks', () => {
    const down = makeBackend({ status: 'DOWN' });
    expect(clusterStatus(makeSnapshot(makeWorker()))).toBe('HEALTHY');
    expect(clusterStatus(makeSnapshot(makeWorker({ backends: [makeBackend(), down] })))).toBe('DEGRADED');
    expect(clusterStatus(makeSnapshot(makeWorker(), makeWorker({ status: 'DEAD' })))).toBe('DEGRADED');
    expect(clusterStatus(makeSnapshot(makeWorker({ backends: [down] })))).toBe('DOWN');
    expect(clusterStatus(makeSnapshot(makeWorker({ status: 'DRAINED' })))).toBe('DOWN');
    expect(clusterStatus(makeSnapshot())).toBe('DOWN');
  });

  it('lists workers and backends by name', () => {
    const snapshot = makeSnapshot(
      makeWorker({ id: 'worker_b', name: 'b', backends: [makeBackend({ name: 'x' })] }),
      makeWorker({ id: 'worker_a', name: 'a', backends: [makeBackend({ name: 'y' })] }),
    );
    expect(workersByName(snapshot).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(backendsByName(snapshot).map(({ name, worker }) => [name, worker.name])).toEqual([
      ['x', 'b'],
      ['y', 'a'],
    ]);
    expect(backendsOfModel(snapshot, modelIdOf('llama'))).toHaveLength(2);
    expect(backendsOfModel(snapshot, 'nonsense')).toEqual([]);
  });
});

describe('the queue', () => {
  it('sums up its lanes', () => {
    const rows = [
      { tier: 'FREE', model: 'a', depth: 2, running: 1, oldestPendingAtMs: 400 },
      { tier: 'PRO', model: 'a', depth: 0, running: 3, oldestPendingAtMs: null },
    ];
    expect(toQueueView(rows, 1_000)).toEqual({
      depth: 2,
      running: 4,
      oldestWaitMs: 600,
      lanes: [
        { lane: 'FREE', modelName: 'a', depth: 2, running: 1, oldestWaitMs: 600 },
        { lane: 'PRO', modelName: 'a', depth: 0, running: 3, oldestWaitMs: null },
      ],
    });
    expect(toQueueView([], 0)).toEqual({ depth: 0, running: 0, oldestWaitMs: null, lanes: [] });
  });

  it('tells tokens a second over a minute', () => {
    expect(toThroughput({ completed: 3, failed: 1, completionTokens: 90 })).toEqual({
      tasksPerMinute: 3,
      failuresPerMinute: 1,
      tokensPerSecond: 1.5,
    });
  });
});
