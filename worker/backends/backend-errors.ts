import { ServiceError } from '../../kernel/errors.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import { filledTextOf, parseJson, recordOf } from './json.ts';

const maxMessageLength = 500;

/** The backend's own words, trimmed and bounded, fit to show. */
export function boundedMessage(text: string): string {
  // Control characters have no place in a message and would garble logs and terminals.
  // oxlint-disable-next-line no-control-regex -- they are exactly what is removed
  const clean = text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return clean.length > maxMessageLength ? `${clean.slice(0, maxMessageLength - 1)}…` : clean;
}

export interface BackendFailure {
  readonly backend: string;
  readonly message: string;
  readonly cause?: unknown;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An error with a code of the BACKEND_ family that names the backend and repeats its words. */
export function backendError(code: ErrorCode, failure: BackendFailure): ServiceError {
  return new ServiceError(code, {
    message: `${failure.backend}: ${boundedMessage(failure.message)}`,
    details: { backend: failure.backend, ...failure.details },
    cause: failure.cause,
  });
}

/** What an HTTP status other than 2xx says about the request. */
export function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 408:
      return 'BACKEND_TIMEOUT';
    // Busy, loading, or a proxy without its server: the same request may succeed elsewhere or later.
    case 429:
    case 502:
    case 503:
    case 504:
      return 'BACKEND_UNAVAILABLE';
    default:
      return status >= 400 && status < 500 ? 'BACKEND_REJECTED' : 'BACKEND_ERROR';
  }
}

/** The error for an answer with a failing status; `body` is its text, perhaps cut short. */
export function errorOfResponse(backend: string, status: number, body: string): ServiceError {
  const message = messageIn(parseJson(body)) ?? filledTextOf(plainText(body)) ?? 'no explanation given';
  return backendError(codeOfStatus(status), { backend, message: `${message} (HTTP ${status})`, details: { status } });
}

/** The message of the error shapes in use: `{error: "…"}`, `{error: {message}}`, `{message}`, `{detail}`. Null when there is none. */
export function messageIn(body: unknown): string | null {
  const record = recordOf(body);
  if (record === null) return null;
  const nested = recordOf(record['error']);
  return (
    filledTextOf(record['error']) ??
    filledTextOf(nested?.['message']) ??
    filledTextOf(record['message']) ??
    filledTextOf(record['detail'])
  );
}

function plainText(body: string): string {
  // An HTML page of a proxy tells nothing that the status does not.
  return body.trimStart().startsWith('<') ? '' : body.trim();
}
