import { InfergraphError, UserInputError } from './errors.ts';
import type { Violation } from './types.ts';

/** The value of a payload. Throws {@link UserInputError} with everything that was wrong when there is none. */
export function valueOrThrow<T>(value: T | null, errors: readonly Violation[]): T {
  if (errors.length > 0) throw new UserInputError(errors);
  if (value === null) {
    throw new InfergraphError({
      code: 'INTERNAL_SERVER_ERROR',
      message: 'The answer has neither a value nor an error.',
    });
  }
  return value;
}
