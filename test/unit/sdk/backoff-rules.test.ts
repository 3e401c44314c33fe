import { describe, expect, it } from 'vitest';
import { backoffDelayMs } from '../../../sdk/backoff-rules.ts';

const policy = { maxAttempts: 10, initialDelayMs: 100, maxDelayMs: 1_000 };

describe('backoffDelayMs', () => {
  it('doubles from the initial delay up to the longest', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => backoffDelayMs(policy, failures, 1))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
  });

  it('waits at least half of that', () => {
    expect(backoffDelayMs(policy, 3, 0)).toBe(200);
  });
});
