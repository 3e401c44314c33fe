import { isFinal } from '../kernel/task-state.ts';
import type { TaskRecord } from '../kernel/task.ts';
import type { Database } from '../platform/database.ts';
import type { TaskEventLog } from './event-log.ts';
import type { TaskTables } from './schema.ts';
import { terminalBody, toTaskRecord } from './task-rows.ts';
import type { TaskRow } from './task-rows.ts';

/**
 * The second half of every end: a row whose outcome is decided gets its terminal event and then, once everybody may
 * have read that, its status. Safe to repeat at every point.
 */
export interface TaskFinisher {
  /** `lastSeq`: the highest seq known to the caller, when it knows better than the row. */
  finish(row: TaskRow, lastSeq?: number): Promise<TaskRecord>;
}

export interface TaskFinisherDeps {
  readonly database: Database;
  readonly log: TaskEventLog;
}

export function makeTaskFinisher(deps: TaskFinisherDeps): TaskFinisher {
  const db = deps.database.kysely<TaskTables>();
  return {
    finish: async (row, lastSeq = row.last_seq) => {
      const { outcome } = row;
      if (outcome === null) throw new Error(`Task ${row.id} has no outcome yet`);
      if (isFinal(row.status)) return toTaskRecord(row);
      const target = {
        taskId: row.id,
        owner: row.owner,
        attempt: row.attempt,
        lastSeq: Math.max(lastSeq, row.last_seq),
      };
      const appended = await deps.log.append(target, terminalBody(outcome, row.error));
      if (appended.kind === 'stale') throw new Error(`The terminal event of task ${row.id} was refused`);
      const finished = { ...row, status: outcome, last_seq: appended.seq, lease_expires_at: null };
      await db
        .updateTable('inference.task')
        .set({ status: outcome, last_seq: appended.seq, lease_expires_at: null })
        .where('id', '=', row.id)
        .where('status', 'in', ['PENDING', 'PROCESSING'])
        .execute();
      return toTaskRecord(finished);
    },
  };
}
