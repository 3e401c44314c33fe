/** Something that only the person at the keyboard can put right. Its message says what to do. */
export class SetUpError extends Error {
  name = 'SetUpError';
}

/**
 * Ends a script: what a person can put right without a stack trace, a bug with one.
 *
 * @param {unknown} error
 * @returns {never}
 */
export function exitWith(error) {
  process.stderr.write(
    `\n${error instanceof SetUpError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}
