import { describe, expect, it } from 'vitest';
import { createClient } from '../../../sdk/client.ts';
import type { InfergraphClient } from '../../../sdk/client.ts';
import {
  AuthenticationError,
  NetworkError,
  TaskCancelledError,
  TaskFailedError,
  TimeoutError,
  UserInputError,
} from '../../../sdk/errors.ts';
import { MeDocument, TaskDocument } from '../../../sdk/generated/operations.ts';
import { parse } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { startFakeGraph } from './fake-graph.ts';
import type { FakeGraph, HttpScript } from './fake-graph.ts';
import { completedTask, sampleDelta, sampleEvent, sampleTask } from './samples.ts';

const quick = { initialDelayMs: 1, maxDelayMs: 5 };

function connect(graph: FakeGraph): InfergraphClient {
  return createClient({ url: graph.url, apiKey: 'sk_test_1', retry: quick, reconnect: quick });
}

function answerWith(status: number, body: unknown, headers: Record<string, string> = {}): HttpScript {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

function refuseWith(status: number, code: string, retryable = false): HttpScript {
  const extensions = { code, retryable, requestId: 'req_7', details: { hint: 'x' } };
  return answerWith(status, { errors: [{ message: 'No.', extensions }] });
}

const input = { model: 'tiny', prompt: 'Hi' };
const me = { keyId: 'key_1', name: 'k', owner: 'acme', tier: 'FREE', scopes: ['admin'], expiresAt: null };

describe('queries and mutations', () => {
  it('returns typed data and sends key and headers', async () => {
    await using graph = await startFakeGraph();
    graph.root['me'] = () => me;
    await using client = createClient({ url: graph.url, apiKey: 'sk_test_1', headers: { 'x-team': 'blue' } });
    expect(await client.keys.me()).toEqual(me);
    expect(graph.requests[0]?.headers).toMatchObject({ authorization: 'Bearer sk_test_1', 'x-team': 'blue' });
  });

  it('takes typed document nodes of the user', async () => {
    await using graph = await startFakeGraph();
    graph.root['me'] = () => me;
    await using client = connect(graph);
    const document: TypedDocumentNode<{ me: { owner: string } }, Record<string, never>> = parse(
      'query { me { owner } }',
    );
    const data = await client.query(document, {});
    expect(data.me.owner).toBe('acme');
  });

  it('maps an error to its class with code, request id and details', async () => {
    await using graph = await startFakeGraph();
    graph.httpScripts.push(refuseWith(401, 'KEY_EXPIRED'));
    await using client = connect(graph);
    const error = await client.keys.me().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({
      code: 'KEY_EXPIRED',
      httpStatus: 401,
      requestId: 'req_7',
      retryable: false,
      details: { hint: 'x' },
    });
  });

  it('gives partial data beside its errors with execute and with the error of query', async () => {
    await using graph = await startFakeGraph();
    graph.root['task'] = () => ({ ...sampleTask(), id: 'task_1', retryOf: () => Promise.reject(new Error('down')) });
    await using client = connect(graph);
    const { data, errors } = await client.execute(TaskDocument, { id: 'task_1' });
    expect(data.task).toMatchObject({ id: 'task_1', retryOf: null });
    expect(errors).toHaveLength(1);
    await expect(client.tasks.get('task_1')).rejects.toMatchObject({ partialData: { task: { id: 'task_1' } } });
  });

  it('repeats a query that met an unavailable server', async () => {
    await using graph = await startFakeGraph();
    graph.root['me'] = () => me;
    graph.httpScripts.push(refuseWith(503, 'SERVICE_UNAVAILABLE', true), (request) => request.socket.destroy());
    await using client = connect(graph);
    expect(await client.keys.me()).toEqual(me);
  });

  it('repeats a submit under one idempotency key', async () => {
    await using graph = await startFakeGraph();
    const keys: unknown[] = [];
    graph.root['generateText'] = ({ input }: { input: { idempotencyKey: string } }) => {
      keys.push(input.idempotencyKey);
      return { task: sampleTask(), errors: [] };
    };
    graph.httpScripts.push((request) => request.socket.destroy());
    await using client = connect(graph);
    expect((await client.generateText(input)).id).toBe('task_1');
    expect(keys).toEqual([expect.stringMatching(/^sdk-[0-9a-f]{32}$/)]);
  });

  it('does not repeat other mutations', async () => {
    await using graph = await startFakeGraph();
    graph.httpScripts.push((request) => request.socket.destroy());
    await using client = connect(graph);
    await expect(client.tasks.retry('task_1')).rejects.toBeInstanceOf(NetworkError);
    expect(graph.requests).toHaveLength(0);
  });

  it('throws all violations of an input at once', async () => {
    await using graph = await startFakeGraph();
    graph.root['generateText'] = () => ({
      task: null,
      errors: [
        { __typename: 'InvalidInputError', code: 'BAD_USER_INPUT', message: 'too hot', path: ['input', 'temperature'] },
        {
          __typename: 'InvalidModelError',
          code: 'INVALID_MODEL',
          message: 'no',
          path: ['input', 'model'],
          availableModels: ['tiny'],
        },
      ],
    });
    await using client = connect(graph);
    const error = await client.generateText(input).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserInputError);
    expect(error).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'input.temperature: too hot\ninput.model: no',
      violations: [{ code: 'BAD_USER_INPUT' }, { availableModels: ['tiny'] }],
    });
  });

  it('ends with TimeoutError when the server says nothing in time', async () => {
    await using graph = await startFakeGraph();
    graph.httpScripts.push(() => {});
    await using client = connect(graph);
    await expect(client.query(MeDocument, {}, { timeoutMs: 20 })).rejects.toBeInstanceOf(TimeoutError);
  });

  it('ends with the reason of the signal', async () => {
    await using graph = await startFakeGraph();
    const controller = new AbortController();
    graph.httpScripts.push(() => controller.abort(new Error('enough')));
    await using client = connect(graph);
    await expect(client.keys.me({ signal: controller.signal })).rejects.toThrow('enough');
  });

  it('says so when what answers is not GraphQL', async () => {
    await using graph = await startFakeGraph();
    graph.httpScripts.push((_request, response) => void response.writeHead(404).end('<html>'));
    await using client = connect(graph);
    await expect(client.keys.me()).rejects.toThrow('The answer (HTTP 404) is not GraphQL: is the URL right?');
  });

  it('fetches a newer token when the old one is refused, also for a mutation', async () => {
    await using graph = await startFakeGraph();
    graph.root['cancelTask'] = () => ({ task: sampleTask({ status: 'CANCELLED' }), errors: [] });
    graph.httpScripts.push(refuseWith(401, 'UNAUTHENTICATED'));
    const tokens = ['old', 'new', 'new'];
    await using client = createClient({ url: graph.url, token: () => tokens.shift() ?? 'none' });
    expect((await client.tasks.cancel('task_1')).status).toBe('CANCELLED');
    // Whatever names the task will do, as with watch.
    expect((await client.tasks.cancel(Promise.resolve({ id: 'task_1' }))).status).toBe('CANCELLED');
    expect(graph.requests[0]?.headers.authorization).toBe('Bearer new');
  });

  it('refuses a mutation in query and two credentials at once', async () => {
    await using client = createClient({ url: 'http://127.0.0.1:9/graphql' });
    const mutation: TypedDocumentNode<object, object> = parse('mutation { cancelTask(id: 1) { task { id } } }');
    await expect(client.query(mutation, {})).rejects.toThrow('send it with mutate()');
    expect(() => createClient({ url: 'http://a', apiKey: 'a', token: 'b' })).toThrow('not both');
    expect(() => createClient({ url: 'ftp://a' })).toThrow('http:// or https://');
  });
});

