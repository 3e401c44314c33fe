import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLBigInt, GraphQLDateTime, GraphQLJSON, GraphQLJSONObject } from 'graphql-scalars';
import { isScope, scopes } from '../../kernel/scopes.ts';
import type { Scope } from '../../kernel/scopes.ts';

/** The years that PostgreSQL and ISO 8601 with four digits both know. */
const [firstInstantMs, endMs] = [0, Date.UTC(10_000, 0)];

/** In: a `Date` of the years 1970 to 9999, from ISO 8601 text. Out: ISO 8601 text with milliseconds, from milliseconds since the epoch. */
export const dateTimeScalar = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  serialize: (value) => {
    if (typeof value !== 'number') throw new TypeError('DateTime is given in milliseconds since the epoch');
    return new Date(value).toISOString();
  },
  parseValue: (value) => withinYears(GraphQLDateTime.parseValue(value)),
  parseLiteral: (node, variables) => withinYears(GraphQLDateTime.parseLiteral(node, variables)),
});

/** One of the scopes, checked on the way in and out. */
export const scopeScalar = new GraphQLScalarType<Scope, Scope>({
  name: 'Scope',
  serialize: toScope,
  parseValue: toScope,
  parseLiteral: (node) => toScope(node.kind === Kind.STRING ? node.value : undefined),
});

export const jsonObjectScalar = GraphQLJSONObject;
export const jsonScalar = GraphQLJSON;

/** Whole numbers of any size. Out: a JSON number while that is exact, else text. */
export const bigIntScalar = new GraphQLScalarType<number | bigint, number | string>({
  ...GraphQLBigInt.toConfig(),
  serialize: (value) => {
    const exact = typeof value === 'bigint' ? value : BigInt(Number(value));
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : String(exact);
  },
});

function withinYears(instant: Date): Date {
  const timeMs = instant.getTime();
  if (timeMs >= firstInstantMs && timeMs < endMs) return instant;
  throw new GraphQLError('A DateTime is an instant of the years 1970 to 9999, in UTC.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

function toScope(value: unknown): Scope {
  if (typeof value === 'string' && isScope(value)) return value;
  throw new GraphQLError(`A scope is one of ${scopes.join(', ')}.`);
}
