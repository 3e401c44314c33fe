import { Kind } from 'graphql';
import { describe, expect, it } from 'vitest';
import { bigIntScalar, dateTimeScalar, scopeScalar } from '../../../../subgraphs/runtime/scalars.ts';

describe('DateTime', () => {
  it('goes out with milliseconds, in UTC', () => {
    expect(dateTimeScalar.serialize(Date.UTC(2026, 10, 20, 18, 34))).toBe('2026-11-20T18:34:00.000Z');
    expect(() => dateTimeScalar.serialize('yesterday')).toThrow(TypeError);
  });

  it('comes in as a date', () => {
    expect(dateTimeScalar.parseValue('2026-11-20T19:34:00+01:00')).toEqual(new Date(Date.UTC(2026, 10, 20, 18, 34)));
    expect(() => dateTimeScalar.parseValue('yesterday')).toThrow('DateTime');
    expect(() => dateTimeScalar.parseValue(5)).toThrow('DateTime');
  });

  it('comes in from the years 1970 to 9999', () => {
    for (const text of ['1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']) {
      expect(dateTimeScalar.parseValue(text)).toEqual(new Date(text));
    }
    for (const text of ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59.999Z', '9999-12-31T23:59:59-01:00']) {
      expect(() => dateTimeScalar.parseValue(text)).toThrow('1970 to 9999');
      expect(() => dateTimeScalar.parseLiteral({ kind: Kind.STRING, value: text })).toThrow('1970 to 9999');
    }
  });
});

describe('BigInt', () => {
  it('goes out as a number while that is exact, else as text', () => {
    expect(bigIntScalar.serialize(7_000_000_000)).toBe(7_000_000_000);
    expect(bigIntScalar.serialize(2n ** 60n)).toBe('1152921504606846976');
  });
});

describe('Scope', () => {
  it('is one of the scopes, in and out', () => {
    expect(scopeScalar.parseValue('models:read')).toBe('models:read');
    expect(() => scopeScalar.parseValue('models:everything')).toThrow('A scope is one of models:read');
    expect(() => scopeScalar.parseValue(1)).toThrow('A scope is one of');
  });
});
