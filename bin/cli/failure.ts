/** Ends a command with a message for people and an exit code; not a bug. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  /** What to do about it, one line each. */
  readonly advice: readonly string[];
  readonly exitCode: number;

  constructor(message: string, options: { readonly advice?: readonly string[]; readonly exitCode?: number } = {}) {
    super(message);
    this.advice = options.advice ?? [];
    this.exitCode = options.exitCode ?? 1;
  }
}
