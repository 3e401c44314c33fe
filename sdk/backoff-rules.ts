/** How often and how fast to try again. */
export interface BackoffPolicy {
  /** Tries in a row that may fail before giving up; Infinity never gives up. */
  readonly maxAttempts: number;
  /** Longest wait before the second try. */
  readonly initialDelayMs: number;
  /** Longest wait before any try. */
  readonly maxDelayMs: number;
}

/**
 * Milliseconds to wait after the given number of failed tries (1 or more): exponential with equal jitter, so that the
 * clients of a restarted server do not come back all at once. `random` is 0 to below 1.
 */
export function backoffDelayMs(policy: BackoffPolicy, failures: number, random: number): number {
  const ceiling = Math.min(policy.maxDelayMs, policy.initialDelayMs * 2 ** (failures - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
