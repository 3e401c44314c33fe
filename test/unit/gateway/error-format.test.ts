import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { makeErrorFormatter } from '../../../gateway/error-format.ts';
import { ServiceError } from '../../../kernel/errors.ts';
import { makeLogger } from '../../../platform/logger.ts';

const format = makeErrorFormatter({ logger: makeLogger({ level: 'silent', name: 'test' }), now: () => 0 });
const common = { requestId: 'r', timestamp: '1970-01-01T00:00:00.000Z' };

it('shows a service error, however deep it is wrapped', () => {
  const inner = new ServiceError('FORBIDDEN', { details: { missing: [] }, cause: new Error('secret') });
  const wrapped = new GraphQLError('x', {
    originalError: new GraphQLError('y', { originalError: inner }),
    path: ['a'],
  });
  expect(format(wrapped, 'r')).toEqual({
    message: 'The key may not do this.',
    path: ['a'],
    extensions: { ...common, code: 'FORBIDDEN', retryable: false, details: { missing: [] } },
  });
});

it('masks whatever has no code of the table', () => {
  const masked = {
    message: 'Something went wrong on our side.',
    extensions: { ...common, code: 'INTERNAL_SERVER_ERROR', retryable: false },
  };
  const hostile = Object.defineProperty(new GraphQLError('secret'), 'extensions', {
    get: () => {
      throw new Error('hostile');
    },
  });
  const unknown = new GraphQLError('secret', { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } });
  const internal = new GraphQLError('secret', { extensions: { code: 'INTERNAL_SERVER_ERROR', details: 'secret' } });
  for (const error of [new Error('secret'), 'secret', undefined, hostile, unknown, internal]) {
    expect(format(error, 'r')).toEqual(masked);
  }
});

it('ends a path where it stands for every member of a list', () => {
  const at = (path: (string | number)[]) =>
    format(new GraphQLError('x', { path, extensions: { code: 'SERVICE_UNAVAILABLE' } }), 'r').path;
  expect(at(['tasks', 'nodes', '@', 'model'])).toEqual(['tasks', 'nodes']);
  expect(at(['tasks', 'nodes', 0, 'model'])).toEqual(['tasks', 'nodes', 0, 'model']);
  expect(at([])).toBeUndefined();
});
