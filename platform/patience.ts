import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '../kernel/errors.ts';

const firstPauseMs = 20;
const longestPauseMs = 500;

/** Repeats what rejects with SERVICE_UNAVAILABLE until it succeeds or `patienceMs` have passed; then rejects with it. */
export async function withPatience<T>(patienceMs: number, act: () => Promise<T>): Promise<T> {
  const deadlineMs = performance.now() + patienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await act();
    } catch (error) {
      const isWorthWaiting = error instanceof ServiceError && error.code === 'SERVICE_UNAVAILABLE';
      if (!isWorthWaiting || performance.now() + pauseMs > deadlineMs) throw error;
      await sleep(pauseMs);
    }
  }
}
