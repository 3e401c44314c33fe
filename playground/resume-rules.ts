// When a lost subscription is started again, and from where. Pure: tested without a browser.

/** Close codes after which the same request may succeed: going away, lost, restarting, try later, read too slowly. */
const retryableCloseCodes: ReadonlySet<unknown> = new Set([1001, 1006, 1012, 1013, 4429]);

const mostFailures = 6;

/**
 * Milliseconds to wait before connecting again after the `failures`th failure in a row, from 0; doubling from 250.
 * Undefined: do not, because it would fail again or has failed too often.
 */
export function reconnectDelayMs(reason: unknown, failures: number): number | undefined {
  const code = typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined;
  if (!retryableCloseCodes.has(code)) return undefined;
  return failures >= mostFailures ? undefined : 250 * 2 ** failures;
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
