import type { TaskRecord } from '../kernel/task.ts';

export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly task: TaskRecord }
  | { readonly kind: 'finished'; readonly task: TaskRecord }
  | { readonly kind: 'missing' };

/** Ends a task for its owner at once and tells the worker that runs it. */
export interface TaskCanceller {
  /** `owner` null: whoever's (admin). */
  cancel(taskId: string, owner: string | null): Promise<CancelOutcome>;
}
