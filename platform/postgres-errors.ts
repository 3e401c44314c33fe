import { ServiceError } from '../kernel/errors.ts';

/** SQLSTATE classes and codes that say that the server is away, not that the statement is wrong. */
const awayStates = /^(08...|53300|57014|57P0[1-5])$/;

/**
 * Gives ServiceError SERVICE_UNAVAILABLE for a lost, refused, silent or closed connection, and any other error as it is.
 * Whatever does not come from the server itself (no SQLSTATE) is a fault of the way to it.
 */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof ServiceError || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isFromServer = /^[0-9A-Z]{5}$/.test(code) && 'severity' in error;
  if (isFromServer && !awayStates.test(code)) return error;
  if (error instanceof TypeError || error instanceof RangeError) return error;
  return new ServiceError('SERVICE_UNAVAILABLE', { message: 'The database cannot be reached now.', cause: error });
}
