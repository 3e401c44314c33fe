import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { TaskErrorValue } from '../kernel/task.ts';
import type { TaskTables } from './schema.ts';
import { endColumns } from './task-rows.ts';
import type { TaskRow } from './task-rows.ts';
import type { RunOutcome, RunningWorker } from './task-runs.ts';

interface Release {
  readonly taskId: string;
  readonly attempt: number;
  /** Highest seq known of its log. */
  readonly lastSeq: number;
  /** `held`: by the attempt itself; `expired`: by others, and only once its lease has run out. */
  readonly when: 'held' | 'expired';
}

/**
 * The statements by which attempts change task rows. Each is one statement that checks its own condition: the fencing
 * token `attempt`, an undecided outcome, and leases by the database's clock, which is the same for every worker.
 */
export function makeTaskRunRows(db: Kysely<TaskTables>, now: () => number) {
  const hasExpired = sql<boolean>`(status = 'PENDING' or lease_expires_at < now())`;

  return {
    /** Begins the next attempt; undefined when the task is not to be had. */
    claim: (taskId: string, worker: RunningWorker, leaseMs: number): Promise<TaskRow | undefined> =>
      db
        .updateTable('inference.task')
        .set({
          status: 'PROCESSING',
          attempt: sql<number>`attempt + 1`,
          worker_id: worker.id,
          worker_name: worker.name,
          backend_name: null,
          started_at: new Date(now()),
          lease_expires_at: leaseEnd(leaseMs),
        })
        .where('id', '=', taskId)
        .where('outcome', 'is', null)
        .where('status', 'in', ['PENDING', 'PROCESSING'])
        .whereRef('attempt', '<', 'max_attempts')
        .where(hasExpired)
        .returningAll()
        .executeTakeFirst(),

    /** Decides that a task without attempts left, and without a worker, has failed. */
    giveUp: (taskId: string, error: TaskErrorValue): Promise<TaskRow | undefined> =>
      db
        .updateTable('inference.task')
        .set({ outcome: 'FAILED', error: JSON.stringify(error), finished_at: new Date(now()) })
        .where('id', '=', taskId)
        .where('outcome', 'is', null)
        .where('status', 'in', ['PENDING', 'PROCESSING'])
        .whereRef('attempt', '>=', 'max_attempts')
        .where(hasExpired)
        .returningAll()
        .executeTakeFirst(),

    /** Decides how the attempt ended; undefined when it is stale or the outcome is decided. */
    decide: (
      taskId: string,
      attempt: number,
      end: Extract<RunOutcome, { kind: 'completed' | 'failed' }>,
    ): Promise<TaskRow | undefined> =>
      db
        .updateTable('inference.task')
        .set({
          outcome: end.kind === 'completed' ? 'COMPLETED' : 'FAILED',
          finished_at: new Date(now()),
          ...endColumns(
            end.kind === 'completed'
              ? { result: end.result, error: null, usage: end.usage }
              : { result: null, error: end.error, usage: end.usage },
          ),
        })
        .where('id', '=', taskId)
        .where('attempt', '=', attempt)
        .where('status', '=', 'PROCESSING')
        .where('outcome', 'is', null)
        .returningAll()
        .executeTakeFirst(),

    /** Adds what a cancelled attempt had produced; false when the task was not cancelled in this attempt. */
    addPartial: async (
      taskId: string,
      attempt: number,
      end: Extract<RunOutcome, { kind: 'cancelled' }>,
    ): Promise<boolean> => {
      const { result, prompt_tokens, completion_tokens, usage_estimated } = endColumns({ ...end, error: null });
      const updated = await db
        .updateTable('inference.task')
        .set({ result, prompt_tokens, completion_tokens, usage_estimated })
        .where('id', '=', taskId)
        .where('attempt', '=', attempt)
        .where('outcome', '=', 'CANCELLED')
        .executeTakeFirst();
      return updated.numUpdatedRows === 1n;
    },

    /** Puts a task whose attempt was handed back, or whose lease has expired, in wait for its next attempt. */
    release: ({ taskId, attempt, lastSeq, when }: Release): Promise<TaskRow | undefined> =>
      db
        .updateTable('inference.task')
        .set({
          status: 'PENDING',
          lease_expires_at: null,
          last_seq: sql<number>`greatest(last_seq, ${lastSeq}::integer)`,
        })
        .where('id', '=', taskId)
        .where('attempt', '=', attempt)
        .where('status', '=', 'PROCESSING')
        .where('outcome', 'is', null)
        .whereRef('attempt', '<', 'max_attempts')
        .where(when === 'held' ? sql<boolean>`true` : hasExpired)
        .returningAll()
        .executeTakeFirst(),

    noteBackend: async (taskId: string, attempt: number, backendName: string): Promise<void> => {
      await db
        .updateTable('inference.task')
        .set({ backend_name: backendName })
        .where('id', '=', taskId)
        .where('attempt', '=', attempt)
        .where('status', '=', 'PROCESSING')
        .execute();
    },

    /** Extends leases and notes how far the logs have come; gives the ids that are still held. One statement. */
    renew: async (
      runs: readonly { readonly id: string; readonly attempt: number; readonly seq: number }[],
      leaseMs: number,
    ): Promise<Set<string>> => {
      const { rows } = await sql<{ id: string }>`
        update inference.task as task
        set lease_expires_at = ${leaseEnd(leaseMs)}, last_seq = greatest(task.last_seq, run.seq)
        from json_to_recordset(${JSON.stringify(runs)}::json) as run (id text, attempt integer, seq integer)
        where task.id = run.id and task.attempt = run.attempt and task.status = 'PROCESSING' and task.outcome is null
        returning task.id`.execute(db);
      return new Set(rows.map((row) => row.id));
    },

    find: (taskId: string): Promise<TaskRow | undefined> =>
      db.selectFrom('inference.task').selectAll().where('id', '=', taskId).executeTakeFirst(),
  };
}

function leaseEnd(leaseMs: number) {
  return sql<Date>`now() + ${leaseMs}::double precision * interval '1 millisecond'`;
}
