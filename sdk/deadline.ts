import { TimeoutError } from './errors.ts';

/** A signal that aborts with the caller's signal or, with a {@link TimeoutError}, when the time has passed. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Frees the timer. Call it in `finally`. */
  clear(): void;
}

export function makeDeadline(timeoutMs: number, signal: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    const message = `No answer within ${timeoutMs} ms.`;
    controller.abort(new TimeoutError({ code: 'TIMEOUT', message, retryable: true }));
  }, timeoutMs);
  return {
    signal: signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]),
    clear: () => clearTimeout(timer),
  };
}

/** Resolves after the time; rejects with the signal's reason when it aborts first. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
