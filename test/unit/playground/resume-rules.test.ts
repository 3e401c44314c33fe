import { describe, expect, it } from 'vitest';
import { reconnectDelayMs, resumeVariables } from '../../../playground/resume-rules.ts';

describe('a lost connection', () => {
  it('is opened again after pauses that double up to 5 seconds, for minutes and not for ever', () => {
    const delays = Array.from({ length: 65 }, (_, failures) => reconnectDelayMs({ code: 1006 }, failures));
    expect(delays.slice(0, 7)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(delays.slice(0, 64).reduce((sum: number, delay) => sum + (delay ?? 0), 0)).toBeGreaterThan(4 * 60_000);
    expect(delays[64]).toBeUndefined();
  });

  it('is opened again when the server is away, which gives no close code', () => {
    for (const reason of [new Error('refused'), { type: 'error' }, undefined, { code: 1012 }, { code: 4429 }]) {
      expect(reconnectDelayMs(reason, 0)).toBe(250);
    }
  });

  it('is not opened again when the key was refused or the request was wrong', () => {
    for (const reason of [{ code: 4401 }, { code: 4403 }, { code: 4400 }, [{ message: 'no' }]]) {
      expect(reconnectDelayMs(reason, 0)).toBeUndefined();
    }
  });
});

describe('a subscription that goes on', () => {
  const query = 'subscription ($after: String) { myTaskEvents(after: $after) { cursor } }';

  it('goes on after the last cursor', () => {
    expect(resumeVariables(query, { a: 1 }, { myTaskEvents: { cursor: 'c7' } })).toEqual({ a: 1, after: 'c7' });
  });

  it('starts anew when it takes or has no cursor', () => {
    expect(resumeVariables('subscription { myTaskEvents { cursor } }', {}, { myTaskEvents: { cursor: 'c7' } })).toEqual(
      {},
    );
    expect(resumeVariables(query, {}, { myTaskEvents: { seq: 1 } })).toEqual({});
    expect(resumeVariables(query, { after: 'c1' }, null)).toEqual({ after: 'c1' });
  });
});
