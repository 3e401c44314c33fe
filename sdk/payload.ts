import { InfergraphError, UserInputError } from './errors.ts';
import type { Violation } from './types.ts';

/**
 * A value that an answer without errors must hold. Throws {@link UserInputError} with everything that was wrong when
 * its payload says so.
 */
export function valueOrThrow<T>(value: T | null | undefined, errors: readonly Violation[] = []): T {
  if (errors.length > 0) throw new UserInputError(errors);
  if (value === null || value === undefined) {
    throw new InfergraphError({
      code: 'INTERNAL_SERVER_ERROR',
      message: 'The answer has neither a value nor an error.',
    });
  }
  return value;
}
