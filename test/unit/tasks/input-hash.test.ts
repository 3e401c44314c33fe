import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskRequest } from '../../../kernel/task.ts';
import { idempotencyHash, inputHash } from '../../../tasks/input-hash.ts';

const asRequest = (value: unknown) => value as TaskRequest;

describe('input hashes', () => {
  it('do not depend on the order of fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const reversed = Object.fromEntries(Object.entries(fields).toReversed());
        expect(inputHash('m', asRequest(reversed))).toBe(inputHash('m', asRequest(fields)));
      }),
    );
  });

  it('tell different inputs apart', () => {
    const hashes = [
      inputHash('m', asRequest({ a: 1 })),
      inputHash('n', asRequest({ a: 1 })),
      inputHash('m', asRequest({ a: '1' })),
      inputHash('m', asRequest({ a: [1] })),
      inputHash('m', asRequest({ a: { b: 1 } })),
      inputHash('m', asRequest({ a: ['b', 1] })),
      inputHash('m', asRequest({ a: null })),
      inputHash('m', asRequest({})),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('are bounded and plain, whatever the key holds', () => {
    fc.assert(fc.property(fc.string(), (key) => void expect(idempotencyHash(key)).toMatch(/^[0-9a-f]{64}$/)));
  });
});
