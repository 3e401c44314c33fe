// When a lost subscription is started again, and from where. Pure: tested without a browser.

/** Close codes after which the same request fails again: a wrong request, no key or a wrong one, not allowed. */
const finalCloseCodes: ReadonlySet<unknown> = new Set([4400, 4401, 4403]);

const firstDelayMs = 250;
const longestDelayMs = 5_000;
/** About five minutes: a server that is set up anew is back by then. */
const mostFailures = 64;

/**
 * Milliseconds to wait before connecting again after the `failures`th failure in a row, from 0; doubling from 250 up to
 * 5 s. Undefined: do not, because it would fail again or has failed for minutes. A server that cannot be reached gives
 * no close code at all, so whatever is not known to be final counts as a lost connection.
 */
export function reconnectDelayMs(reason: unknown, failures: number): number | undefined {
  // The errors of the operation itself.
  if (Array.isArray(reason)) return undefined;
  const code = typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined;
  if (finalCloseCodes.has(code) || failures >= mostFailures) return undefined;
  return Math.min(firstDelayMs * 2 ** failures, longestDelayMs);
}

/** The variables with which to go on after this result: `after` is its cursor, where the operation takes one. */
export function resumeVariables(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, unknown>> | null | undefined,
): Readonly<Record<string, unknown>> {
  if (!/\$after\s*:/.test(query) || data == null) return variables;
  for (const event of Object.values(data)) {
    if (typeof event === 'object' && event !== null && 'cursor' in event && typeof event.cursor === 'string') {
      return { ...variables, after: event.cursor };
    }
  }
  return variables;
}
