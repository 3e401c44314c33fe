import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownerLogKeys, queueName, queuePrefix, taskLogKeys } from '../../../tasks/keys.ts';

/** The part of a key that decides its slot in a Redis Cluster. */
const slotPart = (key: string) => /\{([^}]+)\}/.exec(key)?.[1];

describe('Redis keys', () => {
  it("keep a task's and its owner's log in one slot, apart from other owners", () => {
    const task = Object.values(taskLogKeys('a', 'task_1'));
    const owner = Object.values(ownerLogKeys('a'));
    expect(new Set([...task, ...owner].map(slotPart))).toEqual(new Set(['a']));
    expect(new Set([...task, ...owner]).size).toBe(6);
  });

  it('give every model its own queue, with a name that BullMQ and Redis take', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        fc.pre(one.toWellFormed() !== other.toWellFormed());
        expect(queueName(one)).not.toBe(queueName(other));
        expect(queueName(one)).not.toMatch(/[:{}]/);
        expect(slotPart(queuePrefix(one))).toBe(queueName(one));
      }),
    );
  });
});
