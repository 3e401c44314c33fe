import { inspect } from 'node:util';
import {
  AuthenticationError,
  InfergraphError,
  NetworkError,
  PermissionError,
  UserInputError,
  describeViolation,
} from '../../sdk/errors.ts';
import type { Connection } from './connection.ts';
import { CliFailure } from './failure.ts';

export interface Explanation {
  readonly message: string;
  /** What to do about it, one line each. */
  readonly advice: readonly string[];
  readonly exitCode: number;
}

/** Says what went wrong in a command and what to do about it. `connection` is undefined when it never came so far. */
export function explain(error: unknown, connection: Connection | undefined): Explanation {
  if (error instanceof CliFailure) return error;
  // By name, because loading its class takes longer than most commands.
  if (error instanceof Error && error.name === 'ConfigError') {
    return failure(`The configuration is wrong:\n${indent(error.message)}`);
  }
  if (error instanceof UserInputError) return failure(describeViolations(error));
  if (connection !== undefined) {
    if (error instanceof NetworkError && error.httpStatus === undefined) {
      return failure(`Cannot reach ${connection.url} (from ${connection.urlSource}).`, [
        'Is the server running? Start it with: npx infergraph start',
        'Is it elsewhere? Say where with --url or INFERGRAPH_URL.',
      ]);
    }
    if (error instanceof AuthenticationError) return failure(keyProblem(error, connection), keyAdvice);
    if (error instanceof PermissionError) {
      return failure(`${withCode(error)}\nThe key is from ${connection.keySource}.`, [
        'See what it may do with: npx infergraph doctor',
      ]);
    }
  }
  if (error instanceof InfergraphError) return failure(withCode(error));
  return failure(`Unexpected: ${inspect(error)}`);
}

const keyAdvice = [
  'A started server keeps a development key in .infergraph/dev-key, which is used by itself.',
  'For another server: npx infergraph keys create there, then set INFERGRAPH_API_KEY or give --key.',
];

function keyProblem(error: AuthenticationError, connection: Connection): string {
  return connection.key === undefined
    ? `${connection.url} asks for a key and none was found.`
    : `The key from ${connection.keySource} was refused by ${connection.url}: ${error.message}`;
}

function describeViolations(error: UserInputError): string {
  return error.violations
    .map((violation) => {
      const models =
        violation.__typename === 'InvalidModelError' && violation.availableModels.length > 0
          ? `\n  Available: ${violation.availableModels.join(', ')}`
          : '';
      return `${describeViolation(violation)} (${violation.code})${models}`;
    })
    .join('\n');
}

function withCode(error: InfergraphError): string {
  const request = error.requestId === undefined ? '' : `, request ${error.requestId}`;
  return `${error.message} (${error.code}${request})`;
}

function failure(message: string, advice: readonly string[] = []): Explanation {
  return { message, advice, exitCode: 1 };
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
