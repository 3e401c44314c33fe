import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TaskEvent, TaskEventBody } from '../../../kernel/task-events.ts';
import type { TaskStatus } from '../../../kernel/task.ts';
import { makeTaskEventLog } from '../../../tasks/event-log.ts';
import { makeTaskEventReader } from '../../../tasks/event-reader.ts';
import type { TaskEventReaderOptions, WatchTask } from '../../../tasks/event-reader.ts';
import { taskLogKeys } from '../../../tasks/keys.ts';
import { redisKinds } from '../../fixtures/redis-kinds.ts';
import { startRedis } from '../../fixtures/redis.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';
import { delta, newId, openRedisSide, outline, take } from './heart.ts';
import type { RedisSide } from './heart.ts';

describe.each(redisKinds)('the event reader on $kind', ({ start }) => {
  let server: RedisFixture;
  let side: RedisSide;
  beforeAll(async () => {
    server = await start();
    side = await openRedisSide(server.url);
  });
  afterAll(async () => {
    await side?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  /** One task with its log, and readers of it. */
  function setUp(options: TaskEventReaderOptions = {}, on: RedisSide = side) {
    const log = makeTaskEventLog({ redis: on.redis, now: Date.now }, { retentionMs: 60_000 });
    const reader = makeTaskEventReader({ redis: on.redis, hub: on.hub }, options);
    const target = { taskId: newId('task'), owner: newId('key'), attempt: 1, lastSeq: 0 };
    const row = {
      status: 'PROCESSING' as TaskStatus,
      attempt: 1,
      lastSeq: 0,
      error: null,
      finishedAtMs: null as number | null,
    };
    const stop = new AbortController();
    const watch = (changes: Partial<WatchTask> = {}) =>
      reader.watchTask({
        taskId: target.taskId,
        owner: target.owner,
        after: null,
        signal: stop.signal,
        findTask: () => Promise.resolve(row),
        ...changes,
      });
    const watchOwner = (after: string | null = null) =>
      reader.watchOwner({ owner: target.owner, after, signal: stop.signal });
    let lastSeq = 0;
    const append = async (...bodies: readonly TaskEventBody[]) => {
      for (const body of bodies) {
        const outcome = await log.append({ ...target, lastSeq }, body);
        if (outcome.kind !== 'appended') throw new Error(outcome.kind);
        lastSeq = outcome.seq;
      }
    };
    return { reader, target, row, stop, watch, watchOwner, append };
  }

  const done = { type: 'TaskCompleted' } as const;

  /** On a Cluster any node may be asked, and only one of them knows. */
  const untilWatched = (owner: string) =>
    vi.waitFor(async () => expect(await side.redis.pubsub('NUMSUB', channelOf(owner))).toContain(1), {
      timeout: 5_000,
    });

  it('replays a finished task from its start and ends', async () => {
    const { watch, append } = setUp();
    await append(delta('a'), delta('b'), done);
    expect(outline(await take(watch()))).toEqual(['1 TaskOutputAppended', '2 TaskOutputAppended', '3 TaskCompleted']);
  });

  it('continues from every cursor without loss and without repeat', async () => {
    const { watch, append } = setUp();
    await append(...Array.from({ length: 20 }, (_, index) => delta(`${index}`, index)), done);
    const all = await take(watch());
    for (const [index, event] of all.entries()) {
      expect(await take(watch({ after: event.cursor }))).toEqual(all.slice(index + 1));
    }
  });

  it('gives two readers every event while it is written, over more than a page', async () => {
    const { watch, append } = setUp();
    const early = take(watch());
    await append(...Array.from({ length: 700 }, (_, index) => delta(`${index}`, index)));
    const late = take(watch());
    await append(...Array.from({ length: 700 }, (_, index) => delta(`${index}`, index)), done);
    const seqs = Array.from({ length: 1_401 }, (_, index) => index + 1);
    expect((await early).map((event) => event.seq)).toEqual(seqs);
    expect((await late).map((event) => event.seq)).toEqual(seqs);
  });

  it('waits while Redis restarts without its memory and goes on with what is written then', async () => {
    const { watch, append } = setUp();
    await append(delta('a'));
    const events = watch();
    expect((await take(events, 1))[0]).toMatchObject({ seq: 1 });
    await server.restart();
    await vi.waitFor(() => append(delta('b')), { timeout: 5_000 });
    await append(done);
    expect(outline(await take(events))).toEqual(['2 TaskOutputAppended', '3 TaskCompleted']);
  });

  it('reads on through the kill of a Redis that keeps its log on disk', async () => {
    await using durable = await startRedis({ appendOnly: true });
    await using own = await openRedisSide(durable.url);
    const { watch, append } = setUp({}, own);
    await append(delta('a'));
    const events = watch();
    const [first] = await take(events, 1);
    await durable.kill();
    await durable.start();
    await vi.waitFor(() => append(delta('b')), { timeout: 5_000 });
    await append(done);
    expect(outline(await take(events))).toEqual(['2 TaskOutputAppended', '3 TaskCompleted']);
    expect(outline(await take(watch({ after: first?.cursor ?? null })))).toEqual([
      '2 TaskOutputAppended',
      '3 TaskCompleted',
    ]);
  });

  it('delivers the end that somebody with an old seq writes into a log that began again', async () => {
    const { watch, append, target } = setUp();
    await append(delta('a'), delta('b'), delta('c'));
    const events = watch();
    await take(events, 3);
    await side.redis.del(taskLogKeys(target.owner, target.taskId).head, taskLogKeys(target.owner, target.taskId).log);
    const log = makeTaskEventLog({ redis: side.redis, now: Date.now }, { retentionMs: 60_000 });
    await log.append({ ...target, lastSeq: 1 }, { type: 'TaskCancelled' });
    expect(outline(await take(events))).toEqual(['2 TaskCancelled']);
  });

  it('answers CURSOR_EXPIRED when events were lost between the cursor and a log that began again', async () => {
    const { watch, append, target } = setUp();
    await append(delta('a'), delta('b'), delta('c'));
    const events = watch();
    const [first] = await take(events, 1);
    await side.redis.del(taskLogKeys(target.owner, target.taskId).head, taskLogKeys(target.owner, target.taskId).log);
    await append(delta('d'));
    await expect(take(watch({ after: first?.cursor ?? null }))).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });

  it('answers CURSOR_EXPIRED when the log was trimmed past the cursor', async () => {
    const { watch, append, target } = setUp();
    await append(...Array.from({ length: 10 }, (_, index) => delta(`${index}`, index)));
    const [first] = await take(watch(), 1);
    await side.redis.xtrim(taskLogKeys(target.owner, target.taskId).log, 'MAXLEN', 3);
    await expect(take(watch({ after: first?.cursor ?? null }))).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });

  it.each(['', 'x', '!!', 'bm90IGEgY3Vyc29y', 'a'.repeat(400)])('refuses %j as a cursor', async (after) => {
    const { watch, watchOwner } = setUp();
    await expect(take(watch({ after }))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(take(watchOwner(after))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it("refuses another task's cursor", async () => {
    const one = setUp();
    const other = setUp();
    await one.append(delta('a'), done);
    const [first] = await take(one.watch());
    await expect(take(other.watch({ after: first?.cursor ?? null }))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('rebuilds the end of a finished task whose log has gone, once', async () => {
    const { watch, row } = setUp();
    Object.assign(row, { status: 'FAILED', lastSeq: 9, finishedAtMs: 5 });
    const events = await take(watch());
    expect(outline(events)).toEqual(['9 TaskFailed']);
    expect(await take(watch({ after: events[0]?.cursor ?? null }))).toEqual([]);
  });

  it('ends at once for a cursor at the end, with and without the log', async () => {
    const { watch, append, row, target } = setUp();
    await append(delta('a'), done);
    const last = (await take(watch())).at(-1);
    expect(await take(watch({ after: last?.cursor ?? null }))).toEqual([]);
    Object.assign(row, { status: 'COMPLETED', lastSeq: 2, finishedAtMs: 5 });
    await side.redis.del(taskLogKeys(target.owner, target.taskId).head, taskLogKeys(target.owner, target.taskId).log);
    expect(await take(watch({ after: last?.cursor ?? null }))).toEqual([]);
  });

  it('ends when there is no such task', async () => {
    const { watch } = setUp();
    expect(await take(watch({ findTask: () => Promise.resolve(null) }))).toEqual([]);
  });

  it('waits for the first event of a task whose log is not there yet', async () => {
    const { watch, append } = setUp();
    const events = take(watch());
    await append({ type: 'TaskStarted', workerId: 'worker_1' }, done);
    expect(outline(await events)).toEqual(['1 TaskStarted', '2 TaskCompleted']);
  });

  it('closes a live reader that does not read with SLOW_CONSUMER, and its cursor continues', async () => {
    const { watch, append } = setUp({ maxBuffered: 5 });
    await append(delta('first'));
    const events = watch();
    await take(events, 1);
    // The next step reads the rest of the log and goes live.
    const second = take(events, 1);
    await append(delta('second'));
    const [seen] = await second;
    await append(...Array.from({ length: 20 }, (_, index) => delta(`${index}`, index)), done);
    await expect.poll(() => failureOf(events)).toMatchObject({ code: 'SLOW_CONSUMER' });
    expect((await take(watch({ after: seen?.cursor ?? null }))).at(-1)).toMatchObject({ seq: 23 });
  });

  it("gives an owner's events of all tasks, from now on and from a cursor", async () => {
    const { watchOwner, append, target, stop } = setUp();
    await append(delta('before'));
    const live = watchOwner();
    const first = live.next();
    await untilWatched(target.owner);
    const log = makeTaskEventLog({ redis: side.redis, now: Date.now }, { retentionMs: 60_000 });
    await log.append({ ...target, taskId: newId('task') }, delta('other'));
    await append(done);
    const seen = [(await first).value as TaskEvent, ...(await take(live, 1))];
    expect(outline(seen)).toEqual(['1 TaskOutputAppended', '2 TaskCompleted']);
    expect(outline(await take(watchOwner(seen[0]?.cursor ?? null), 1))).toEqual(['2 TaskCompleted']);
    stop.abort();
  });

  it("answers CURSOR_EXPIRED for an owner's cursor of a log that Redis has lost", async () => {
    const { watchOwner, append, target } = setUp();
    const live = watchOwner();
    const first = take(live, 1);
    await untilWatched(target.owner);
    await append(delta('a'));
    const [seen] = await first;
    await server.flush();
    await expect(take(watchOwner(seen?.cursor ?? null), 1)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });

  it('ends on abort and on return, also while it waits, and leaves no channel behind', async () => {
    await using own = await openRedisSide(server.url);
    const { watch, watchOwner, stop, append, target } = setUp({}, own);
    await append(delta('a'));
    const aborted = take(watch());
    const abortedOwner = take(watchOwner());
    const returned = watch();
    await take(returned, 1);
    const waiting = returned.next();
    await expect.poll(() => own.hub.channelCount()).toBe(2);
    await returned.return?.();
    expect(await waiting).toMatchObject({ done: true });
    stop.abort();
    expect(await aborted).toHaveLength(1);
    expect(await abortedOwner).toEqual([]);
    await expect.poll(() => own.hub.channelCount()).toBe(0);
    const channels = [taskLogKeys(target.owner, target.taskId).channel, channelOf(target.owner)];
    await expect.poll(async () => own.redis.pubsub('NUMSUB', ...channels)).toEqual([channels[0], 0, channels[1], 0]);
  });

  it('parses a message once for any number of readers', async () => {
    const { watch, append, stop } = setUp();
    await append(delta('a'));
    const readers = Array.from({ length: 10 }, () => watch());
    await Promise.all(readers.map((reader) => take(reader, 1)));
    const next = readers.map((reader) => take(reader, 1));
    await append(delta('b'));
    const [[first] = [], ...others] = await Promise.all(next);
    for (const [event] of others) expect(event).toBe(first);
    stop.abort();
  });
});

function channelOf(owner: string): string {
  return `infergraph:{${owner}}:events`;
}

async function failureOf(events: AsyncIterableIterator<TaskEvent>): Promise<unknown> {
  try {
    await events.next();
    return undefined;
  } catch (error) {
    return error;
  }
}
