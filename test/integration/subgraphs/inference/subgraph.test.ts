import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeBackend, makeSnapshot, makeWorker } from '../../../unit/subgraphs/cluster-facts.ts';
import { codesOf } from '../support/ask.ts';
import type { AskOptions } from '../support/ask.ts';
import { aliveCluster, openInference } from './fixture.ts';
import type { InferenceFixture } from './fixture.ts';

let inference: InferenceFixture;

beforeAll(async () => {
  inference = await openInference();
});
afterAll(() => inference[Symbol.asyncDispose]());
beforeEach(() => {
  inference.cluster = () => Promise.resolve(aliveCluster);
});

const generate = `mutation($input: GenerateTextInput!) {
  generateText(input: $input) {
    task { id kind status owner modelName result { ... on TextResult { text usage { totalTokens } } } retryOf { id } }
    errors {
      __typename
      ... on InvalidInputError { code message path }
      ... on InvalidModelError { code path availableModels }
      ... on IdempotencyConflictError { code path }
    }
  }
}`;

const submit = async (input: object = {}, options: AskOptions = {}) => {
  const answer = await inference.ask(generate, {
    variables: { input: { model: 'llama', prompt: 'Hi', ...input } },
    ...options,
  });
  return { ...answer, payload: answer.data?.generateText };
};
describe('submitting', () => {
  it('accepts a task and shows it', async () => {
    const { payload, errors } = await submit();
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({
      task: { kind: 'TEXT', status: 'PENDING', owner: 'alice', modelName: 'llama', result: null },
      errors: [],
    });
  });

  it('reports every invalid value at once and accepts nothing', async () => {
    const { payload } = await submit({ prompt: '', maxTokens: 0, temperature: 3 });
    expect(payload.task).toBeNull();
    expect(payload.errors.map(({ path }: { path: string[] }) => path)).toEqual([
      ['input', 'prompt'],
      ['input', 'maxTokens'],
      ['input', 'temperature'],
    ]);
  });

  it('names the models that can do it when this one cannot', async () => {
    const { payload } = await submit({ model: 'embedder' });
    expect(payload).toEqual({
      task: null,
      errors: [
        {
          __typename: 'InvalidModelError',
          code: 'INVALID_MODEL',
          path: ['input', 'model'],
          availableModels: ['llama'],
        },
      ],
    });
  });

  it('answers BACKEND_UNAVAILABLE when no worker is alive', async () => {
    inference.cluster = () => Promise.resolve(makeSnapshot(makeWorker({ status: 'DEAD' })));
    expect(codesOf(await submit())).toEqual(['BACKEND_UNAVAILABLE']);
  });

  it('gives the same task for the same idempotency key and input, and an error for another input', async () => {
    const first = await submit({ idempotencyKey: 'once' });
    const again = await submit({ idempotencyKey: 'once' });
    const other = await submit({ idempotencyKey: 'once', prompt: 'Other' });
    expect(again.payload.task.id).toBe(first.payload.task.id);
    expect(other.payload).toMatchObject({ task: null, errors: [{ code: 'IDEMPOTENCY_CONFLICT' }] });
  });

  it('waits for the end when asked to', async () => {
    const before = await pending();
    const waiting = submit({ waitMs: 10_000, idempotencyKey: 'waits' });
    const id = await nextTask(before);
    await inference.settle(id, 'done');
    expect((await waiting).payload.task).toMatchObject({
      id,
      status: 'COMPLETED',
      result: { text: 'done', usage: { totalTokens: 3 } },
    });
  });

  it('cancels the task of a caller that goes away while it waits', async () => {
    const before = await pending();
    const caller = new AbortController();
    const waiting = submit({ waitMs: 10_000 }, { signal: caller.signal });
    const id = await nextTask(before);
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await vi.waitFor(async () => expect((await inference.heart.tasks.findMany([id]))[0]?.status).toBe('CANCELLED'));
  });

  it('lets the task go on when the caller that went away can come back by its idempotency key', async () => {
    const before = await pending();
    const caller = new AbortController();
    const waiting = submit({ waitMs: 10_000, idempotencyKey: 'back' }, { signal: caller.signal });
    const id = await nextTask(before);
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await inference.settle(id, 'kept');
    const again = await submit({ waitMs: 10_000, idempotencyKey: 'back' });
    expect(again.payload.task).toMatchObject({ id, result: { text: 'kept' } });
  });
});

