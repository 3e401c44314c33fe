import { errorRow, isErrorCode } from '../kernel/errors.ts';
import type { ErrorCode } from '../kernel/errors.ts';

/** What of a GraphQL answer decides its HTTP status. */
export interface AnswerShape {
  /** Undefined: the request was refused before it executed. */
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  /** Codes of its errors, in order. */
  readonly codes: readonly unknown[];
}

/** Mistakes in a well-formed request that the GraphQL-over-HTTP draft answers with 200 in the media type `application/json`. */
const mistakesInDocument: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/** Statuses that intermediaries and clients act on, so that they show even where an answer has the form of an execution. */
const tellingStatuses: ReadonlySet<number> = new Set([401, 403, 405, 413]);

/**
 * HTTP status of a GraphQL answer. An error decides it only when it is the whole answer: nothing executed, or
 * every root field is null. Partial answers are 200.
 * @param acceptsOnlyJson the client named `application/json` and not `application/graphql-response+json`
 */
export function httpStatusOf(answer: AnswerShape, acceptsOnlyJson: boolean): number {
  const first = answer.codes[0];
  if (first === undefined) return 200;
  const code = isErrorCode(first) ? first : 'INTERNAL_SERVER_ERROR';
  const status = errorRow(code).httpStatus;
  if (answer.data === undefined) {
    return acceptsOnlyJson && mistakesInDocument.has(code) ? 200 : status;
  }
  const nothingToShow = answer.data === null || Object.values(answer.data).every((value) => value === null);
  return nothingToShow && (status >= 500 || tellingStatuses.has(status)) ? status : 200;
}

/** True when an Accept header names `application/json` and leaves out the newer GraphQL media type. */
export function acceptsOnlyJson(accept: string | undefined): boolean {
  return (
    accept !== undefined &&
    accept.includes('application/json') &&
    !accept.includes('application/graphql-response+json') &&
    !accept.includes('*/*')
  );
}
