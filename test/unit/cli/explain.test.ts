import { describe, expect, it } from 'vitest';
import { explain } from '../../../bin/cli/explain.ts';
import { CliFailure } from '../../../bin/cli/failure.ts';
import { AuthenticationError, InfergraphError, NetworkError } from '../../../sdk/errors.ts';

const connection = { url: 'http://a/graphql', key: undefined, urlSource: 'the default', keySource: 'nowhere' };

describe('explain', () => {
  it('keeps the words and the exit code of a failure', () => {
    const failure = new CliFailure('No.', { advice: ['Do this.'], exitCode: 3 });
    expect(explain(failure, undefined)).toMatchObject({ message: 'No.', advice: ['Do this.'], exitCode: 3 });
  });

  it('tells a missing key from a refused one', () => {
    const error = new AuthenticationError({ code: 'UNAUTHENTICATED', message: 'Send a key.' });
    expect(explain(error, connection).message).toBe('http://a/graphql asks for a key and none was found.');
    expect(explain(error, { ...connection, key: 'sk_x', keySource: '--key' }).message).toBe(
      'The key from --key was refused by http://a/graphql: Send a key.',
    );
  });

  it('does not call a server unreachable that answered', () => {
    const error = new NetworkError({ code: 'NETWORK_ERROR', message: 'Not GraphQL.', httpStatus: 404 });
    expect(explain(error, connection).message).toBe('Not GraphQL. (NETWORK_ERROR)');
  });

  it('gives the request id of an error of the server', () => {
    const error = new InfergraphError({ code: 'INTERNAL_SERVER_ERROR', message: 'Oops.', requestId: 'req_1' });
    expect(explain(error, connection).message).toBe('Oops. (INTERNAL_SERVER_ERROR, request req_1)');
  });

  it('shows where a bug was', () => {
    expect(explain(new RangeError('bug'), connection).message).toMatch(/^Unexpected: RangeError: bug\n +at /);
  });
});
