import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError } from '../../../kernel/errors.ts';
import { isTerminal } from '../../../kernel/task-events.ts';
import type { TaskEvent } from '../../../kernel/task-events.ts';
import type { TaskEventLog } from '../../../tasks/event-log.ts';
import { makeReconciler } from '../../../tasks/reconciler.ts';
import type { TaskTables } from '../../../tasks/schema.ts';
import { makeTaskRuns } from '../../../tasks/task-runs.ts';
import type { RunOutcome, TaskRun } from '../../../tasks/task-runs.ts';
import { openTestDatabase } from '../../fixtures/database.ts';
import { redisKinds } from '../../fixtures/redis-kinds.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';
import {
  claimRun,
  delta,
  makeHeart,
  migrateTasks,
  newId,
  openRedisSide,
  outline,
  silent,
  submitTask,
  take,
} from './heart.ts';
import type { Heart } from './heart.ts';
import { startTakingProcess } from './taking-process.ts';

describe.each(redisKinds)('runs of tasks and their repair on $kind', ({ start }) => {
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

  const completed: RunOutcome = {
    kind: 'completed',
    result: { kind: 'TEXT', text: 'done', reasoning: null, finishReason: 'STOP' },
    usage: { promptTokens: 1, completionTokens: 1, estimated: false },
  };

  /** The same heart with another log, and no patience. */
  const runsWith = (log: TaskEventLog) => makeTaskRuns({ ...heart, log, now: Date.now }, { patienceMs: 0 });

  /** A reconciler that stands by: rounds come only when asked for. `lateMs` in the future, so that nothing is too young. */
  const reconcilerOf = (lateMs = 10_000) =>
    makeReconciler(
      { ...heart, now: () => Date.now() + lateMs, logger: silent },
      { intervalMs: 3_600_000, leaseMs: 30_000 },
    );

  async function reconcile() {
    await using reconciler = reconcilerOf();
    return await reconciler.reconcile();
  }

  async function eventsOf(taskId: string, owner: string): Promise<TaskEvent[]> {
    const findTask = async () => (await heart.tasks.findMany([taskId]))[0] ?? null;
    return take(heart.events.watchTask({ taskId, owner, after: null, signal: AbortSignal.timeout(5_000), findTask }));
  }

  async function find(taskId: string) {
    const [task] = await heart.tasks.findMany([taskId]);
    if (task === undefined) throw new Error('The task is gone');
    return task;
  }

  async function expireLease(run: TaskRun): Promise<void> {
    await heart.database
      .kysely<TaskTables>()
      .updateTable('inference.task')
      .set({ lease_expires_at: new Date(0) })
      .where('id', '=', run.task.id)
      .execute();
  }

  async function begin(owner = newId('key')) {
    const task = await submitTask(heart, owner);
    return { owner, task, run: await claimRun(heart, task.id) };
  }

  it('tells a run from the queue to its end', async () => {
    const { owner, run } = await begin();
    expect(await heart.runs.append(run, delta('a'))).toBe('appended');
    expect(await heart.runs.settle(run, completed)).toBe(true);
    expect(outline(await eventsOf(run.task.id, owner))).toEqual([
      '1 TaskQueued',
      '2 TaskStarted',
      '3 TaskOutputAppended',
      '4 TaskCompleted',
    ]);
    expect(await find(run.task.id)).toMatchObject({ status: 'COMPLETED', lastSeq: 4, attempt: 1 });
  });

  it('settles once however often it is asked, and refuses what comes after', async () => {
    const { owner, run } = await begin();
    expect(await heart.runs.settle(run, completed)).toBe(true);
    expect(await heart.runs.settle(run, completed)).toBe(true);
    const failed: RunOutcome = {
      kind: 'failed',
      error: { code: 'BACKEND_ERROR', message: 'x', retryable: true },
      usage: null,
    };
    expect(await heart.runs.settle(run, failed)).toBe(false);
    expect(await heart.runs.append(run, delta('late'))).toBe('stale');
    expect((await eventsOf(run.task.id, owner)).filter(isTerminal)).toHaveLength(1);
  });

  it('keeps appends of one run in the order of the calls', async () => {
    const { owner, run } = await begin();
    const texts = Array.from({ length: 50 }, (_, index) => `${index}`);
    await Promise.all(texts.map((text, index) => heart.runs.append(run, delta(text, index))));
    await heart.runs.settle(run, completed);
    const deltas = (await eventsOf(run.task.id, owner)).flatMap((event) =>
      event.type === 'TaskOutputAppended' ? [event.delta] : [],
    );
    expect(deltas).toEqual(texts);
  });

  it('appends through a lost answer without a repeat', async () => {
    const { owner, run } = await begin();
    let isLost = true;
    const runs = makeTaskRuns({
      ...heart,
      now: Date.now,
      log: {
        append: async (target, body) => {
          const outcome = await heart.log.append(target, body);
          if (isLost && body.type === 'TaskOutputAppended') {
            isLost = false;
            throw new ServiceError('SERVICE_UNAVAILABLE');
          }
          return outcome;
        },
      },
    });
    // Where the claim left off is the claimant's knowledge: this one takes over a run it did not claim.
    const taken = { ...run, task: { ...run.task, lastSeq: 2 } };
    expect(await runs.append(taken, delta('same'))).toBe('appended');
    expect(await runs.append(taken, delta('same'))).toBe('appended');
    await runs.settle(taken, completed);
    expect(outline(await eventsOf(run.task.id, owner)).slice(2)).toEqual([
      '3 TaskOutputAppended',
      '4 TaskOutputAppended',
      '5 TaskCompleted',
    ]);
  });

  it('refuses a claim while the lease holds and takes over when it has run out, announced', async () => {
    const { owner, run } = await begin();
    await heart.runs.append(run, delta('lost'));
    expect(await heart.runs.claim(run.task.id, { id: 'worker_2', name: 'second' }, 30_000)).toEqual({
      kind: 'refused',
    });
    await expireLease(run);
    const second = await claimRun(heart, run.task.id);
    expect(second.task.attempt).toBe(2);
    expect(await heart.runs.append(run, delta('zombie'))).toBe('stale');
    expect(await heart.runs.settle(run, completed)).toBe(false);
    expect(await heart.runs.renew([run], 1_000)).toEqual([run.task.id]);
    expect(await heart.runs.settle(second, completed)).toBe(true);
    const events = await eventsOf(run.task.id, owner);
    expect(outline(events)).toEqual([
      '1 TaskQueued',
      '2 TaskStarted',
      '3 TaskOutputAppended',
      '4 TaskRestarted',
      '5 TaskStarted',
      '6 TaskCompleted',
    ]);
    expect(events.map((event) => event.attempt)).toEqual([0, 1, 1, 1, 2, 2]);
  });

  it('fails a task with WORKER_LOST when its attempts are used up', async () => {
    const { owner, run } = await begin();
    for (let attempt = 2; attempt <= 3; attempt++) {
      await expireLease(run);
      expect((await claimRun(heart, run.task.id)).task.attempt).toBe(attempt);
    }
    await expireLease(run);
    expect(await heart.runs.claim(run.task.id, { id: 'w', name: 'w' }, 1_000)).toEqual({ kind: 'refused' });
    expect(await find(run.task.id)).toMatchObject({
      status: 'FAILED',
      error: { code: 'WORKER_LOST', retryable: true },
    });
    expect((await eventsOf(run.task.id, owner)).at(-1)).toMatchObject({ type: 'TaskFailed', code: 'WORKER_LOST' });
  });

  it('takes a task back that its worker returns, and fails it after the last attempt', async () => {
    const { owner, run } = await begin();
    const returned: RunOutcome = { kind: 'returned', reason: 'The worker stops.', delayMs: 0 };
    expect(await heart.runs.settle(run, returned)).toBe(true);
    expect(await heart.runs.settle(run, returned)).toBe(true);
    expect(await find(run.task.id)).toMatchObject({ status: 'PENDING', attempt: 1 });
    expect(await heart.queue.missing([{ ...run.task, attempt: 1 }])).toEqual([]);
    expect(await heart.runs.settle(await claimRun(heart, run.task.id), returned)).toBe(true);
    expect(await heart.runs.settle(await claimRun(heart, run.task.id), returned)).toBe(true);
    const events = await eventsOf(run.task.id, owner);
    expect(events.filter((event) => event.type === 'TaskRestarted').map((event) => event.attempt)).toEqual([1, 2]);
    expect(events.at(-1)).toMatchObject({ type: 'TaskFailed', code: 'BACKEND_UNAVAILABLE' });
  });

  it('adds the partial result to a cancelled task and to no other', async () => {
    const { owner, run } = await begin();
    const partial: RunOutcome = { ...completed, kind: 'cancelled' };
    expect(await heart.runs.settle(run, partial)).toBe(false);
    await heart.canceller.cancel(run.task.id, owner);
    expect(await heart.runs.settle(run, completed)).toBe(false);
    expect(await heart.runs.settle(run, partial)).toBe(true);
    expect(await find(run.task.id)).toMatchObject({ status: 'CANCELLED', result: { text: 'done' } });
  });

  it('repairs a settle that crashed before its event', async () => {
    const { owner, run } = await begin();
    const runs = runsWith({
      append: (target, body) =>
        isTerminal(body) ? Promise.reject(new ServiceError('SERVICE_UNAVAILABLE')) : heart.log.append(target, body),
    });
    await expect(runs.settle(run, completed)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(await find(run.task.id)).toMatchObject({ status: 'PROCESSING', result: null });
    expect(await heart.runs.claim(run.task.id, { id: 'w', name: 'w' }, 1_000)).toEqual({ kind: 'refused' });
    expect((await reconcile()).finished).toBe(1);
    expect(await find(run.task.id)).toMatchObject({ status: 'COMPLETED', result: { text: 'done' } });
    expect((await eventsOf(run.task.id, owner)).filter(isTerminal)).toHaveLength(1);
  });

  it('repairs a settle that crashed after its event, without a second one', async () => {
    const { owner, run } = await begin();
    const runs = runsWith({
      append: async (target, body) => {
        await heart.log.append(target, body);
        throw new ServiceError('SERVICE_UNAVAILABLE');
      },
    });
    await expect(runs.settle(run, completed)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(await find(run.task.id)).toMatchObject({ status: 'PROCESSING' });
    expect((await reconcile()).finished).toBe(1);
    expect(await find(run.task.id)).toMatchObject({ status: 'COMPLETED', lastSeq: 3 });
    expect((await eventsOf(run.task.id, owner)).filter(isTerminal)).toHaveLength(1);
  });

  it('puts a task of a lost worker in line again, announced once', async () => {
    const { owner, run } = await begin();
    await heart.runs.append(run, delta('lost'));
    await expireLease(run);
    expect((await reconcile()).restarted).toBe(1);
    expect(await find(run.task.id)).toMatchObject({ status: 'PENDING', attempt: 1 });
    expect(await heart.runs.append(run, delta('zombie'))).toBe('stale');
    expect(await heart.runs.settle(run, completed)).toBe(false);
    await heart.runs.settle(await claimRun(heart, run.task.id), completed);
    const types = (await eventsOf(run.task.id, owner)).map((event) => event.type);
    expect(types.filter((type) => type === 'TaskRestarted')).toHaveLength(1);
    expect(types.at(-1)).toBe('TaskCompleted');
  });

  it('lines up again what Redis forgot, and what it never heard of', async () => {
    const waiting = await Promise.all([1, 2, 3].map(() => submitTask(heart, newId('key'))));
    const { run } = await begin();
    await server.flush();
    expect(await heart.queue.missing(waiting)).toHaveLength(3);
    expect((await reconcile()).enqueued).toBeGreaterThanOrEqual(3);
    expect(await heart.queue.missing(waiting)).toEqual([]);
    expect((await reconcile()).enqueued).toBe(0);
    // The running one goes on where it was.
    expect(await heart.runs.append(run, delta('b'))).toBe('appended');
    await heart.runs.settle(run, completed);
    expect(await find(run.task.id)).toMatchObject({ status: 'COMPLETED', lastSeq: 4 });
  });

  it('puts back what a worker took and was lost before it claimed it, and leaves what a live one has', async () => {
    const model = newId('req');
    const leaseMs = 800;
    const task = await submitTask(heart, newId('key'), { model });
    const reconcileModel = async (): Promise<number> => {
      await using reconciler = makeReconciler(
        { ...heart, now: () => Date.now() + 10_000, logger: silent },
        { intervalMs: 3_600_000, leaseMs },
      );
      await reconciler.reconcile();
      return heart.queue.waiting(model);
    };
    await using taking = startTakingProcess({ url: server.url, model, leaseMs });
    expect(await taking.taken).toBe(task.id);
    const takenAtMs = performance.now();
    while (performance.now() < takenAtMs + 1.5 * leaseMs) expect(await reconcileModel()).toBe(0);
    await taking.kill();
    const killedAtMs = performance.now();
    await expect.poll(reconcileModel, { timeout: 3 * leaseMs }).toBe(1);
    expect(performance.now() - killedAtMs).toBeLessThan(3 * leaseMs);
    // Once more changes nothing: it is in line.
    expect(await reconcileModel()).toBe(1);
    await using second = startTakingProcess({ url: server.url, model, leaseMs });
    expect(await second.taken).toBe(task.id);
    await heart.runs.settle(await claimRun(heart, task.id), completed);
    expect(await find(task.id)).toMatchObject({ status: 'COMPLETED', attempt: 1 });
    expect(await reconcileModel()).toBe(0);
  });

  it('purges tasks that ended long ago and keeps the others', async () => {
    const { run } = await begin();
    const { run: running } = await begin();
    await heart.runs.settle(run, completed);
    await using reconciler = makeReconciler(
      { ...heart, now: () => Date.now() + 60_000, logger: silent },
      { intervalMs: 3_600_000, leaseMs: 30_000, taskRetentionMs: 30_000 },
    );
    // Its first round may have done it already.
    await reconciler.reconcile();
    expect(await heart.tasks.findMany([run.task.id])).toEqual([]);
    expect(await heart.tasks.findMany([running.task.id])).toHaveLength(1);
  });

  it('reconciles by itself when Redis has come back', async () => {
    await using side = await openRedisSide(server.url);
    const own = makeHeart(side, heart.database);
    await using reconciler = makeReconciler(
      { ...own, now: () => Date.now() + 10_000, logger: silent },
      { intervalMs: 3_600_000, leaseMs: 30_000 },
    );
    await reconciler.reconcile();
    const task = await submitTask(own, newId('key'));
    await server.restart();
    await expect.poll(() => own.queue.missing([task]).catch(() => [task]), { timeout: 5_000 }).toEqual([]);
  });
});
