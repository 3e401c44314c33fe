import { describe, expect, it } from 'vitest';
import { reconnectDelayMs, resumeVariables } from '../../../playground/resume-rules.ts';

describe('a lost connection', () => {
  it('is opened again after pauses that double, and not for ever', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((failures) => reconnectDelayMs({ code: 1006 }, failures))).toEqual([
      250,
      500,
      1000,
      2000,
      4000,
      8000,
      undefined,
    ]);
  });

  it('is not opened again when the key was refused or the request was wrong', () => {
    for (const reason of [
      { code: 4401 },
      { code: 4403 },
      { code: 4400 },
      new Error('no'),
      [{ message: 'no' }],
      undefined,
    ]) {
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
