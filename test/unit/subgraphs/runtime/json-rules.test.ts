import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../../../subgraphs/runtime/json-rules.ts';

const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown;
const kib = 1024;

describe('JSON from a caller', () => {
  it('may be anything small', () => {
    assert(
      property(jsonValue(), (value) => {
        expect(findJsonFault(value)).toBeNull();
      }),
    );
  });

  it('is at most 64 levels deep', () => {
    expect(findJsonFault(nested(64))).toBeNull();
    expect(findJsonFault(nested(65))).toBe('must be at most 64 levels deep');
    expect(findJsonFault(nested(5_000))).toBe('must be at most 64 levels deep');
  });

  it('is at most 256 KiB long, as it is written', () => {
    // {"é":["…",0]} has 12 bytes beside the text.
    const sized = (bytes: number): unknown => ({ é: ['x'.repeat(bytes - 13), 0] });
    expect(Buffer.byteLength(JSON.stringify(sized(256 * kib)))).toBe(256 * kib);
    expect(findJsonFault(sized(256 * kib))).toBeNull();
    expect(findJsonFault(sized(256 * kib + 1))).toBe('must be at most 256 KiB of JSON');
  });

  it('has finite numbers and whole characters', () => {
    expect(findJsonFault({ a: [Number.NaN] })).toBe('must have finite numbers only');
    expect(findJsonFault({ a: Infinity })).toBe('must have finite numbers only');
    expect(findJsonFault(['\ud800'])).toBe('must not contain half of a surrogate pair');
    expect(findJsonFault({ '\udc00': 1 })).toBe('must not contain half of a surrogate pair');
  });
});
