import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { KeysetPosition } from '../kernel/page.ts';
import { isFinal } from '../kernel/task-state.ts';
import type { TaskKind, TaskRecord, TaskStatus } from '../kernel/task.ts';
import type { Database } from '../platform/database.ts';
import type { TaskTables } from './schema.ts';
import { matching, toTaskRecord } from './task-rows.ts';
import type { TaskRow } from './task-rows.ts';

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
  /**
   * Tasks by id, in any order, missing ones absent. One statement. Waits a moment for a task whose terminal event is
   * being told, so that whoever has seen the event finds the task ended.
   */
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

/** How long a read waits for a status that is about to become final, and how often it looks. */
const endingPatienceMs = 250;
const firstLookMs = 2;

/** Longest time that counting may take. */
const countPatienceMs = 500;

/** Reads tasks from the SQL database. */
export function makeTaskReader(database: Database): TaskReader {
  const db = database.kysely<TaskTables>();

  /**
   * Between a task's terminal event and its final status there is one statement. Whoever reads the task because of that
   * event must find it ended: a row that is about to end is read again.
   */
  async function readSettled(ids: readonly string[]): Promise<TaskRow[]> {
    const rows = await db.selectFrom('inference.task').selectAll().where('id', 'in', ids).execute();
    const deadlineMs = performance.now() + endingPatienceMs;
    for (let pauseMs = firstLookMs; ; pauseMs *= 2) {
      const ending = new Set(rows.filter(isEnding).map((row) => row.id));
      if (ending.size === 0 || performance.now() + pauseMs > deadlineMs) return rows;
      await sleep(pauseMs);
      const again = await db
        .selectFrom('inference.task')
        .selectAll()
        .where('id', 'in', [...ending])
        .execute();
      const newer = new Map(again.map((row) => [row.id, row]));
      for (const [index, row] of rows.entries()) rows[index] = newer.get(row.id) ?? row;
    }
  }

  return {
    findMany: async (ids) => {
      if (ids.length === 0) return [];
      return (await readSettled(ids)).map(toTaskRecord);
    },
    list: async (query, { after, limit }) => {
      let select = matching(db.selectFrom('inference.task'), query).selectAll();
      if (after !== null) {
        const createdAt = new Date(after.createdAtMs);
        // A row comparison follows the index; the same written as AND and OR does not.
        select = select.where(sql<boolean>`(created_at, id) < (${createdAt}::timestamptz, ${after.id}::text)`);
      }
      const rows = await select.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(toTaskRecord);
    },
    count: async (query) => {
      const select = matching(db.selectFrom('inference.task'), query).select(sql<number>`count(*)::int`.as('count'));
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), countPatienceMs);
      });
      try {
        const counted = select.executeTakeFirstOrThrow().then((row) => row.count);
        // Its failure after the time has passed is nobody's concern.
        counted.catch(() => {});
        return await Promise.race([counted, tooLate]);
      } finally {
        clearTimeout(timer);
      }
    },
    queueDepths: async () => {
      const rows = await db
        .selectFrom('inference.task')
        .select((e) => [
          'tier',
          'model',
          sql<number>`(count(*) filter (where status = 'PENDING'))::int`.as('depth'),
          sql<number>`(count(*) filter (where status = 'PROCESSING'))::int`.as('running'),
          e.fn.min('created_at').filterWhere('status', '=', 'PENDING').as('oldest'),
        ])
        .where('status', 'in', ['PENDING', 'PROCESSING'])
        .groupBy(['tier', 'model'])
        .orderBy('model')
        .orderBy('tier')
        .execute();
      return rows.map(({ oldest, ...row }) => ({
        ...row,
        oldestPendingAtMs: (oldest as Date | null)?.getTime() ?? null,
      }));
    },
    throughput: async (windowMs) => {
      return db
        .selectFrom('inference.task')
        .select([
          sql<number>`(count(*) filter (where status = 'COMPLETED'))::int`.as('completed'),
          sql<number>`(count(*) filter (where status = 'FAILED'))::int`.as('failed'),
          sql<number>`coalesce(sum(completion_tokens), 0)::float8`.as('completionTokens'),
        ])
        .where('finished_at', '>', new Date(Date.now() - windowMs))
        .executeTakeFirstOrThrow();
    },
  };
}

function isEnding(row: TaskRow): boolean {
  return row.outcome !== null && !isFinal(row.status);
}
