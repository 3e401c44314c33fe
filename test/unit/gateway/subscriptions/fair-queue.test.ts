import { expect, it, vi } from 'vitest';
import { makeFairQueue } from '../../../../gateway/subscriptions/fair-queue.ts';

/** Jobs that run until they are let go. */
function makeJobs() {
  const running: { readonly name: string; readonly end: () => void }[] = [];
  const job = (name: string) => () =>
    new Promise<string>((resolve) => {
      const me = {
        name,
        end: () => {
          running.splice(running.indexOf(me), 1);
          resolve(name);
        },
      };
      running.push(me);
    });
  return { running, job, names: () => running.map(({ name }) => name) };
}

it('runs so many jobs of a group at a time, in order', async () => {
  const { running, job, names } = makeJobs();
  const queue = makeFairQueue({ perGroup: 2 });
  const group = {};
  const results = Promise.all(['a', 'b', 'c', 'd'].map((name) => queue.run(group, job(name))));
  await vi.waitFor(() => expect(names()).toEqual(['a', 'b']));
  running[0]?.end();
  await vi.waitFor(() => expect(names()).toEqual(['b', 'c']));
  running[1]?.end();
  await vi.waitFor(() => expect(names()).toEqual(['b', 'd']));
  running[1]?.end();
  running[0]?.end();
  expect(await results).toEqual(['a', 'b', 'c', 'd']);
});

it('runs so many in all, and lets the groups take turns', async () => {
  const { running, job, names } = makeJobs();
  const queue = makeFairQueue({ perGroup: 3, inAll: 3 });
  const [first, second] = [{}, {}];
  for (const name of ['a1', 'a2', 'a3']) void queue.run(first, job(name));
  for (const name of ['b1', 'b2', 'b3']) void queue.run(second, job(name));
  await vi.waitFor(() => expect(names()).toEqual(['a1', 'b1', 'a2']));
  running[0]?.end();
  await vi.waitFor(() => expect(names()).toEqual(['b1', 'a2', 'b2']));
});

it('lets the event loop go around between two starts', async () => {
  const queue = makeFairQueue({ perGroup: 10 });
  const order: string[] = [];
  const jobs = ['a', 'b', 'c'].map((name) => queue.run({}, async () => void order.push(name)));
  const turn = (): void => {
    order.push('turn');
    if (order.length < 5) setImmediate(turn);
  };
  setImmediate(turn);
  await Promise.all(jobs);
  expect(order.slice(0, 4)).toEqual(['a', 'turn', 'b', 'turn']);
});

it('goes on after jobs that fail', async () => {
  const queue = makeFairQueue({ perGroup: 1 });
  const group = {};
  const failed = queue.run(group, () => Promise.reject(new Error('x')));
  const next = queue.run(group, () => Promise.resolve(1));
  await expect(failed).rejects.toThrow('x');
  expect(await next).toBe(1);
});
