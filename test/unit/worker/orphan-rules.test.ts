import { expect, test } from 'vitest';
import { makeOrphanWatch } from '../../../worker/orphan-rules.ts';

const nobody: ReadonlySet<string> = new Set();

test('finds a model that nobody has served for the whole time', () => {
  const watch = makeOrphanWatch(100);
  expect(watch.look({ queued: ['gone', 'here'], served: new Set(['here']), nowMs: 0 })).toEqual(new Set());
  expect(watch.look({ queued: ['gone', 'here'], served: new Set(['here']), nowMs: 99 })).toEqual(new Set());
  expect(watch.look({ queued: ['gone', 'here'], served: new Set(['here']), nowMs: 100 })).toEqual(new Set(['gone']));
});

test('starts anew when the model was served in between', () => {
  const watch = makeOrphanWatch(100);
  watch.look({ queued: ['m'], served: nobody, nowMs: 0 });
  watch.look({ queued: ['m'], served: new Set(['m']), nowMs: 50 });
  expect(watch.look({ queued: ['m'], served: nobody, nowMs: 120 })).toEqual(new Set());
  expect(watch.look({ queued: ['m'], served: nobody, nowMs: 220 })).toEqual(new Set(['m']));
});
