import type { KeysetPosition } from '../kernel/page.ts';
import type { TaskKind, TaskRecord, TaskStatus } from '../kernel/task.ts';

export interface TaskListQuery {
  /** Null: every owner's (admin). */
  readonly owner: string | null;
  readonly status?: readonly TaskStatus[] | undefined;
  readonly kind?: readonly TaskKind[] | undefined;
  readonly model?: string | undefined;
  readonly workerId?: string | undefined;
  readonly keyId?: string | undefined;
  readonly createdAfterMs?: number | undefined;
  readonly createdBeforeMs?: number | undefined;
}

export interface QueueDepthRow {
  readonly tier: string;
  readonly model: string;
  readonly depth: number;
  readonly running: number;
  /** When the oldest waiting task was accepted; null when none waits. */
  readonly oldestPendingAtMs: number | null;
}

export interface ThroughputRow {
  readonly completed: number;
  readonly failed: number;
  readonly completionTokens: number;
}

/** Reads tasks. Every method rejects with ServiceError SERVICE_UNAVAILABLE within a second when the database is away. */
export interface TaskReader {
  /** Tasks by id, in any order, missing ones absent. One statement. */
  findMany(ids: readonly string[]): Promise<TaskRecord[]>;
  /** Newest first; asks for `limit` rows after the position. One statement. */
  list(
    query: TaskListQuery,
    page: { readonly after: KeysetPosition | null; readonly limit: number },
  ): Promise<TaskRecord[]>;
  /** Null when it takes longer than half a second. */
  count(query: TaskListQuery): Promise<number | null>;
  /** What waits and runs now, by tier and model. */
  queueDepths(): Promise<QueueDepthRow[]>;
  /** What ended in the last `windowMs`. */
  throughput(windowMs: number): Promise<ThroughputRow>;
}
