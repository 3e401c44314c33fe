import type { Task, Violation } from './types.ts';

export interface InfergraphErrorOptions {
  /** A code of the server's error reference, or one of the client's own (`NETWORK_ERROR`, `TIMEOUT`, `EVENT_GAP`). */
  readonly code: string;
  readonly message: string;
  /** Names the request in the server's log. */
  readonly requestId?: string | undefined;
  /** True when the same request may succeed later without a change. */
  readonly retryable?: boolean | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly httpStatus?: number | undefined;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** What the answer held beside its errors. */
  readonly partialData?: unknown;
  readonly cause?: unknown;
}

/** Base of everything the client throws, except an aborted signal's own reason. */
export class InfergraphError extends Error {
  override readonly name: string = 'InfergraphError';
  readonly code: string;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly httpStatus: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly partialData: unknown;

  constructor(options: InfergraphErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.requestId = options.requestId;
    this.retryable = options.retryable ?? false;
    this.details = options.details;
    this.httpStatus = options.httpStatus;
    this.retryAfterMs = options.retryAfterMs;
    this.partialData = options.partialData;
  }
}

/** No key, an unknown one, or one that was revoked or has expired. */
export class AuthenticationError extends InfergraphError {
  override readonly name = 'AuthenticationError';
}

/** The key may not do this, or not from here. */
export class PermissionError extends InfergraphError {
  override readonly name = 'PermissionError';
}

/** The server cannot be reached, or what answers is not it. */
export class NetworkError extends InfergraphError {
  override readonly name = 'NetworkError';
}

/** The deadline of the call passed. */
export class TimeoutError extends InfergraphError {
  override readonly name = 'TimeoutError';
}

/** Events after the cursor are no longer kept: read the task, then watch it without a cursor. */
export class CursorExpiredError extends InfergraphError {
  override readonly name = 'CursorExpiredError';
}

/** The server has lost events that the client has not seen. */
export class EventGapError extends InfergraphError {
  override readonly name = 'EventGapError';
  readonly taskId: string;
  readonly expectedSeq: number;
  readonly receivedSeq: number;

  constructor(gap: { readonly taskId: string; readonly expectedSeq: number; readonly receivedSeq: number }) {
    super({
      code: 'EVENT_GAP',
      message: `The events ${gap.expectedSeq} to ${gap.receivedSeq - 1} of ${gap.taskId} are lost: read the task for its result.`,
    });
    this.taskId = gap.taskId;
    this.expectedSeq = gap.expectedSeq;
    this.receivedSeq = gap.receivedSeq;
  }
}

/** What is wrong and where, in one line. */
export function describeViolation({ path, message }: Violation): string {
  const field = path.at(-1);
  // Messages about one field begin with its name as a rule.
  return field === undefined || message.startsWith(field) ? message : `${path.join('.')}: ${message}`;
}

/** The request cannot be done as it is; `violations` has everything that is wrong with it, never empty. */
export class UserInputError extends InfergraphError {
  override readonly name = 'UserInputError';
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super({
      code: violations[0]?.code ?? 'BAD_USER_INPUT',
      message: violations.map(describeViolation).join('\n'),
    });
    this.violations = violations;
  }
}

/** The task was given up. */
export class TaskFailedError extends InfergraphError {
  override readonly name = 'TaskFailedError';
  readonly task: Task;

  constructor(task: Task) {
    super({
      code: task.error?.code ?? 'INTERNAL_SERVER_ERROR',
      message: task.error?.message ?? 'The task failed.',
      retryable: task.error?.retryable ?? false,
    });
    this.task = task;
  }
}

/** The task was cancelled; `task.result` keeps what it had produced. */
export class TaskCancelledError extends InfergraphError {
  override readonly name = 'TaskCancelledError';
  readonly task: Task;

  constructor(task: Task) {
    super({ code: 'TASK_CANCELLED', message: 'The task was cancelled.' });
    this.task = task;
  }
}
