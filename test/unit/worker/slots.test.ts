import { expect, test } from 'vitest';
import { makeSlots } from '../../../worker/slots.ts';

const signal = new AbortController().signal;

test('lets those who wait in by turns', async () => {
  const slots = makeSlots(1);
  const order: string[] = [];
  const free = await slots.take(signal);
  const second = slots.take(signal).then((done) => (order.push('second'), done));
  const third = slots.take(signal).then((done) => (order.push('third'), done));
  free();
  free();
  (await second)();
  await third;
  expect(order).toEqual(['second', 'third']);
  expect(slots.inUse).toBe(1);
});

test('lets those who no longer want to leave the line', async () => {
  const slots = makeSlots(1);
  const free = await slots.take(signal);
  const control = new AbortController();
  const waiting = slots.take(control.signal);
  control.abort(new Error('no more'));
  await expect(waiting).rejects.toThrow('no more');
  free();
  expect(slots.inUse).toBe(0);
});
