import { GraphQLError } from 'graphql';
import { ServiceError, errorTable } from '../../kernel/errors.ts';
import type { SubgraphError } from '../../kernel/subgraph-protocol.ts';
import type { Logger } from '../../platform/logger.ts';

/**
 * An execution error as the gateway gets it: code, message and details of a ServiceError; a variable that does not fit
 * its type as BAD_USER_INPUT; anything else masked and logged with the request's id. Never throws.
 */
export function formatError(error: GraphQLError, requestId: string, logger: Logger): SubgraphError {
  const cause = rootOf(error);
  const where = error.path === undefined ? {} : { path: error.path };
  if (cause instanceof ServiceError) {
    if (cause.cause !== undefined) logger.warn({ requestId, code: cause.code, err: cause.cause }, cause.message);
    const details = cause.details === undefined ? {} : { details: cause.details };
    return { message: cause.message, ...where, extensions: { code: cause.code, ...details } };
  }
  // Without a path nothing was resolved: the request itself, most likely a variable, does not fit the schema.
  if (cause instanceof GraphQLError && error.path === undefined) {
    return { message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
  }
  logger.error({ requestId, path: error.path, err: cause }, 'a resolver failed unexpectedly');
  return {
    message: errorTable.INTERNAL_SERVER_ERROR.message,
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

function rootOf(error: Error): Error {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}
