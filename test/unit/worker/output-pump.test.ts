import { expect, test } from 'vitest';
import type { TaskEventBody } from '../../../kernel/task-events.ts';
import { makeOutputPump } from '../../../worker/output-pump.ts';

/** A log whose appends end when the test says so. */
function makeSlowLog() {
  const bodies: TaskEventBody[] = [];
  const waiting: ((outcome: 'appended' | 'stale') => void)[] = [];
  return {
    bodies,
    append(body: TaskEventBody) {
      bodies.push(body);
      return new Promise<'appended' | 'stale'>((resolve) => waiting.push(resolve));
    },
    finish: (outcome: 'appended' | 'stale' = 'appended') => waiting.shift()?.(outcome),
  };
}

const progress = (step: number) =>
  ({ type: 'TaskProgressed', fraction: null, step, totalSteps: 9, message: '' }) as const;

test('appends the first piece at once and merges what comes meanwhile, by channel and in order', async () => {
  const log = makeSlowLog();
  const pump = makeOutputPump({ append: log.append, onDead: () => expect.fail('It died') });
  pump.text('REASONING', 'hm');
  expect(log.bodies).toHaveLength(1);
  pump.text('REASONING', ' yes');
  pump.text('ANSWER', 'a');
  pump.text('ANSWER', 'b');
  log.finish();
  await expect.poll(() => log.bodies.length).toBe(2);
  log.finish();
  await expect.poll(() => log.bodies.length).toBe(3);
  log.finish();
  await pump.flush();
  const appended = { type: 'TaskOutputAppended' };
  expect(log.bodies).toEqual([
    { ...appended, channel: 'REASONING', delta: 'hm', index: 0 },
    { ...appended, channel: 'REASONING', delta: ' yes', index: 1 },
    { ...appended, channel: 'ANSWER', delta: 'ab', index: 2 },
  ]);
});

test('replaces progress that has not gone out', async () => {
  const log = makeSlowLog();
  const pump = makeOutputPump({ append: log.append, onDead: () => expect.fail('It died') });
  for (const step of [1, 2, 3]) pump.progress(progress(step));
  log.finish();
  await expect.poll(() => log.bodies.length).toBe(2);
  log.finish();
  await pump.flush();
  expect(log.bodies).toEqual([progress(1), progress(3)]);
});

test('stops for good when the run is stale', async () => {
  const log = makeSlowLog();
  const deaths: unknown[] = [];
  const pump = makeOutputPump({ append: log.append, onDead: (error) => deaths.push(error) });
  pump.text('ANSWER', 'a');
  pump.text('ANSWER', 'b');
  log.finish('stale');
  await expect(pump.flush()).rejects.toThrow('lost its task');
  pump.text('ANSWER', 'c');
  expect(log.bodies).toHaveLength(1);
  expect(deaths).toHaveLength(1);
});

test('loses nothing when a piece comes at the very end of an append', async () => {
  const bodies: TaskEventBody[] = [];
  const pump = makeOutputPump({
    append: (body) => {
      bodies.push(body);
      return Promise.resolve('appended');
    },
    onDead: () => expect.fail('It died'),
  });
  for (let count = 0; count < 50; count++) {
    pump.text('ANSWER', 'x');
    for (let turn = 0; turn < count % 7; turn++) await Promise.resolve();
  }
  await pump.flush();
  expect(bodies.map((body) => (body.type === 'TaskOutputAppended' ? body.delta : '')).join('')).toBe('x'.repeat(50));
});
