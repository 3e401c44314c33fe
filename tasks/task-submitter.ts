import type { Principal } from '../kernel/principal.ts';
import type { TaskRecord, TaskRequest } from '../kernel/task.ts';

export interface Submission {
  readonly principal: Principal;
  readonly model: string;
  readonly request: TaskRequest;
  /** Scoped to the owner; kept for 24 hours. */
  readonly idempotencyKey: string | null;
  readonly retryOf: string | null;
}

export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly task: TaskRecord }
  /** The idempotency key was used with the same input before. */
  | { readonly kind: 'replayed'; readonly task: TaskRecord }
  /** The idempotency key was used with another input before. */
  | { readonly kind: 'conflict' };

/** Accepts tasks durably: once `submit` has resolved the task is never lost. Rejects with SERVICE_UNAVAILABLE when the database or Redis is away. */
export interface TaskSubmitter {
  submit(submission: Submission): Promise<SubmitOutcome>;
}
