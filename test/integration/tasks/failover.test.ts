import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskEvent } from '../../../kernel/task-events.ts';
import { ownerLogKeys, queuePrefix } from '../../../tasks/keys.ts';
import { makeReconciler } from '../../../tasks/reconciler.ts';
import { makeTaskConsumer } from '../../../tasks/task-consumer.ts';
import type { RunOutcome } from '../../../tasks/task-runs.ts';
import { openTestDatabase } from '../../fixtures/database.ts';
import { startRedisCluster } from '../../fixtures/redis-cluster.ts';
import { startRedisSentinel } from '../../fixtures/redis-sentinel.ts';
import type { RedisSentinelFixture } from '../../fixtures/redis-sentinel.ts';
import {
  claimRun,
  delta,
  makeHeart,
  migrateTasks,
  newId,
  openRedisSide,
  outline,
  silent,
  submission,
  submitTask,
  take,
  worker,
} from './heart.ts';
import type { Heart, RedisSide } from './heart.ts';

const completed: RunOutcome = {
  kind: 'completed',
  result: { kind: 'TEXT', text: 'done', reasoning: null, finishReason: 'STOP' },
  usage: { promptTokens: 1, completionTokens: 1, estimated: false },
};

function watch(heart: Heart, task: { readonly id: string; readonly owner: string }): AsyncIterableIterator<TaskEvent> {
  const findTask = async () => (await heart.tasks.findMany([task.id]))[0] ?? null;
  return heart.events.watchTask({
    taskId: task.id,
    owner: task.owner,
    after: null,
    signal: AbortSignal.timeout(15_000),
    findTask,
  });
}

interface Place {
  readonly owner: string;
  readonly model: string;
}

/** A Redis whose primary can be lost, and the names of an owner and a model that it loses with it. */
interface Failing extends AsyncDisposable {
  readonly url: string;
  readonly place: Place;
  fail(): Promise<void>;
}

async function withSentinel(): Promise<Failing> {
  const redis = await startRedisSentinel();
  return {
    url: redis.url,
    place: { owner: newId('key'), model: newId('req') },
    fail: redis.killPrimary,
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  };
}

async function withCluster(): Promise<Failing> {
  const redis = await startRedisCluster({ withReplicas: true });
  const owner = newId('key');
  const primary = await redis.primaryOf(ownerLogKeys(owner).head);
  let model = newId('req');
  while ((await redis.primaryOf(queuePrefix(model))) !== primary) model = newId('req');
  return {
    url: redis.url,
    place: { owner, model },
    fail: () => redis.killPrimaryOf(ownerLogKeys(owner).head),
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  };
}

describe.each([
  { kind: 'that Sentinels replace', start: withSentinel },
  { kind: 'of a Cluster', start: withCluster },
])('when the primary $kind dies', ({ start }) => {
  const stack = new AsyncDisposableStack();
  let redis: Failing;
  let side: RedisSide;
  let heart: Heart;
  beforeAll(async () => {
    redis = stack.use(await start());
    const database = stack.use(await openTestDatabase());
    await migrateTasks(database);
    side = stack.use(await openRedisSide(redis.url));
    heart = makeHeart(side, database);
  });
  afterAll(() => stack.disposeAsync());

  it('goes on with running tasks and their readers, and refuses new tasks until it is replaced', async () => {
    const { owner, model } = redis.place;
    const task = await submitTask(heart, owner, { model });
    const run = await claimRun(heart, task.id);
    const waiting = await submitTask(heart, owner, { model });
    const taken: string[] = [];
    await using _consumer = makeTaskConsumer(
      { redis: side.connector.open('blocking'), logger: silent, leaseMs: 2_000 },
      {
        model,
        concurrency: 1,
        handle: async (taskId) => {
          taken.push(taskId);
          const claim = await heart.runs.claim(taskId, worker, 10_000);
          if (claim.kind === 'claimed') await heart.runs.settle(claim.run, completed);
        },
      },
    );
    await using _reconciler = makeReconciler(
      { ...heart, now: Date.now, logger: silent },
      { intervalMs: 400, leaseMs: 2_000 },
    );
    await expect.poll(() => taken).toContain(waiting.id);
    const events = watch(heart, task);
    const ownEvents = heart.events.watchOwner({ owner, after: null, signal: AbortSignal.timeout(15_000) });
    const ownEnd = take(ownEvents, 3);
    await heart.runs.append(run, delta('before '));
    const seen = await take(events, 3);
    await redis.fail();

    const startedAtMs = performance.now();
    await expect(heart.submitter.submit(submission(owner, { model }))).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
    // Waits for the next primary.
    expect(await heart.runs.append(run, delta('after'))).toBe('appended');
    expect(await heart.runs.settle(run, completed)).toBe(true);
    seen.push(...(await take(events)));
    expect(outline(seen)).toEqual([
      '1 TaskQueued',
      '2 TaskStarted',
      '3 TaskOutputAppended',
      '4 TaskOutputAppended',
      '5 TaskCompleted',
    ]);
    expect(outline(await ownEnd)).toEqual(['3 TaskOutputAppended', '4 TaskOutputAppended', '5 TaskCompleted']);

    const next = await submitTask(heart, owner, { model });
    await expect.poll(() => taken, { timeout: 8_000 }).toContain(next.id);
    expect((await take(watch(heart, next))).at(-1)?.type).toBe('TaskCompleted');
    expect(performance.now() - startedAtMs).toBeLessThan(12_000);
  });
});

describe('when the replica has not heard the last of a primary that dies', () => {
  const stack = new AsyncDisposableStack();
  let redis: RedisSentinelFixture;
  let heart: Heart;
  beforeAll(async () => {
    redis = stack.use(await startRedisSentinel());
    const database = stack.use(await openTestDatabase());
    await migrateTasks(database);
    heart = makeHeart(stack.use(await openRedisSide(redis.url)), database);
  });
  afterAll(() => stack.disposeAsync());

  it('numbers on where the writer was, for a reader who has seen it all and for one who comes late', async () => {
    const task = await submitTask(heart, newId('key'));
    const run = await claimRun(heart, task.id);
    const events = watch(heart, task);
    const seen = await take(events, 2);
    await redis.killPrimaryWithout(async () => {
      await heart.runs.append(run, delta('lost '));
      await heart.runs.append(run, delta('to the replica '));
      seen.push(...(await take(events, 2)));
    });
    // Reads the log, which has lost its end, before the writer goes on.
    await expect.poll(() => heart.redis.ping().catch(() => ''), { timeout: 8_000 }).toBe('PONG');
    const again = heart.events.watchTask({
      taskId: task.id,
      owner: task.owner,
      after: seen.at(-1)?.cursor ?? null,
      signal: AbortSignal.timeout(15_000),
      findTask: async () => (await heart.tasks.findMany([task.id]))[0] ?? null,
    });
    const rest = take(again);
    await expect.poll(() => heart.hub.channelCount()).toBe(1);
    expect(await heart.runs.append(run, delta('after'))).toBe('appended');
    await heart.runs.settle(run, completed);
    seen.push(...(await take(events)));
    expect(seen.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(outline(await rest)).toEqual(['5 TaskOutputAppended', '6 TaskCompleted']);
  });
});
