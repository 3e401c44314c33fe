import { isFinal } from '../kernel/task-state.ts';
import type { TaskRecord } from '../kernel/task.ts';
import type { Database } from '../platform/database.ts';
import type { CancelBus } from './cancel-bus.ts';
import type { TaskEventLog } from './event-log.ts';
import type { TaskTables } from './schema.ts';
import { makeTaskFinisher } from './task-finisher.ts';
import type { TaskQueue } from './task-queue.ts';
import { toTaskRecord } from './task-rows.ts';
import type { TaskRow } from './task-rows.ts';

export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly task: TaskRecord }
  | { readonly kind: 'finished'; readonly task: TaskRecord }
  | { readonly kind: 'missing' };

/**
 * Ends a task for its owner at once and tells the worker that runs it. Rejects with SERVICE_UNAVAILABLE; the outcome
 * may be decided then, and cancelling again finishes it.
 */
export interface TaskCanceller {
  /** `owner` null: whoever's (admin). */
  cancel(taskId: string, owner: string | null): Promise<CancelOutcome>;
}

export interface TaskCancellerDeps {
  readonly database: Database;
  readonly log: TaskEventLog;
  readonly queue: TaskQueue;
  readonly bus: CancelBus;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export function makeTaskCanceller(deps: TaskCancellerDeps): TaskCanceller {
  const db = deps.database.kysely<TaskTables>();
  const finisher = makeTaskFinisher(deps);

  /** Decides the outcome, which shuts the worker out. */
  function decide(taskId: string, owner: string | null): Promise<TaskRow | undefined> {
    let update = db
      .updateTable('inference.task')
      .set({ outcome: 'CANCELLED', finished_at: new Date(deps.now()) })
      .where('id', '=', taskId)
      .where('outcome', 'is', null);
    if (owner !== null) update = update.where('owner', '=', owner);
    return update.returningAll().executeTakeFirst();
  }

  function find(taskId: string, owner: string | null): Promise<TaskRow | undefined> {
    let select = db.selectFrom('inference.task').selectAll().where('id', '=', taskId);
    if (owner !== null) select = select.where('owner', '=', owner);
    return select.executeTakeFirst();
  }

  return {
    cancel: async (taskId, owner) => {
      const decided = await decide(taskId, owner);
      const row = decided ?? (await find(taskId, owner));
      if (row === undefined) return { kind: 'missing' };
      if (isFinal(row.status)) return { kind: 'finished', task: toTaskRecord(row) };
      if (row.outcome === 'CANCELLED') {
        // The worker first: every millisecond here is work for nobody.
        const [task] = await Promise.all([finisher.finish(row), deps.bus.publish(taskId)]);
        // A job that stays in line is refused when it is taken out.
        await deps.queue.remove(row).catch(() => {});
        return { kind: 'cancelled', task };
      }
      // It is just ending in another way.
      return { kind: 'finished', task: await finisher.finish(row) };
    },
  };
}
