import { describe, expect, it } from 'vitest';
import { makeEventQueue } from '../../../sdk/event-queue.ts';

describe('makeEventQueue', () => {
  it('hands values over in order and ends after the last', async () => {
    const queue = makeEventQueue<{ n: number }>(10);
    queue.push({ n: 1 });
    queue.push({ n: 2 });
    queue.end();
    expect([await queue.next(), await queue.next(), await queue.next()]).toEqual([{ n: 1 }, { n: 2 }, undefined]);
  });

  it('wakes a waiting reader', async () => {
    const queue = makeEventQueue<{ n: number }>(10);
    const next = queue.next();
    queue.push({ n: 1 });
    expect(await next).toEqual({ n: 1 });
  });

  it('refuses values beyond its limit', () => {
    const queue = makeEventQueue<{ n: number }>(1);
    expect([queue.push({ n: 1 }), queue.push({ n: 2 })]).toEqual([true, false]);
  });

  it('throws the error only after what came before it', async () => {
    const queue = makeEventQueue<{ n: number }>(10);
    queue.push({ n: 1 });
    queue.end(new Error('cut'));
    expect(await queue.next()).toEqual({ n: 1 });
    await expect(queue.next()).rejects.toThrow('cut');
  });
});
