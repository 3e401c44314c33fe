/** What a check found. `warning`: it works, but not as it might. */
export interface Finding {
  readonly status: 'ok' | 'warning' | 'failed';
  readonly title: string;
  /** What to do, when something is to be done. */
  readonly advice?: string;
}

/** Longest wait of one check for anything outside the process. */
export const checkTimeoutMs = 3_000;

export function ok(title: string): Finding {
  return { status: 'ok', title };
}

export function warning(title: string, advice: string): Finding {
  return { status: 'warning', title, advice };
}

export function failed(title: string, advice: string): Finding {
  return { status: 'failed', title, advice };
}

export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // An AggregateError (one error for each address tried) has no message of its own.
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0].message;
  return cause instanceof Error ? cause.message : String(cause);
}