describe('stream and run', () => {
  it('streams deltas, announces a restart and ends with the task', async () => {
    await using graph = await startFakeGraph();
    graph.root['generateText'] = () => ({ task: sampleTask(), errors: [] });
    // The record has the end a moment after the event.
    const records = [sampleTask({ status: 'PROCESSING' }), completedTask('Hello')];
    graph.root['task'] = () => records.shift();
    graph.subscribeScripts.push(async function* () {
      yield sampleEvent('TaskStarted', 1);
      yield sampleDelta(2, 'Hol');
      yield sampleEvent('TaskRestarted', 3, { reason: 'worker lost' });
      yield sampleDelta(4, 'Hel');
      yield sampleDelta(5, 'lo');
      yield sampleEvent('TaskCompleted', 6);
    });
    await using client = connect(graph);
    const steps: unknown[] = [];
    for await (const step of client.streamText(input)) {
      steps.push(step.type === 'delta' ? step.text : step.type === 'restarted' ? step.reason : step.task.result);
    }
    expect(steps).toEqual(['Hol', 'worker lost', 'Hel', 'lo', expect.objectContaining({ text: 'Hello' })]);
  });

  it('throws TaskFailedError with the task', async () => {
    await using graph = await startFakeGraph();
    const error = { code: 'BACKEND_TRUNCATED', message: 'cut', retryable: true };
    graph.root['task'] = () => sampleTask({ status: 'FAILED', error });
    graph.subscribeScripts.push(async function* () {
      yield sampleEvent('TaskFailed', 1, error);
    });
    await using client = connect(graph);
    const thrown = await client.run('task_1').catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(TaskFailedError);
    expect(thrown).toMatchObject({ code: 'BACKEND_TRUNCATED', retryable: true, task: { status: 'FAILED' } });
  });

  it('throws TaskCancelledError', async () => {
    await using graph = await startFakeGraph();
    graph.root['task'] = () => sampleTask({ status: 'CANCELLED' });
    graph.subscribeScripts.push(async function* () {
      yield sampleEvent('TaskCancelled', 1);
    });
    await using client = connect(graph);
    await expect(client.run('task_1')).rejects.toBeInstanceOf(TaskCancelledError);
  });

  it('returns the result although the events are lost', async () => {
    await using graph = await startFakeGraph();
    graph.root['generateText'] = () => ({ task: sampleTask(), errors: [] });
    graph.root['task'] = () => completedTask('Hello');
    const lossy = async function* (): AsyncIterable<object> {
      yield sampleDelta(1, 'a');
      yield sampleDelta(9, 'z');
    };
    graph.subscribeScripts.push(lossy, lossy);
    await using client = connect(graph);
    const task = await client.run(client.generateText(input));
    expect(task.result).toMatchObject({ text: 'Hello' });
  });
});
