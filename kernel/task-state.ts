import type { TaskOutcome, TaskStatus } from './task.ts';

/** Which statuses may follow which. PROCESSING goes back to PENDING when an attempt is lost. */
const successors: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  PENDING: ['PROCESSING', 'FAILED', 'CANCELLED'],
  PROCESSING: ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED'],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
};

export function mayFollow(from: TaskStatus, to: TaskStatus): boolean {
  return successors[from].includes(to);
}

export function isFinal(status: TaskStatus): status is TaskOutcome {
  return successors[status].length === 0;
}

/** What becomes of a task whose attempt was lost: another attempt while any is left. */
export function afterLostAttempt(attempt: number, maxAttempts: number): 'RETRY' | 'GIVE_UP' {
  return attempt < maxAttempts ? 'RETRY' : 'GIVE_UP';
}
