import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceError } from '../../../../kernel/errors.ts';
import { startRedis } from '../../../fixtures/redis.ts';
import type { RedisFixture } from '../../../fixtures/redis.ts';
import { completed, delta, openLiveEvents, queued, started } from '../support/live-events.ts';
import type { LiveEvents } from '../support/live-events.ts';
import { subscribe, watch } from '../support/subscribe.ts';
import { startTestGateway } from '../support/test-gateway.ts';
import type { TestGateway, TestGatewayOptions } from '../support/test-gateway.ts';

const now = '2026-11-20T18:34:00.000Z';
let redis: RedisFixture;
let events: LiveEvents;
let taskCount = 0;

beforeAll(async () => {
  redis = await startRedis();
  events = await openLiveEvents(redis.url);
});

afterAll(async () => {
  await events[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

/** A task's id that no other test uses. */
function newTaskId(): string {
  return `task_${String(++taskCount).padStart(26, '0')}`;
}

async function start(test: TestGatewayOptions = {}): Promise<TestGateway> {
  const gateway = await startTestGateway({ ...test, events: test.events ?? events.reader });
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  return gateway;
}

const inference = (owner: string | null, extra: Record<string, unknown> = {}) => ({
  Query: {
    task: (_p: unknown, { id }: { id: string }) => (owner === null ? null : taskOf(id, owner, extra)),
  },
  Task: { __resolveReference: ({ id }: { id: string }) => taskOf(id, owner ?? 'nobody', extra) },
});

function taskOf(id: string, owner: string, extra: Record<string, unknown>): Record<string, unknown> {
  const metadata = { attempts: 1, maxAttempts: 3, queueMs: 1, model: 'm' };
  const task = { id, owner, kind: 'TEXT', status: 'PROCESSING', modelName: 'm', model: { id: 'model_bQ' } };
  return { ...task, metadata, createdAt: now, lastEventSeq: 0, error: null, finishedAt: null, ...extra };
}

describe('taskEvents', () => {
  it('replays, goes on live and completes', async () => {
    const test = await start();
    const id = newTaskId();
    const task = { taskId: id, owner: 'tester' };
    await events.append(task, queued, started, delta('Hel', 0));
    const seen = subscribe(test.socket(test.keys.add()), watch, { id });
    await vi.waitFor(() => expect(seen.data()).toHaveLength(3));
    await events.append(task, delta('lo', 1), completed);
    await vi.waitFor(() => expect(seen.isComplete()).toBe(true));
    expect(seen.data().map(({ taskEvents }) => [taskEvents.seq, taskEvents.__typename, taskEvents.delta])).toEqual([
      [1, 'TaskQueued', undefined],
      [2, 'TaskStarted', undefined],
      [3, 'TaskOutputAppended', 'Hel'],
      [4, 'TaskOutputAppended', 'lo'],
      [5, 'TaskCompleted', undefined],
    ]);
    expect(test.subgraphs.inference.requests).toEqual([]);
  });

  it('resumes after a cursor', async () => {
    const test = await start();
    const id = newTaskId();
    await events.append({ taskId: id, owner: 'tester' }, queued, started, delta('a', 0), delta('b', 1), completed);
    const key = test.keys.add();
    const first = subscribe(test.socket(key), watch, { id });
    await vi.waitFor(() => expect(first.isComplete()).toBe(true));
    const after = first.data()[2].taskEvents.cursor;
    const second = subscribe(test.socket(key), watch, { id, after });
    await vi.waitFor(() => expect(second.isComplete()).toBe(true));
    expect(second.data().map(({ taskEvents }) => taskEvents.seq)).toEqual([4, 5]);
  });

  it('refuses a cursor of something else', async () => {
    const test = await start();
    const id = newTaskId();
    await events.append({ taskId: id, owner: 'tester' }, queued);
    const seen = subscribe(test.socket(test.keys.add()), watch, { id, after: 'nonsense' });
    await vi.waitFor(() => expect(seen.errors()[0]?.extensions['code']).toBe('BAD_USER_INPUT'));
  });

  it('is not found for an unknown task, nor for one of another owner', async () => {
    const id = newTaskId();
    await events.append({ taskId: id, owner: 'alice' }, queued);
    for (const owner of [null, 'alice']) {
      const test = await start({ resolvers: { inference: inference(owner) } });
      const seen = subscribe(test.socket(test.keys.add({ owner: 'bob' })), watch, { id });
      await vi.waitFor(() => expect(seen.errors()[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' }));
      expect(seen.data()).toEqual([]);
    }
  });

  it("shows an admin anyone's", async () => {
    const id = newTaskId();
    await events.append({ taskId: id, owner: 'alice' }, queued, completed);
    const test = await start({ resolvers: { inference: inference('alice') } });
    const seen = subscribe(test.socket(test.adminKey), watch, { id });
    await vi.waitFor(() => expect(seen.isComplete()).toBe(true));
    expect(seen.data()).toHaveLength(2);
  });

  it('rebuilds the end of a task whose log is gone', async () => {
    const id = newTaskId();
    const end = {
      status: 'FAILED',
      lastEventSeq: 7,
      finishedAt: now,
      error: { code: 'BACKEND_TRUNCATED', message: 'cut', retryable: true },
    };
    const test = await start({ resolvers: { inference: inference('tester', end) } });
    const query = `subscription($id: ID!) { taskEvents(taskId: $id) { seq at ... on TaskFailed { code message retryable } } }`;
    const seen = subscribe(test.socket(test.keys.add()), query, { id });
    await vi.waitFor(() => expect(seen.isComplete()).toBe(true));
    expect(seen.data()).toEqual([
      { taskEvents: { seq: 7, at: now, code: 'BACKEND_TRUNCATED', message: 'cut', retryable: true } },
    ]);
  });

  it('crosses into other subgraphs, with aliases, fragments and conditions', async () => {
    const test = await start({
      resolvers: {
        inference: inference('tester'),
        models: { Model: { __resolveReference: ({ id }) => ({ id, name: 'm', type: 'TEXT' }) } },
        cluster: { Worker: { __resolveReference: ({ id }) => ({ id, name: 'rack-1' }) } },
      },
    });
    const id = newTaskId();
    await events.append({ taskId: id, owner: 'tester' }, queued, started, completed);
    const seen = subscribe(
      test.socket(test.keys.add({ scopes: ['inference:text', 'models:read', 'cluster:read'] })),
      `subscription($id: ID!, $no: Boolean = false) {
        e: taskEvents(taskId: $id) {
          n: seq
          t: task { ...T status @include(if: $no) }
          ... on TaskStarted { w: worker { name __typename } }
        }
      }
      fragment T on Task { id state: status m: model { name } }`,
      { id },
    );
    await vi.waitFor(() => expect(seen.isComplete()).toBe(true));
    const t = { id, state: 'PROCESSING', m: { name: 'm' } };
    expect(seen.results).toEqual([
      { data: { e: { n: 1, t } } },
      { data: { e: { n: 2, t, w: { name: 'rack-1', __typename: 'Worker' } } } },
      { data: { e: { n: 3, t } } },
    ]);
  });

  it('delivers events without what a dead subgraph would have added', async () => {
    const test = await start({ resolvers: { inference: inference('tester') } });
    test.subgraphs.models.execute = () => Promise.reject(new ServiceError('SERVICE_UNAVAILABLE'));
    const id = newTaskId();
    await events.append({ taskId: id, owner: 'tester' }, queued, completed);
    const query = 'subscription($id: ID!) { taskEvents(taskId: $id) { seq task { status model { name } } } }';
    const seen = subscribe(test.socket(test.keys.add()), query, { id });
    await vi.waitFor(() => expect(seen.isComplete()).toBe(true));
    expect(seen.results).toMatchObject(
      [1, 2].map((seq) => ({
        data: { taskEvents: { seq, task: { status: 'PROCESSING', model: null } } },
        errors: [{ path: ['taskEvents', 'task', 'model'], extensions: { code: 'SERVICE_UNAVAILABLE' } }],
      })),
    );
    expect(JSON.stringify(seen.results)).not.toContain('__event__');
  });

  it('is refused without the scopes of all that it selects', async () => {
    const test = await start();
    const query = 'subscription($id: ID!) { taskEvents(taskId: $id) { seq ... on TaskStarted { worker { name } } } }';
    const seen = subscribe(test.socket(test.keys.add()), query, { id: 'task_x' });
    await vi.waitFor(() =>
      expect(seen.errors()[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        details: { missing: [{ path: 'taskEvents.worker', anyOf: [['cluster:read']] }] },
      }),
    );
    expect(test.subgraphs.inference.requests).toEqual([]);
  });

  it('refuses variables that do not fit, and text that is not GraphQL', async () => {
    const test = await start();
    const socket = test.socket(test.adminKey);
    const cases: [string, Record<string, unknown>, string][] = [
      [watch, {}, 'BAD_USER_INPUT'],
      [watch, { id: { a: 1 } }, 'BAD_USER_INPUT'],
      ['subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
      [`{ ${'me { '.repeat(2_000)}`, {}, 'GRAPHQL_PARSE_FAILED'],
      [`subscription { myTaskEvents { task { ${'retryOf { '.repeat(3)} id ${'}'.repeat(6)}`, {}, 'BAD_USER_INPUT'],
      ['subscription { nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription($s: Boolean!) { myTaskEvents @skip(if: $s) { seq } }', { s: true }, 'GRAPHQL_VALIDATION_FAILED'],
    ];
    for (const [query, variables, code] of cases) {
      const seen = subscribe(socket, query, variables);
      await vi.waitFor(() => expect([query, seen.errors()[0]?.extensions['code']]).toEqual([query, code]));
    }
  });

  it('stops reading when the client has had enough', async () => {
    const test = await start();
    const id = newTaskId();
    await events.append({ taskId: id, owner: 'tester' }, queued);
    const before = events.hub.channelCount();
    const seen = subscribe(test.socket(test.keys.add()), watch, { id });
    await vi.waitFor(() => expect(seen.data()).toHaveLength(1));
    expect(events.hub.channelCount()).toBeGreaterThan(before);
    seen.stop();
    await vi.waitFor(() => expect(events.hub.channelCount()).toBe(before));
  });
});

describe('myTaskEvents', () => {
  it("streams all of the owner's tasks and nobody else's", async () => {
    const test = await start();
    const seen = subscribe(
      test.socket(test.keys.add({ owner: 'carol' })),
      'subscription { myTaskEvents { taskId seq } }',
    );
    const [mine, other, theirs] = [newTaskId(), newTaskId(), newTaskId()];
    // The subscription begins now, wherever that is: a first task tells that it is in force.
    await vi.waitFor(async () => {
      await events.append({ taskId: newTaskId(), owner: 'carol' }, queued);
      expect(seen.data().length).toBeGreaterThan(0);
    });
    await events.append({ taskId: mine, owner: 'carol' }, queued);
    await events.append({ taskId: theirs, owner: 'dave' }, queued);
    await events.append({ taskId: other, owner: 'carol' }, queued);
    await vi.waitFor(() => expect(seen.data().at(-1)?.myTaskEvents.taskId).toBe(other));
    const ids = seen.data().map(({ myTaskEvents }) => myTaskEvents.taskId);
    expect(ids).toContain(mine);
    expect(ids).not.toContain(theirs);
  });
});
