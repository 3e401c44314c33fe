import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { TaskEventLog } from './event-log.ts';
import type { TaskTables } from './schema.ts';
import { makeTaskFinisher } from './task-finisher.ts';
import type { TaskQueue } from './task-queue.ts';
import { makeTaskRunRows } from './task-run-rows.ts';
import { lostAttempt, workerLost } from './task-runs.ts';

export interface ReconcileDeps {
  readonly database: Database;
  readonly log: TaskEventLog;
  readonly queue: TaskQueue;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What one pass put right. */
export interface ReconcileReport {
  readonly finished: number;
  readonly restarted: number;
  readonly enqueued: number;
  readonly purged: number;
}

/** Rows taken at a time: a pass holds no lock and no memory beyond that. */
const batchSize = 500;
/** Younger decisions and submissions are still in the hands of whoever makes them. */
const settledAfterMs = 2_000;

/** The repairs, each safe to repeat and to run beside itself. */
export function makeReconcilePasses(deps: ReconcileDeps) {
  const db = deps.database.kysely<TaskTables>();
  const rows = makeTaskRunRows(db, deps.now);
  const finisher = makeTaskFinisher(deps);
  const ago = (ms: number): Date => new Date(deps.now() - ms);

  /** Outcome decided, but the end was never told: its writer crashed or Redis was away. */
  async function finishDecided(): Promise<number> {
    const decided = await db
      .selectFrom('inference.task')
      .selectAll()
      .where('status', 'in', ['PENDING', 'PROCESSING'])
      .where('outcome', 'is not', null)
      .where('finished_at', '<', ago(settledAfterMs))
      .limit(batchSize)
      .execute();
    for (const row of decided) await finisher.finish(row);
    return decided.length;
  }

  /** Leases that their workers did not renew: another attempt while any is left, else the end. */
  async function restartExpired(): Promise<number> {
    const expired = await db
      .selectFrom('inference.task')
      .select(['id', 'attempt', 'last_seq'])
      .where('status', '=', 'PROCESSING')
      .where('outcome', 'is', null)
      .where(sql<boolean>`lease_expires_at < now()`)
      .limit(batchSize)
      .execute();
    for (const { id, attempt, last_seq } of expired) {
      const released = await rows.release({ taskId: id, attempt, lastSeq: last_seq, when: 'expired' });
      if (released === undefined) {
        const lost = await rows.giveUp(id, workerLost);
        if (lost !== undefined) await finisher.finish(lost);
        continue;
      }
      const target = { taskId: id, owner: released.owner, attempt, lastSeq: released.last_seq };
      await deps.log.append(target, lostAttempt);
      await deps.queue.enqueue(released, 0);
    }
    return expired.length;
  }

  /**
   * Waiting rows that are not in line: Redis lost its memory, or was away when they were accepted. And those whose
   * worker was lost between taking them out of line and claiming them.
   */
  async function enqueueForgotten(leaseMs: number): Promise<number> {
    let enqueued = 0;
    let after = { createdAt: new Date(0), id: '' };
    for (;;) {
      const waiting = await db
        .selectFrom('inference.task')
        .select(['id', 'model', 'attempt', 'tier', 'created_at'])
        .where('status', '=', 'PENDING')
        .where('outcome', 'is', null)
        .where('created_at', '<', ago(settledAfterMs))
        .where(sql<boolean>`(created_at, id) > (${after.createdAt}::timestamptz, ${after.id}::text)`)
        .orderBy('created_at')
        .orderBy('id')
        .limit(batchSize)
        .execute();
      const forgotten = await deps.queue.missing(waiting);
      for (const task of forgotten) await deps.queue.enqueue(task, 0);
      const abandoned = await deps.queue.abandoned(waiting, leaseMs);
      for (const task of abandoned) await deps.queue.putBack(task);
      enqueued += forgotten.length + abandoned.length;
      const last = waiting.at(-1);
      if (last === undefined || waiting.length < batchSize) return enqueued;
      after = { createdAt: last.created_at, id: last.id };
    }
  }

  /** Rows of tasks that ended longer ago than they are kept. */
  async function purge(retentionMs: number): Promise<number> {
    const old = db
      .selectFrom('inference.task')
      .select('id')
      .where('finished_at', '<', ago(retentionMs))
      .where('status', 'in', ['COMPLETED', 'FAILED', 'CANCELLED'])
      .limit(batchSize);
    const deleted = await db.deleteFrom('inference.task').where('id', 'in', old).executeTakeFirst();
    return Number(deleted.numDeletedRows);
  }

  return { finishDecided, restartExpired, enqueueForgotten, purge };
}
