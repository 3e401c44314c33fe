import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { ServiceError, errorRow, isErrorCode } from '../kernel/errors.ts';
import type { ErrorCode } from '../kernel/errors.ts';
import type { Logger } from '../platform/logger.ts';

export interface ErrorFormatDeps {
  readonly logger: Logger;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/** An error as clients see it. The shape is documented in docs/errors.md. */
export interface EdgeError extends GraphQLFormattedError {
  readonly extensions: {
    readonly code: ErrorCode;
    readonly requestId: string;
    readonly timestamp: string;
    readonly retryable: boolean;
    readonly details?: unknown;
  };
}

/** The one place where errors take their outward shape. Never throws. What has no code of the table is logged and masked. */
export type ErrorFormatter = (error: unknown, requestId: string) => EdgeError;

export function makeErrorFormatter(deps: ErrorFormatDeps): ErrorFormatter {
  const now = deps.now ?? Date.now;
  return (error, requestId) => {
    const timestamp = new Date(now()).toISOString();
    try {
      const { code, message, details } = publicPart(error);
      if (code === 'INTERNAL_SERVER_ERROR') deps.logger.error({ requestId, err: error }, 'an error was masked');
      const graphql = error instanceof GraphQLError ? error : undefined;
      const path = pathOf(graphql);
      return {
        message,
        ...(graphql?.locations === undefined ? {} : { locations: graphql.locations }),
        ...(path === undefined ? {} : { path }),
        extensions: {
          code,
          requestId,
          timestamp,
          retryable: errorRow(code).retryable,
          ...(details === undefined ? {} : { details }),
        },
      };
    } catch {
      // A hostile error object (throwing getters, for one) must not take the answer down with it.
      const row = errorRow('INTERNAL_SERVER_ERROR');
      return {
        message: row.message,
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId, timestamp, retryable: row.retryable },
      };
    }
  };
}

interface PublicPart {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: unknown;
}

function publicPart(error: unknown): PublicPart {
  const service = serviceErrorIn(error);
  if (service !== undefined) return { code: service.code, message: service.message, details: service.details };
  if (!(error instanceof GraphQLError)) return masked();
  const { code: claimed, details, http } = error.extensions;
  // Apollo Server gives all of these the code BAD_REQUEST or one of its own; the table is finer.
  const status = claimed === 'BAD_REQUEST' ? (http as { status?: number } | undefined)?.status : undefined;
  if (status === 405) return { code: 'METHOD_NOT_ALLOWED', message: error.message };
  if (status === 415) return { code: 'UNSUPPORTED_MEDIA_TYPE', message: error.message };
  if (claimed === 'BAD_REQUEST' && error.message.includes('Cross-Site Request Forgery')) {
    return { code: 'CSRF_PREVENTED', message: errorRow('CSRF_PREVENTED').message };
  }
  if (claimed === 'PERSISTED_QUERY_NOT_SUPPORTED' || claimed === 'PERSISTED_QUERY_NOT_FOUND') {
    return { code: 'BAD_REQUEST', message: 'Persisted queries are not supported: send the query itself.' };
  }
  if (!isErrorCode(claimed) || claimed === 'INTERNAL_SERVER_ERROR') return masked();
  return { code: claimed, message: error.message, details };
}

function masked(): PublicPart {
  return { code: 'INTERNAL_SERVER_ERROR', message: errorRow('INTERNAL_SERVER_ERROR').message };
}

/** The ServiceError that an error is or wraps. GraphQL wraps what resolvers throw, at times more than once. */
function serviceErrorIn(error: unknown): ServiceError | undefined {
  let current = error;
  for (let depth = 0; depth < 5; depth++) {
    if (current instanceof ServiceError) return current;
    if (!(current instanceof GraphQLError)) return undefined;
    current = current.originalError;
  }
  return undefined;
}

/** The error's path; up to the first list that the plan executor marks with `@` because it asks for all members at once. */
function pathOf(error: GraphQLError | undefined): readonly (string | number)[] | undefined {
  if (error?.path === undefined) return undefined;
  const mark = error.path.indexOf('@');
  const path = mark === -1 ? error.path : error.path.slice(0, mark);
  return path.length === 0 ? undefined : path;
}
