import type { TaskEvent } from '../kernel/task-events.ts';
import type { TaskRecord } from '../kernel/task.ts';

export interface WatchTask {
  readonly taskId: string;
  readonly owner: string;
  /** Cursor of the last event the caller has; null: from the start. */
  readonly after: string | null;
  readonly signal: AbortSignal;
  /** Reads the task's row; asked only when the log does not tell the task's end. Null: no such task. */
  readonly findTask: () => Promise<Pick<
    TaskRecord,
    'status' | 'attempt' | 'lastSeq' | 'error' | 'finishedAtMs'
  > | null>;
}

export interface WatchOwner {
  readonly owner: string;
  /** Cursor of the last event the caller has; null: from now on. */
  readonly after: string | null;
  readonly signal: AbortSignal;
}

/**
 * Reads events: replay past the cursor, then live, without loss and without repeat.
 * The iterators end after a task's terminal event or when the signal aborts. They throw ServiceError
 * BAD_USER_INPUT (not a cursor of this subscription), CURSOR_EXPIRED, SLOW_CONSUMER (the bounded buffer overflowed).
 * A restart of Redis delays events and ends nothing.
 */
export interface TaskEventReader {
  watchTask(watch: WatchTask): AsyncIterableIterator<TaskEvent>;
  watchOwner(watch: WatchOwner): AsyncIterableIterator<TaskEvent>;
  /** True when the owner has a log of this task now. */
  hasLog(owner: string, taskId: string): Promise<boolean>;
}
