import type { TaskEventBody } from '../kernel/task-events.ts';

export interface EventTarget {
  readonly taskId: string;
  readonly owner: string;
  /** The fencing token: 0 for what happens outside an attempt. */
  readonly attempt: number;
  /** The highest seq the caller knows of: where numbering goes on when Redis has lost its memory. */
  readonly lastSeq: number;
}

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly seq: number }
  /** A newer attempt has begun. */
  | { readonly kind: 'stale' }
  /** The terminal event is already there. `seq` is its number. */
  | { readonly kind: 'ended'; readonly seq: number };

/** Appends events: numbering, fencing, storing and publishing are one atomic step. */
export interface TaskEventLog {
  append(target: EventTarget, body: TaskEventBody): Promise<AppendOutcome>;
}