describe('ending and repeating', () => {
  const cancel = (id: string, options: AskOptions = {}) =>
    inference.ask(
      'mutation($id: ID!) { cancelTask(id: $id) { task { id status } errors { __typename ... on TaskStateError { code status } } } }',
      {
        variables: { id },
        ...options,
      },
    );
  const retry = (id: string, options: AskOptions = {}) =>
    inference.ask(
      'mutation($id: ID!) { retryTask(id: $id) { task { id status retryOf { id } } errors { __typename ... on TaskStateError { code status } ... on InvalidModelError { path } } } }',
      {
        variables: { id },
        ...options,
      },
    );

  it('cancels a task once', async () => {
    const id = await inference.newTask();
    expect((await cancel(id)).data.cancelTask).toEqual({ task: { id, status: 'CANCELLED' }, errors: [] });
    expect((await cancel(id)).data.cancelTask).toEqual({
      task: null,
      errors: [{ __typename: 'TaskStateError', code: 'TASK_FINISHED', status: 'CANCELLED' }],
    });
  });

  it('repeats a failed or cancelled task as a new one', async () => {
    const failed = await inference.newTask();
    await inference.fail(failed);
    const { task } = (await retry(failed)).data.retryTask;
    expect(task).toMatchObject({ status: 'PENDING', retryOf: { id: failed } });
    expect(task.id).not.toBe(failed);
    const cancelled = await inference.newTask();
    await cancel(cancelled);
    expect((await retry(cancelled)).data.retryTask.errors).toEqual([]);
  });

  it('repeats no task that has not failed, and none whose model has gone', async () => {
    const id = await inference.newTask();
    expect((await retry(id)).data.retryTask).toMatchObject({
      task: null,
      errors: [{ code: 'TASK_NOT_FINISHED', status: 'PENDING' }],
    });
    await inference.fail(id);
    inference.cluster = () => Promise.resolve(makeSnapshot(makeWorker({ backends: [makeBackend({ models: [] })] })));
    expect((await retry(id)).data.retryTask).toEqual({
      task: null,
      errors: [{ __typename: 'InvalidModelError', path: ['id'] }],
    });
  });

  it('finds no one else’s task, for any of it', async () => {
    const id = await inference.newTask();
    const as = { owner: 'bob' };
    expect((await cancel(id, { as })).data.cancelTask.errors).toEqual([{ __typename: 'NotFoundError' }]);
    expect((await retry(id, { as })).data.retryTask.errors).toEqual([{ __typename: 'NotFoundError' }]);
    expect((await cancel('task_nothing')).data.cancelTask.errors).toEqual([{ __typename: 'NotFoundError' }]);
    expect((await inference.heart.tasks.findMany([id]))[0]?.status).toBe('PENDING');
  });

  it('wants the scope of the task’s kind', async () => {
    const id = await inference.newTask();
    const as = { scopes: ['inference:embedding'] } as const;
    expect((await cancel(id, { as })).errors[0]?.extensions).toEqual({
      code: 'FORBIDDEN',
      details: { missing: [{ path: 'cancelTask', anyOf: [['inference:text']] }] },
    });
    expect(codesOf(await retry(id, { as }))).toEqual(['FORBIDDEN']);
  });

  it('lets an admin end anybody’s task', async () => {
    const id = await inference.newTask();
    expect((await cancel(id, { as: { owner: 'root', scopes: ['admin'] } })).data.cancelTask.task).toEqual({
      id,
      status: 'CANCELLED',
    });
  });
});

/** Resolves with the id of the first task of alice's that was not there before. */
async function nextTask(before: readonly string[]): Promise<string> {
  return vi.waitUntil(async () => (await pending()).find((id) => !before.includes(id)));
}

async function pending(): Promise<string[]> {
  const tasks = await inference.heart.tasks.list({ owner: 'alice' }, { after: null, limit: 100 });
  return tasks.filter(({ status }) => status === 'PENDING').map(({ id }) => id);
}
