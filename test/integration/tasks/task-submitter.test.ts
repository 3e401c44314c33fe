import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError } from '../../../kernel/errors.ts';
import {
  openRedisSide,
  claimRun,
  makeHeart,
  migrateTasks,
  newId,
  silent,
  submission,
  submitTask,
  take,
} from './heart.ts';
import type { Heart } from './heart.ts';
import { makeTaskSubmitter } from '../../../tasks/task-submitter.ts';
import { makeTaskWaiter } from '../../../tasks/task-waiter.ts';
import { makeWaitEstimator } from '../../../tasks/wait-estimator.ts';
import { openTestDatabase } from '../../fixtures/database.ts';
import { redisKinds } from '../../fixtures/redis-kinds.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';

describe.each(redisKinds)('submitting, cancelling and waiting on $kind', ({ start }) => {
  const stack = new AsyncDisposableStack();
  let server: RedisFixture;
  let heart: Heart;
  beforeAll(async () => {
    server = stack.use(await start());
    const database = stack.use(await openTestDatabase());
    await migrateTasks(database);
    heart = makeHeart(stack.use(await openRedisSide(server.url)), database);
  });
  afterAll(() => stack.disposeAsync());

  const done = {
    kind: 'completed',
    result: { kind: 'TEXT', text: 'done', reasoning: null, finishReason: 'STOP' },
    usage: { promptTokens: 1, completionTokens: 1, estimated: false },
  } as const;

  function watch(taskId: string, owner: string) {
    const findTask = async () => (await heart.tasks.findMany([taskId]))[0] ?? null;
    return heart.events.watchTask({ taskId, owner, after: null, signal: AbortSignal.timeout(5_000), findTask });
  }

  it('accepts one of many submissions with the same idempotency key', async () => {
    const owner = newId('key');
    const same = submission(owner, { idempotencyKey: 'race' });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => heart.submitter.submit(same)));
    expect(outcomes.filter((outcome) => outcome.kind === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'replayed')).toHaveLength(19);
    const ids = outcomes.map((outcome) => (outcome.kind === 'conflict' ? '' : outcome.task.id));
    expect(new Set(ids).size).toBe(1);
  });

  it('frees an idempotency key after a day', async () => {
    const owner = newId('key');
    const first = await submitTask(heart, owner, { idempotencyKey: 'k' });
    const tomorrow = makeTaskSubmitter(
      { ...heart, newTaskId: () => newId('task'), now: () => Date.now() + 25 * 3_600_000, logger: silent },
      { maxAttempts: 3 },
    );
    const second = await tomorrow.submit(submission(owner, { idempotencyKey: 'k' }));
    expect(second).toMatchObject({ kind: 'accepted' });
    expect(second.kind === 'accepted' && second.task.id).not.toBe(first.id);
  });

  it('tells how many tasks wait before it, and estimates once it has seen some', async () => {
    const model = newId('req');
    const owner = newId('key');
    const first = await submitTask(heart, owner, { model });
    await submitTask(heart, owner, { model });
    const third = await submitTask(heart, owner, { model });
    expect(await take(watch(third.id, owner), 1)).toMatchObject([{ type: 'TaskQueued', position: 2 }]);
    expect((await take(watch(first.id, owner), 1))[0]).toMatchObject({ position: 0, estimatedWaitMs: null });
    await heart.runs.settle(await claimRun(heart, first.id), done);
    const estimator = makeWaitEstimator({ database: heart.database, now: Date.now });
    await expect.poll(() => estimator.estimate(model, 2)).toBeGreaterThanOrEqual(0);
  });

  it('refuses within a second while Redis is away, and leaves nothing behind', async () => {
    const owner = newId('key');
    await server.kill();
    const startedAtMs = performance.now();
    await expect(heart.submitter.submit(submission(owner))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
    expect(await heart.tasks.list({ owner }, { after: null, limit: 10 })).toEqual([]);
    await server.start();
    await expect.poll(() => submitTask(heart, owner).catch(() => null), { timeout: 5_000 }).not.toBeNull();
  });

  it('accepts when Redis goes away after the row was written', async () => {
    const owner = newId('key');
    const submitter = makeTaskSubmitter(
      {
        ...heart,
        log: { append: () => Promise.reject(new ServiceError('SERVICE_UNAVAILABLE')) },
        newTaskId: () => newId('task'),
        now: Date.now,
        logger: silent,
      },
      { maxAttempts: 3 },
    );
    const outcome = await submitter.submit(submission(owner));
    expect(outcome).toMatchObject({ kind: 'accepted', task: { status: 'PENDING' } });
  });

  it('cancels a waiting and a running task, tells the workers, and takes the job out of line', async () => {
    const owner = newId('key');
    const heard: string[] = [];
    await using _listening = await heart.bus.listen((taskId) => heard.push(taskId));
    const waiting = await submitTask(heart, owner);
    const running = await claimRun(heart, (await submitTask(heart, owner)).id);
    for (const id of [waiting.id, running.task.id]) {
      const outcome = await heart.canceller.cancel(id, owner);
      expect(outcome).toMatchObject({ kind: 'cancelled', task: { id, status: 'CANCELLED' } });
      expect(await heart.canceller.cancel(id, owner)).toMatchObject({ kind: 'finished' });
      expect((await take(watch(id, owner))).at(-1)).toMatchObject({ type: 'TaskCancelled' });
    }
    expect(await heart.queue.missing([waiting])).toHaveLength(1);
    // In no order: on a Cluster each goes by another node.
    await expect.poll(() => heard.toSorted()).toEqual([waiting.id, running.task.id].toSorted());
    expect(await heart.runs.append(running, { type: 'TaskStarted', workerId: 'w' })).toBe('stale');
    expect(await heart.runs.claim(waiting.id, { id: 'w', name: 'w' }, 1_000)).toEqual({ kind: 'refused' });
  });

  it("does not touch another owner's task, and an admin's null owner reaches every one", async () => {
    const task = await submitTask(heart, newId('key'));
    expect(await heart.canceller.cancel(task.id, newId('key'))).toEqual({ kind: 'missing' });
    expect(await heart.canceller.cancel(newId('task'), null)).toEqual({ kind: 'missing' });
    expect(await heart.canceller.cancel(task.id, null)).toMatchObject({ kind: 'cancelled' });
  });

  it('cancels a task that its worker had returned', async () => {
    const owner = newId('key');
    const run = await claimRun(heart, (await submitTask(heart, owner)).id);
    await heart.runs.settle(run, { kind: 'returned', reason: 'x', delayMs: 60_000 });
    expect(await heart.canceller.cancel(run.task.id, owner)).toMatchObject({ kind: 'cancelled' });
    expect((await take(watch(run.task.id, owner))).at(-1)).toMatchObject({ type: 'TaskCancelled' });
  });

  it('answers with the finished task when it ends in time, else with the task as it is', async () => {
    const waiter = makeTaskWaiter(heart);
    const task = await submitTask(heart, newId('key'));
    expect(await waiter.wait(task, 0, undefined)).toBe(task);
    expect(await waiter.wait(task, 30, undefined)).toMatchObject({ status: 'PENDING' });
    const waiting = waiter.wait(task, 10_000, undefined);
    await heart.runs.settle(await claimRun(heart, task.id), done);
    expect(await waiting).toMatchObject({ status: 'COMPLETED', result: { text: 'done' } });
    const stop = new AbortController();
    const aborted = waiter.wait(await submitTask(heart, newId('key')), 10_000, stop.signal);
    stop.abort(new Error('gone'));
    await expect(aborted).rejects.toThrow('gone');
  });
});
