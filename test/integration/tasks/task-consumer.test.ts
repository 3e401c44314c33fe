import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTaskConsumer } from '../../../tasks/task-consumer.ts';
import { makeTaskQueue } from '../../../tasks/task-queue.ts';
import type { TaskConsumerOptions, TaskQueue } from '../../../tasks/task-queue.ts';
import { redisKinds } from '../../fixtures/redis-kinds.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';
import { newId, openRedisSide, silent } from './heart.ts';
import type { RedisSide } from './heart.ts';

describe.each(redisKinds)('the task queue and its consumers on $kind', ({ start }) => {
  const stack = new AsyncDisposableStack();
  let server: RedisFixture;
  let side: RedisSide;
  let queue: TaskQueue;
  beforeAll(async () => {
    server = stack.use(await start());
    side = stack.use(await openRedisSide(server.url));
    queue = makeTaskQueue({ redis: side.redis, logger: silent });
  });
  afterAll(() => stack.disposeAsync());

  const job = (model: string, attempt = 0) => ({ id: newId('task'), model, attempt, tier: 'FREE' as const });

  function consume(
    model: string,
    handle: TaskConsumerOptions['handle'],
    {
      concurrency = 4,
      leaseMs = 15_000,
      disposeGraceMs = 1_000,
    }: { readonly concurrency?: number; readonly leaseMs?: number; readonly disposeGraceMs?: number } = {},
  ) {
    const redis = side.connector.open('blocking');
    return makeTaskConsumer({ redis, logger: silent, leaseMs, disposeGraceMs }, { model, concurrency, handle });
  }

  it('delivers a task once, however often it is enqueued, whatever its model is called', async () => {
    const model = 'lla:ma {3}/8b % ünïcode\u0000';
    const task = job(model);
    await queue.enqueue(task, 0);
    await queue.enqueue(task, 0);
    expect(await queue.waiting(model)).toBe(1);
    expect(await queue.missing([task, job(model)])).toHaveLength(1);
    const taken: string[] = [];
    await using _consumer = consume(model, async (taskId) => void taken.push(taskId));
    await expect.poll(() => taken).toEqual([task.id]);
    await expect.poll(() => queue.missing([task])).toHaveLength(1);
  });

  it('delivers again what its handler rejected', async () => {
    const task = job(newId('req'));
    let tries = 0;
    await using _consumer = consume(task.model, async () => {
      if (++tries < 3) throw new Error('not yet');
    });
    await queue.enqueue(task, 0);
    await expect.poll(() => tries, { timeout: 3_000 }).toBe(3);
  });

  it('takes a removed task out of line, and minds no task that is not there', async () => {
    const task = job(newId('req'));
    await queue.enqueue(task, 0);
    await queue.remove(task);
    await queue.remove(task);
    expect(await queue.waiting(task.model)).toBe(0);
  });

  it('puts a task back that a worker has, who then ends it in vain', async () => {
    const task = job(newId('req'));
    const handlers: ((answer: void) => void)[] = [];
    const hold = () => new Promise<void>((resolve) => handlers.push(resolve));
    await using _consumer = consume(task.model, hold, { leaseMs: 600_000 });
    await queue.enqueue(task, 0);
    await expect.poll(() => handlers.length).toBe(1);
    expect(await queue.abandoned([task, job(task.model)], 600_000)).toEqual([]);
    expect(await queue.abandoned([task, job(task.model)], 1_200_001)).toEqual([task]);
    await queue.putBack(task);
    await expect.poll(() => handlers.length).toBe(2);
    handlers[0]?.();
    // Whatever is taken after it shows that its end was dealt with.
    const later = job(task.model);
    await queue.enqueue(later, 0);
    await expect.poll(() => handlers.length).toBe(3);
    expect(await queue.missing([task])).toEqual([]);
    handlers[1]?.();
    handlers[2]?.();
    await expect.poll(() => queue.missing([task])).toHaveLength(1);
  });

  it('keeps a delayed task back', async () => {
    const task = job(newId('req'));
    const startedAtMs = performance.now();
    await queue.enqueue(task, 150);
    let takenAtMs = 0;
    await using _consumer = consume(task.model, async () => void (takenAtMs = performance.now()));
    await expect.poll(() => takenAtMs, { timeout: 3_000 }).toBeGreaterThan(startedAtMs + 140);
  });

  it('handles no more at a time than it may, and follows a change', async () => {
    const model = newId('req');
    let running = 0;
    const release = Promise.withResolvers<void>();
    await using consumer = consume(
      model,
      async () => {
        running++;
        await release.promise;
      },
      { concurrency: 2 },
    );
    for (let index = 0; index < 6; index++) await queue.enqueue(job(model), 0);
    await expect.poll(() => running).toBe(2);
    consumer.setConcurrency(4);
    release.resolve();
    await expect.poll(() => running).toBe(6);
  });

  it('takes nothing while paused, and goes on when resumed', async () => {
    const task = job(newId('req'));
    const taken: string[] = [];
    await using consumer = consume(task.model, async (taskId) => void taken.push(taskId));
    await consumer.pause();
    await queue.enqueue(task, 0);
    // Another consumer of the model gets it instead.
    const elsewhere: string[] = [];
    await using _other = consume(task.model, async (taskId) => void elsewhere.push(taskId));
    await expect.poll(() => elsewhere).toEqual([task.id]);
    expect(taken).toEqual([]);
    await _other.pause();
    const next = job(task.model);
    await queue.enqueue(next, 0);
    consumer.resume();
    await expect.poll(() => taken).toEqual([next.id]);
  });

  it('waits for running handlers when disposed, and aborts those that take too long', async () => {
    const task = job(newId('req'));
    const begun = Promise.withResolvers<void>();
    let wasAborted = false;
    const consumer = consume(
      task.model,
      (_taskId, signal) =>
        new Promise<void>((resolve) => {
          begun.resolve();
          signal.addEventListener('abort', () => {
            wasAborted = true;
            resolve();
          });
        }),
      { concurrency: 1, disposeGraceMs: 50 },
    );
    await queue.enqueue(task, 0);
    await begun.promise;
    await consumer[Symbol.asyncDispose]();
    expect(wasAborted).toBe(true);
  });

  it('goes on after Redis was killed, also with a handler at work meanwhile', async () => {
    const model = newId('req');
    const release = Promise.withResolvers<void>();
    const taken: string[] = [];
    await using _consumer = consume(model, async (taskId, signal) => {
      taken.push(taskId);
      if (taken.length === 1) await release.promise;
      expect(signal.aborted).toBe(false);
    });
    const [first, second] = [job(model), job(model)];
    await queue.enqueue(first, 0);
    await expect.poll(() => taken).toEqual([first.id]);
    await server.kill();
    await expect(queue.enqueue(second, 0)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(queue.missing([second])).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(queue.waiting(model)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await server.start();
    release.resolve();
    await expect
      .poll(
        () =>
          queue.enqueue(second, 0).then(
            () => true,
            () => false,
          ),
        { timeout: 5_000 },
      )
      .toBe(true);
    await expect.poll(() => taken, { timeout: 8_000 }).toEqual([first.id, second.id]);
  });
});
