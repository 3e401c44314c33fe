import {
  AuthenticationError,
  CursorExpiredError,
  InfergraphError,
  NetworkError,
  PermissionError,
  TimeoutError,
} from './errors.ts';
import type { InfergraphErrorOptions } from './errors.ts';

/** An error as a GraphQL answer has it. */
export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What is known of the answer that an error came in. */
export type AnswerFacts = Pick<InfergraphErrorOptions, 'requestId' | 'httpStatus' | 'retryAfterMs' | 'partialData'>;

const classByCode: Readonly<Record<string, new (options: InfergraphErrorOptions) => InfergraphError>> = {
  UNAUTHENTICATED: AuthenticationError,
  KEY_REVOKED: AuthenticationError,
  KEY_EXPIRED: AuthenticationError,
  FORBIDDEN: PermissionError,
  IP_NOT_ALLOWED: PermissionError,
  CURSOR_EXPIRED: CursorExpiredError,
  NETWORK_ERROR: NetworkError,
  TIMEOUT: TimeoutError,
  DEADLINE_EXCEEDED: TimeoutError,
};

/** The error of the class that fits its code. */
export function makeError(options: InfergraphErrorOptions): InfergraphError {
  const ErrorClass = Object.hasOwn(classByCode, options.code) ? classByCode[options.code] : undefined;
  return new (ErrorClass ?? InfergraphError)(options);
}

export function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

/** Turns one error of an answer into a typed one. */
export function fromWireError(error: WireError, facts: AnswerFacts): InfergraphError {
  const extensions = error.extensions ?? {};
  const details = extensions['details'];
  return makeError({
    ...facts,
    code: textOr(extensions['code'], 'INTERNAL_SERVER_ERROR'),
    message: error.message,
    requestId: textOr(extensions['requestId'], facts.requestId),
    retryable: extensions['retryable'] === true,
    details: isRecord(details) ? details : undefined,
  });
}

/** WebSocket close codes that another connection would only meet again. */
const fatalCloseCodes: ReadonlySet<number> = new Set([
  1002, 1003, 1007, 1008, 1009, 1010, 4004, 4005, 4400, 4401, 4403, 4406, 4409, 4413,
]);

const codeByCloseCode: Readonly<Record<number, string>> = {
  4400: 'BAD_REQUEST',
  4401: 'UNAUTHENTICATED',
  4403: 'FORBIDDEN',
  4413: 'PAYLOAD_TOO_LARGE',
  4429: 'SLOW_CONSUMER',
  1011: 'INTERNAL_SERVER_ERROR',
  1012: 'SHUTTING_DOWN',
  1013: 'SERVICE_UNAVAILABLE',
};

/**
 * The error of a closed socket; `retryable` says whether to connect again.
 * A reason that begins with an error code names the error more closely than the close code.
 */
export function fromClose(close: { readonly code: number; readonly reason: string }): InfergraphError {
  const named = /^([A-Z]+(?:_[A-Z]+)+|UNAUTHENTICATED|FORBIDDEN)\b:?\s*/.exec(close.reason);
  const message = named === null ? close.reason : close.reason.slice(named[0].length);
  return makeError({
    code: named?.[1] ?? codeByCloseCode[close.code] ?? 'NETWORK_ERROR',
    message: message === '' ? `The connection was closed (${close.code}).` : message,
    retryable: !fatalCloseCodes.has(close.code),
  });
}

function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
