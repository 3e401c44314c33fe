import type { TaskRecord } from '../kernel/task.ts';

/** Waits for a task's end. */
export interface TaskWaiter {
  /** The task as it is when it has ended, or when `timeoutMs` have passed, whichever is first. Rejects with the signal's reason on abort. */
  wait(task: TaskRecord, timeoutMs: number, signal: AbortSignal | undefined): Promise<TaskRecord>;
}
