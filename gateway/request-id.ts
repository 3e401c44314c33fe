/** HTTP header with the correlation id, in and out. */
export const requestIdHeader = 'x-request-id';

/** The caller's correlation id when it is one: 1 to 128 of `A-Za-z0-9._:-`. It ends up in logs and headers. */
export function inboundRequestId(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[A-Za-z0-9._:-]{1,128}$/.test(header) ? header : undefined;
}
