import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { KeysetPosition } from '../../../kernel/page.ts';
import type { TaskRecord } from '../../../kernel/task.ts';
import type { Database } from '../../../platform/database.ts';
import { makeTaskReader } from '../../../tasks/task-store.ts';
import type { TaskTables } from '../../../tasks/schema.ts';
import { dropSchemas } from '../../fixtures/database.ts';
import { startRedis } from '../../fixtures/redis.ts';
import {
  claimRun,
  makeHeart,
  migrateTasks,
  newId,
  openRedisSide,
  submission,
  submitTask,
  textRequest,
  worker,
} from '../../integration/tasks/heart.ts';
import type { Heart } from '../../integration/tasks/heart.ts';

/** What every database must do for tasks. */
export function describeTaskStore(open: (stack: AsyncDisposableStack) => Promise<Database>): void {
  const stack = new AsyncDisposableStack();
  let database: Database;
  let heart: Heart;
  let owner: string;

  beforeAll(async () => {
    database = await open(stack);
    await dropSchemas(database);
    await migrateTasks(database);
    const redis = stack.use(await startRedis());
    heart = makeHeart(stack.use(await openRedisSide(redis.url)), database);
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => {
    owner = newId('key');
  });

  const usage = { promptTokens: 3, completionTokens: 5, estimated: false };
  const completed = {
    kind: 'completed',
    result: { kind: 'TEXT', text: 'a\u0000b 🦙', reasoning: null, finishReason: 'STOP' },
    usage,
  } as const;

  async function submitMany(count: number, on = owner): Promise<TaskRecord[]> {
    const tasks: TaskRecord[] = [];
    for (let index = 0; index < count; index++) tasks.push(await submitTask(heart, on));
    return tasks;
  }

  it('migrates again without a change', async () => {
    const task = await submitTask(heart, owner);
    await migrateTasks(database);
    expect(await heart.tasks.findMany([task.id])).toEqual([task]);
  });

  it('reads a task exactly as it was submitted', async () => {
    const request = { ...textRequest, prompt: 'nul \u0000 quote \' " emoji 🦙', stopSequences: ['\n'], topK: 4 };
    const task = await submitTask(heart, owner, { request, idempotencyKey: 'k\u0000', retryOf: 'task_x' });
    const [found] = await heart.tasks.findMany([task.id, newId('task')]);
    expect(found).toEqual(task);
    expect(await heart.tasks.findMany([])).toEqual([]);
  });

  it('walks pages newest first without loss or repeat, also within one millisecond', async () => {
    const tasks = await submitMany(25);
    await database
      .kysely<TaskTables>()
      .updateTable('inference.task')
      .set({ created_at: new Date(tasks[0]?.createdAtMs ?? 0) })
      .where(
        'id',
        'in',
        tasks.slice(5, 15).map((task) => task.id),
      )
      .execute();
    const seen: TaskRecord[] = [];
    let after: KeysetPosition | null = null;
    for (;;) {
      const page: TaskRecord[] = await heart.tasks.list({ owner }, { after, limit: 4 });
      seen.push(...page);
      const last = page.at(-1);
      if (last === undefined) break;
      after = { createdAtMs: last.createdAtMs, id: last.id };
    }
    expect(new Set(seen.map((task) => task.id))).toEqual(new Set(tasks.map((task) => task.id)));
    expect(seen).toHaveLength(25);
    const sorted = seen.toSorted((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1));
    expect(seen).toEqual(sorted);
  });

  it('filters by every field and counts the same', async () => {
    const [first, second, third] = await submitMany(3);
    await submitTask(heart, owner, { model: 'other' });
    await submitTask(heart, newId('key'));
    await claimRun(heart, second?.id ?? '');
    const cases = [
      [{ owner }, 4],
      [{ owner, model: 'other' }, 1],
      [{ owner, status: ['PROCESSING'] }, 1],
      [{ owner, status: ['PENDING', 'PROCESSING'] }, 4],
      [{ owner, status: [] }, 0],
      [{ owner, kind: ['CHAT'] }, 0],
      [{ owner, kind: ['TEXT', 'CHAT'] }, 4],
      [{ owner, workerId: worker.id }, 1],
      [{ owner, keyId: 'key_1' }, 4],
      [{ owner, keyId: 'key_2' }, 0],
      [{ owner, createdAfterMs: first?.createdAtMs }, 4],
      [{ owner, createdBeforeMs: first?.createdAtMs }, 0],
    ] as const;
    for (const [query, count] of cases) {
      const listed = await heart.tasks.list(query, { after: null, limit: 100 });
      expect({ query, count: listed.length }).toEqual({ query, count });
      expect({ query, count: await heart.tasks.count(query) }).toEqual({ query, count });
    }
    const everyone = await heart.tasks.list({ owner: null }, { after: null, limit: 100 });
    expect(everyone.map((task) => task.id)).toContain(third?.id);
  });

  it('lists and finds with one statement each', async () => {
    await submitMany(3);
    let statements = 0;
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements++;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    };
    const counting = { ...database, kysely: <T>() => database.kysely<T>().withPlugin(counter) };
    const reader = makeTaskReader(counting);
    const listed = await reader.list({ owner }, { after: null, limit: 100 });
    expect(statements).toBe(1);
    await reader.findMany(listed.map((task) => task.id));
    expect(statements).toBe(2);
  });

  it('tells how much waits and runs, and what ended lately', async () => {
    const model = newId('req');
    const tasks = await Promise.all([1, 2, 3].map(() => submitTask(heart, owner, { model })));
    const before = await heart.tasks.throughput(60_000);
    const run = await claimRun(heart, tasks[0]?.id ?? '');
    const depths = (await heart.tasks.queueDepths()).filter((row) => row.model === model);
    const oldest = Math.min(...tasks.slice(1).map((task) => task.createdAtMs));
    expect(depths).toEqual([{ tier: 'PRO', model, depth: 2, running: 1, oldestPendingAtMs: oldest }]);
    await heart.runs.settle(run, completed);
    const after = await heart.tasks.throughput(60_000);
    expect(after.completed - before.completed).toBe(1);
    expect(after.completionTokens - before.completionTokens).toBe(5);
  });

  it('keeps result, error and usage of a task to itself until its status is final', async () => {
    const task = await submitTask(heart, owner);
    await database
      .kysely<TaskTables>()
      .updateTable('inference.task')
      .set({ outcome: 'COMPLETED', result: JSON.stringify(completed.result), finished_at: new Date() })
      .where('id', '=', task.id)
      .execute();
    const [hidden] = await heart.tasks.findMany([task.id]);
    expect(hidden).toMatchObject({ status: 'PENDING', result: null, finishedAtMs: null });
  });

  it('finds a task ended whose terminal event has just been told', async () => {
    const task = await submitTask(heart, owner);
    const update = database.kysely<TaskTables>().updateTable('inference.task').where('id', '=', task.id);
    await update.set({ outcome: 'CANCELLED', finished_at: new Date() }).execute();
    const reading = heart.tasks.findMany([task.id]);
    await update.set({ status: 'CANCELLED' }).execute();
    expect((await reading)[0]?.status).toBe('CANCELLED');
  });

  it('gives a task to one of many claimants', async () => {
    const task = await submitTask(heart, owner);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => heart.runs.claim(task.id, worker, 30_000)));
    expect(outcomes.filter((outcome) => outcome.kind === 'claimed')).toHaveLength(1);
  });

  it('renews what is held and names what is not', async () => {
    const [one, two] = await submitMany(2);
    const first = await claimRun(heart, one?.id ?? '');
    const second = await claimRun(heart, two?.id ?? '');
    expect(await heart.runs.renew([first, second], 30_000)).toEqual([]);
    await heart.canceller.cancel(second.task.id, owner);
    expect(await heart.runs.renew([first, second], 30_000)).toEqual([second.task.id]);
    expect(await heart.runs.renew([], 30_000)).toEqual([]);
  });

  it('stores a completed run as it was', async () => {
    const run = await claimRun(heart, (await submitTask(heart, owner)).id);
    await heart.runs.noteBackend(run, 'ollama');
    expect(await heart.runs.settle(run, completed)).toBe(true);
    const [task] = await heart.tasks.findMany([run.task.id]);
    expect(task).toMatchObject({
      status: 'COMPLETED',
      result: completed.result,
      usage,
      backendName: 'ollama',
      lastSeq: 3,
    });
    expect(task?.finishedAtMs).toBeGreaterThanOrEqual(task?.startedAtMs ?? Infinity);
  });

  it('answers a repeated idempotency key with the task, and one with another input with a conflict', async () => {
    const first = await submitTask(heart, owner, { idempotencyKey: 'k' });
    const again = await heart.submitter.submit(submission(owner, { idempotencyKey: 'k' }));
    expect(again).toEqual({ kind: 'replayed', task: first });
    const other = { ...textRequest, prompt: 'else' };
    expect(await heart.submitter.submit(submission(owner, { idempotencyKey: 'k', request: other }))).toEqual({
      kind: 'conflict',
    });
    // Of another owner it is another key.
    await submitTask(heart, newId('key'), { idempotencyKey: 'k' });
  });
}
