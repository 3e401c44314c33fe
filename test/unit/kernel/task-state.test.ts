import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterLostAttempt, isFinal, mayFollow } from '../../../kernel/task-state.ts';
import { taskStatuses } from '../../../kernel/task.ts';
import type { TaskStatus } from '../../../kernel/task.ts';

const status = fc.constantFrom(...taskStatuses);

describe("a task's life", () => {
  it('ends in a final status and never leaves it', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        expect(isFinal(from) && mayFollow(from, to)).toBe(false);
      }),
    );
  });

  it('can end from every other status as failed or cancelled, and completes only while it runs', () => {
    const open = taskStatuses.filter((each) => !isFinal(each));
    for (const from of open) {
      expect(mayFollow(from, 'FAILED') && mayFollow(from, 'CANCELLED')).toBe(true);
      expect(mayFollow(from, 'COMPLETED')).toBe(from === 'PROCESSING');
    }
  });

  it('reaches an end from everywhere', () => {
    const reach = (from: TaskStatus, seen = new Set<TaskStatus>()): Set<TaskStatus> => {
      for (const to of taskStatuses) if (mayFollow(from, to) && !seen.has(to)) reach(to, seen.add(to));
      return seen;
    };
    const stuck = taskStatuses.filter((from) => !isFinal(from) && ![...reach(from)].some(isFinal));
    expect(stuck).toEqual([]);
  });

  it('has as many attempts as it is allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (maxAttempts) => {
        let attempt = 1;
        while (afterLostAttempt(attempt, maxAttempts) === 'RETRY') attempt++;
        expect(attempt).toBe(maxAttempts);
      }),
    );
  });
});
