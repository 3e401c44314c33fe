import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBackend } from '../../../worker/balancer-rules.ts';
import type { Candidate } from '../../../worker/balancer-rules.ts';

function candidate(name: string, more: Partial<Candidate> = {}): Candidate {
  return { name, isUsable: true, running: 0, concurrency: 1, ...more };
}

test('takes turns', () => {
  const candidates = ['a', 'b', 'c'].map((name) => candidate(name));
  const names = [0, 1, 2, 3].map((turn) => chooseBackend(candidates, turn));
  expect(names).toMatchObject([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'a' }]);
});

test('passes over those that are full or unwell', () => {
  const candidates = [candidate('full', { running: 1 }), candidate('ill', { isUsable: false }), candidate('free')];
  expect(chooseBackend(candidates, 0)).toEqual({ kind: 'chosen', name: 'free' });
});

test('tells busy from none', () => {
  expect(chooseBackend([candidate('full', { running: 1 }), candidate('ill', { isUsable: false })], 0).kind).toBe(
    'busy',
  );
  expect(chooseBackend([candidate('ill', { isUsable: false })], 0).kind).toBe('none');
  expect(chooseBackend([], 5).kind).toBe('none');
});

test('never chooses one that is full or unwell', () => {
  const any = fc.record({
    name: fc.string(),
    isUsable: fc.boolean(),
    running: fc.nat(3),
    concurrency: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(any, { selector: (one) => one.name }), fc.nat(), (candidates, turn) => {
      const choice = chooseBackend(candidates, turn);
      const possible = candidates.filter((one) => one.isUsable && one.running < one.concurrency);
      if (choice.kind === 'chosen') expect(possible.map((one) => one.name)).toContain(choice.name);
      else expect(possible).toEqual([]);
    }),
  );
});
