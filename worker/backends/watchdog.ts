import type { ServiceError } from '../../kernel/errors.ts';
import { backendError } from './backend-errors.ts';

export type WaitPhase = 'connect' | 'first byte' | 'idle';

/** Watches that a backend keeps moving while we wait for it. */
export interface Watchdog extends Disposable {
  /** Aborts with BACKEND_TIMEOUT when a wait takes too long, and with the caller's reason when the caller aborts. */
  readonly signal: AbortSignal;
  /** A wait begins, or begins anew. */
  arm(phase: WaitPhase, timeoutMs: number): void;
  /** Nothing is waited for: time that we take ourselves does not count against the backend. */
  disarm(): void;
}

const explanations: Readonly<Record<WaitPhase, string>> = {
  connect: 'did not accept a connection',
  'first byte': 'did not begin to answer',
  idle: 'went silent in the middle of its answer',
};

export function makeWatchdog(backend: string, caller: AbortSignal): Watchdog {
  const own = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any([caller, own.signal]),
    arm(phase, timeoutMs) {
      clearTimeout(timer);
      timer = setTimeout(() => own.abort(timeoutError(backend, phase, timeoutMs)), timeoutMs);
    },
    disarm() {
      clearTimeout(timer);
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
    },
  };
}

export function timeoutError(backend: string, phase: WaitPhase, timeoutMs: number): ServiceError {
  const message = `${explanations[phase]} within ${timeoutMs} ms`;
  return backendError('BACKEND_TIMEOUT', { backend, message, details: { phase, timeoutMs } });
}
