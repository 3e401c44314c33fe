import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeIdFactory } from '../../../kernel/ids.ts';
import { decodePosition, encodePosition } from '../../../kernel/page.ts';

describe('page cursors', () => {
  it('round-trip every position', () => {
    const newId = makeIdFactory({ now: Date.now, randomBytes });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999_999_999 }),
        fc.constantFrom('task', 'key'),
        (createdAtMs, prefix) => {
          const position = { createdAtMs, id: newId(prefix as 'task' | 'key') };
          expect(decodePosition(encodePosition(position))).toEqual(position);
        },
      ),
    );
  });

  it('are nothing else', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(decodePosition(text)).toBeUndefined()));
    expect(decodePosition(btoa('1:task_../../../etc/passwd'))).toBeUndefined();
    expect(decodePosition(btoa(`${'9'.repeat(20)}:task_${'0'.repeat(26)}`))).toBeUndefined();
    expect(decodePosition('a'.repeat(10_000))).toBeUndefined();
  });
});
