import { ServiceError, errorRow } from '../kernel/errors.ts';
import type { TaskErrorValue } from '../kernel/task.ts';

/** What to do about a failed run. */
export type FailureAction =
  /** Try a backend that has not been tried in this attempt. */
  | 'TRY_ANOTHER'
  /** Put the task in line for another attempt. */
  | 'HAND_BACK'
  | 'FAIL';

export interface FailureSituation {
  readonly error: unknown;
  /** True when output has been appended: a repeat would no longer be unseen. */
  readonly hasOutput: boolean;
  /** True when a healthy backend has not been tried yet. */
  readonly hasAlternative: boolean;
  readonly attempt: number;
  readonly maxAttempts: number;
}

export function actionAfter(situation: FailureSituation): FailureAction {
  const { error } = situation;
  if (situation.hasOutput || !countsAgainstBackend(error)) return 'FAIL';
  if (situation.hasAlternative) return 'TRY_ANOTHER';
  const isAway = error instanceof ServiceError && error.code === 'BACKEND_UNAVAILABLE';
  return isAway && situation.attempt < situation.maxAttempts ? 'HAND_BACK' : 'FAIL';
}

/** Milliseconds before the next attempt: the base, then twice as long each time, 30 s at most. */
export function retryDelayMs(attempt: number, baseMs: number): number {
  return Math.min(30_000, baseMs * 2 ** Math.max(0, attempt - 1));
}

/** False when the request is at fault, or nobody: then another backend would not do better. */
export function countsAgainstBackend(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return true;
  return error.code !== 'BACKEND_REJECTED' && error.code.startsWith('BACKEND_');
}

/** What the client is told. Anything but a ServiceError is a bug of ours and stays masked. */
export function toTaskError(error: unknown): TaskErrorValue {
  if (!(error instanceof ServiceError)) {
    const row = errorRow('INTERNAL_SERVER_ERROR');
    return { code: 'INTERNAL_SERVER_ERROR', message: row.message, retryable: row.retryable };
  }
  return { code: error.code, message: error.message, retryable: errorRow(error.code).retryable };
}
