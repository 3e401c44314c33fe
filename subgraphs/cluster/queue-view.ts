import type { QueueDepthRow, ThroughputRow } from '../../tasks/task-store.ts';

/** What waits and runs in one lane for one model. */
export interface LaneView {
  readonly lane: string;
  readonly modelName: string;
  readonly depth: number;
  readonly running: number;
  readonly oldestWaitMs: number | null;
}

export interface QueueView {
  readonly depth: number;
  readonly running: number;
  readonly oldestWaitMs: number | null;
  readonly lanes: readonly LaneView[];
}

/** Throughput is told over this window. */
export const throughputWindowMs = 60_000;

export function toQueueView(rows: readonly QueueDepthRow[], nowMs: number): QueueView {
  const lanes = rows.map((row) => ({
    lane: row.tier,
    modelName: row.model,
    depth: row.depth,
    running: row.running,
    oldestWaitMs: row.oldestPendingAtMs === null ? null : Math.max(0, nowMs - row.oldestPendingAtMs),
  }));
  const waits = lanes.map((lane) => lane.oldestWaitMs).filter((wait) => wait !== null);
  return {
    depth: lanes.reduce((sum, lane) => sum + lane.depth, 0),
    running: lanes.reduce((sum, lane) => sum + lane.running, 0),
    oldestWaitMs: waits.length === 0 ? null : Math.max(...waits),
    lanes,
  };
}

export function toThroughput(row: ThroughputRow): {
  readonly tasksPerMinute: number;
  readonly failuresPerMinute: number;
  readonly tokensPerSecond: number;
} {
  return {
    tasksPerMinute: row.completed,
    failuresPerMinute: row.failed,
    tokensPerSecond: row.completionTokens / (throughputWindowMs / 1000),
  };
}
