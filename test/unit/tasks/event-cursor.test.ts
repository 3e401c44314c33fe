import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../tasks/event-cursor.ts';

const position = fc.record({
  epoch: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
  seq: fc.integer({ min: 0, max: 999_999_999_999_999 }),
  attempt: fc.integer({ min: 0, max: 100 }),
});

describe('event cursors', () => {
  it('round-trip in their scope and are refused in another', () => {
    fc.assert(
      fc.property(position, (each) => {
        const cursor = encodeCursor('task_a', each);
        expect(decodeCursor('task_a', cursor)).toEqual(each);
        expect(decodeCursor('task_b', cursor)).toBeUndefined();
        expect(decodeCursor('owner', cursor)).toBeUndefined();
      }),
    );
  });

  it('are nothing else', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(decodeCursor('owner', text)).toBeUndefined()));
    expect(decodeCursor('owner', 'a'.repeat(301))).toBeUndefined();
  });
});
