/** What the outside sees of an error code. */
export interface ErrorRow {
  /** Status of the HTTP answer when the error is the whole answer. */
  readonly httpStatus: number;
  /** WebSocket close code when the error ends the connection; absent when it never does. */
  readonly closeCode?: number;
  /** True when the same request may succeed later without a change. */
  readonly retryable: boolean;
  /** Safe to show to anyone; used when the error brings no message of its own. */
  readonly message: string;
}

/** The one table of error codes. Docs and SDL are tested against it. */
export const errorTable = {
  // Transport
  BAD_REQUEST: { httpStatus: 400, closeCode: 4400, retryable: false, message: 'The request is malformed.' },
  PAYLOAD_TOO_LARGE: { httpStatus: 413, closeCode: 4413, retryable: false, message: 'The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { httpStatus: 415, retryable: false, message: 'Send the request as application/json.' },
  METHOD_NOT_ALLOWED: { httpStatus: 405, retryable: false, message: 'Use POST, or GET for queries.' },
  ROUTE_NOT_FOUND: { httpStatus: 404, retryable: false, message: 'There is nothing at this address.' },
  CSRF_PREVENTED: {
    httpStatus: 400,
    retryable: false,
    message: 'Send a content type of application/json or an X-Apollo-Operation-Name header.',
  },
  // GraphQL
  GRAPHQL_PARSE_FAILED: { httpStatus: 400, retryable: false, message: 'The GraphQL document has a syntax error.' },
  GRAPHQL_VALIDATION_FAILED: {
    httpStatus: 400,
    retryable: false,
    message: 'The GraphQL document does not fit the schema.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    httpStatus: 400,
    retryable: false,
    message: 'Name the operation to run with operationName.',
  },
  SUBSCRIPTION_NEEDS_WEBSOCKET: {
    httpStatus: 405,
    retryable: false,
    message: 'Subscriptions need a WebSocket with the graphql-transport-ws protocol on this path.',
  },
  BAD_USER_INPUT: { httpStatus: 400, retryable: false, message: 'A value is not allowed.' },
  // Who and what
  UNAUTHENTICATED: {
    httpStatus: 401,
    closeCode: 4401,
    retryable: false,
    message: 'Send an API key: Authorization: Bearer sk_… or X-API-Key: sk_….',
  },
  FORBIDDEN: { httpStatus: 403, closeCode: 4403, retryable: false, message: 'The key may not do this.' },
  KEY_REVOKED: { httpStatus: 401, closeCode: 4403, retryable: false, message: 'The key was revoked.' },
  KEY_EXPIRED: { httpStatus: 401, closeCode: 4403, retryable: false, message: 'The key has expired.' },
  IP_NOT_ALLOWED: {
    httpStatus: 403,
    closeCode: 4403,
    retryable: false,
    message: 'The key may not be used from this address.',
  },
  // Tasks
  NOT_FOUND: { httpStatus: 404, retryable: false, message: 'There is no such thing, or it is not yours.' },
  INVALID_MODEL: { httpStatus: 400, retryable: false, message: 'No available model of this name can do this.' },
  IDEMPOTENCY_CONFLICT: {
    httpStatus: 409,
    retryable: false,
    message: 'The idempotency key was used with another input.',
  },
  TASK_FINISHED: { httpStatus: 409, retryable: false, message: 'The task has already ended.' },
  TASK_NOT_FINISHED: { httpStatus: 409, retryable: false, message: 'The task has not failed or been cancelled.' },
  TASK_CANCELLED: { httpStatus: 409, retryable: false, message: 'The task was cancelled.' },
  WORKER_DEAD: { httpStatus: 409, retryable: false, message: 'The worker is not running.' },
  CURSOR_EXPIRED: {
    httpStatus: 410,
    retryable: false,
    message: 'Events after this cursor are no longer kept: read the task, then subscribe without a cursor.',
  },
  SLOW_CONSUMER: {
    httpStatus: 503,
    closeCode: 4429,
    retryable: true,
    message: 'The client reads too slowly: subscribe again with the last cursor.',
  },
  // Backends
  BACKEND_UNAVAILABLE: { httpStatus: 503, retryable: true, message: 'No backend could take the task.' },
  BACKEND_ERROR: { httpStatus: 502, retryable: true, message: 'The backend failed.' },
  BACKEND_REJECTED: { httpStatus: 400, retryable: false, message: 'The backend refused the request.' },
  BACKEND_TRUNCATED: { httpStatus: 502, retryable: true, message: 'The backend ended its answer before its end.' },
  BACKEND_TIMEOUT: { httpStatus: 504, retryable: true, message: 'The backend did not answer in time.' },
  WORKER_LOST: { httpStatus: 503, retryable: true, message: 'The workers that ran the task were lost too often.' },
  // Infrastructure
  SERVICE_UNAVAILABLE: {
    httpStatus: 503,
    closeCode: 1013,
    retryable: true,
    message: 'A part of the service cannot be reached now.',
  },
  DEADLINE_EXCEEDED: { httpStatus: 504, retryable: true, message: 'The request took too long.' },
  SHUTTING_DOWN: {
    httpStatus: 503,
    closeCode: 1012,
    retryable: true,
    message: 'This gateway is stopping: connect again.',
  },
  INTERNAL_SERVER_ERROR: {
    httpStatus: 500,
    closeCode: 1011,
    retryable: false,
    message: 'Something went wrong on our side.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && Object.hasOwn(errorTable, text);
}

/** The row of a code, widened to the common shape. */
export function errorRow(code: ErrorCode): ErrorRow {
  return errorTable[code];
}

export interface ServiceErrorOptions {
  /** Shown to the client; the table's message by default. */
  readonly message?: string;
  /** Shown to the client under `extensions.details`. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Only for the log. */
  readonly cause?: unknown;
}

/** An error whose code, message and details may be shown to the client. Everything else is masked at the edge. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, options: ServiceErrorOptions = {}) {
    super(
      options.message ?? errorTable[code].message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.details = options.details;
  }
}
