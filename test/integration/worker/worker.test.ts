import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BackendConfig } from '../../../platform/config.ts';
import { makeTaskCanceller } from '../../../tasks/task-canceller.ts';
import { ollamaLine, startFakeOllama } from '../../simulators/fake-ollama.ts';
import { openAiEvent, startFakeOpenAi } from '../../simulators/fake-openai.ts';
import { silent, textRequest } from '../tasks/heart.ts';
import { ended, eventsOf, outputOf, readTask, startCluster, startWorker, submit, timeouts } from './worker-fixture.ts';
import type { Cluster } from './worker-fixture.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster[Symbol.asyncDispose]());

const generate = { model: 'chatty:latest', request: textRequest } as const;

function ollama(url: string, more: { name?: string; concurrency?: number } = {}): BackendConfig {
  return { kind: 'ollama', name: more.name ?? 'ollama', url, concurrency: more.concurrency ?? 4 };
}

function vllm(url: string): BackendConfig {
  return { kind: 'openai', name: 'vllm', url, concurrency: 2, embeddingModels: [] };
}

describe('one attempt', () => {
  test('streams a task from its backend to its end', async () => {
    await using server = await startFakeOllama();
    await using worker = await startWorker(cluster, { backends: [ollama(server.url)] });
    const { id } = await submit(cluster, generate);
    const events = await eventsOf(cluster, id);
    const types = events.map((event) => event.type);
    expect(types.slice(0, 3)).toEqual(['TaskQueued', 'TaskStarted', 'TaskOutputAppended']);
    expect(types.at(-1)).toBe('TaskCompleted');
    const indexes = events.flatMap((event) => (event.type === 'TaskOutputAppended' ? [event.index] : []));
    expect(indexes).toEqual(indexes.map((_, position) => position));
    const task = await ended(cluster, id);
    expect(task).toMatchObject({
      status: 'COMPLETED',
      workerId: worker.id,
      backendName: 'ollama',
      result: { kind: 'TEXT', text: outputOf(events), finishReason: 'STOP' },
      usage: { promptTokens: 4, estimated: false },
    });
    const metrics = await worker.metrics.metrics();
    expect(metrics).toContain('inference_requests_total{model="chatty:latest",type="TEXT",outcome="completed"} 1');
    expect(metrics).toContain('inference_tokens_total{model="chatty:latest",direction="prompt"} 4');
    expect(metrics).toContain('backend_up{backend="ollama"} 1');
  });

  test('embeds', async () => {
    await using server = await startFakeOpenAi({ flavour: 'vllm' });
    const backend = vllm(server.url);
    await using _worker = await startWorker(cluster, { backends: [backend] });
    const request = { kind: 'EMBEDDING', input: ['one', 'two'], dimensions: 4 } as const;
    const { id } = await submit(cluster, { model: 'vectors-embed', request });
    const task = await ended(cluster, id);
    expect(task.result?.kind === 'EMBEDDING' && task.result.embeddings.map((vector) => vector.length)).toEqual([4, 4]);
  });

  test('appends the first piece while the backend still thinks about the second', async () => {
    await using server = await startFakeOllama();
    await using _worker = await startWorker(cluster, { backends: [ollama(server.url)] });
    const held = server.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    const findTask = () => readTask(cluster, id);
    const signal = AbortSignal.timeout(5_000);
    const seen: string[] = [];
    for await (const event of cluster.heart.events.watchTask({
      taskId: id,
      owner: 'ada',
      after: null,
      signal,
      findTask,
    })) {
      if (event.type === 'TaskStarted') await held.send(ollamaLine.generate('one'));
      if (event.type !== 'TaskOutputAppended') continue;
      seen.push(event.delta);
      if (seen.length === 1) {
        await held.send(ollamaLine.generate(' two') + ollamaLine.generateEnd());
        await held.end();
      }
    }
    expect(seen).toEqual(['one', ' two']);
  });

  test('estimates usage that the backend does not report, and says so', async () => {
    await using server = await startFakeOpenAi({ flavour: 'vllm' });
    const backend = vllm(server.url);
    await using _worker = await startWorker(cluster, { backends: [backend] });
    const held = server.hold('/v1/completions');
    const { id } = await submit(cluster, { ...generate, model: 'chatty' });
    await held.send(`data: ${JSON.stringify({ choices: [{ text: 'three more words', finish_reason: 'stop' }] })}\n\n`);
    await held.send(openAiEvent.done);
    await held.end();
    expect((await ended(cluster, id)).usage).toEqual({ promptTokens: 4, completionTokens: 3, estimated: true });
  });
});

describe('cancelling', () => {
  test('closes the backend’s connection within 250 ms and keeps what it had produced', async () => {
    await using server = await startFakeOllama();
    await using _worker = await startWorker(cluster, { backends: [ollama(server.url)] });
    const held = server.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.send(ollamaLine.generate('half an ans'));
    await expect.poll(async () => (await readTask(cluster, id)).backendName).toBe('ollama');
    const cancelledAt = performance.now();
    await expect(cluster.heart.canceller.cancel(id, 'ada')).resolves.toMatchObject({ kind: 'cancelled' });
    expect((await held.closedByClient) - cancelledAt).toBeLessThan(250);
    await expect.poll(async () => (await readTask(cluster, id)).result).toMatchObject({ text: 'half an ans' });
    expect(await readTask(cluster, id)).toMatchObject({ status: 'CANCELLED', usage: { estimated: true } });
    expect((await eventsOf(cluster, id)).at(-1)?.type).toBe('TaskCancelled');
  });

  test('is found by the renewal of the lease when the message was missed', async () => {
    await using server = await startFakeOllama();
    await using _worker = await startWorker(cluster, { backends: [ollama(server.url)], leaseMs: 600 });
    const held = server.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.arrived;
    const deaf = { publish: () => Promise.resolve(), listen: cluster.heart.bus.listen };
    const deps = { ...cluster.heart, bus: deaf, now: Date.now, logger: silent };
    await makeTaskCanceller(deps).cancel(id, 'ada');
    await expect(held.closedByClient).resolves.toBeGreaterThan(0);
  });
});

describe('failures', () => {
  test('tries another backend while there is no output, unseen by the client', async () => {
    await using bad = await startFakeOllama();
    await using good = await startFakeOllama();
    const backends = [ollama(bad.url, { name: 'bad' }), ollama(good.url, { name: 'good' })];
    await using _worker = await startWorker(cluster, { backends });
    const held = bad.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.answer(500, { error: 'llama runner process has terminated' });
    expect(await ended(cluster, id)).toMatchObject({ status: 'COMPLETED', attempt: 1, backendName: 'good' });
    expect((await eventsOf(cluster, id)).map((event) => event.type)).not.toContain('TaskRestarted');
  });

  test('does not try another backend once there is output', async () => {
    await using first = await startFakeOllama();
    await using second = await startFakeOllama();
    const backends = [ollama(first.url, { name: 'first' }), ollama(second.url, { name: 'second' })];
    await using _worker = await startWorker(cluster, { backends });
    const held = first.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.send(ollamaLine.generate('half an ans'));
    await held.end();
    const task = await ended(cluster, id);
    expect(task).toMatchObject({ status: 'FAILED', error: { code: 'BACKEND_TRUNCATED', retryable: true } });
    expect(second.requests.map((request) => request.path)).not.toContain('/api/generate');
  });

  test('does not try another backend when the request is at fault', async () => {
    await using first = await startFakeOllama();
    await using second = await startFakeOllama();
    const backends = [ollama(first.url, { name: 'first' }), ollama(second.url, { name: 'second' })];
    await using _worker = await startWorker(cluster, { backends });
    const held = first.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.answer(400, { error: 'prompt too long' });
    const error = { code: 'BACKEND_REJECTED', message: 'first: prompt too long (HTTP 400)', retryable: false };
    expect(await ended(cluster, id)).toMatchObject({ status: 'FAILED', error, attempt: 1 });
    expect(second.requests.map((request) => request.path)).not.toContain('/api/generate');
  });

  test('gives up on a backend that hangs', async () => {
    await using server = await startFakeOllama();
    const settings = () => ({
      backends: [ollama(server.url)],
      discovery: false,
      timeouts: { ...timeouts, firstByteMs: 200 },
    });
    await using _worker = await startWorker(cluster, { settings });
    const held = server.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.closedByClient;
    expect(await ended(cluster, id)).toMatchObject({ status: 'FAILED', error: { code: 'BACKEND_TIMEOUT' } });
  });

  test('tries again later when the only backend has gone, and says so at last', async () => {
    const server = await startFakeOllama();
    await using _worker = await startWorker(cluster, { backends: [ollama(server.url)] });
    await server[Symbol.asyncDispose]();
    const { id } = await submit(cluster, generate);
    const task = await ended(cluster, id);
    expect(task).toMatchObject({ status: 'FAILED', attempt: 3, error: { code: 'BACKEND_UNAVAILABLE' } });
    expect(task.error?.message).toContain('ollama');
    expect((await eventsOf(cluster, id)).filter((event) => event.type === 'TaskRestarted')).toHaveLength(2);
  });

  test('lets a backend rest after repeated failures, and takes it back when it answers its probe', async () => {
    await using server = await startFakeOllama();
    await using worker = await startWorker(cluster, { backends: [ollama(server.url)] });
    const statusNow = async () => (await worker.worker.facts()).backends[0]?.status;
    for (let count = 0; count < 3; count++) {
      const held = server.hold('/api/generate');
      const { id } = await submit(cluster, generate);
      await held.answer(500, { error: 'boom' });
      expect(await ended(cluster, id)).toMatchObject({ error: { code: 'BACKEND_ERROR' } });
    }
    expect(await statusNow()).toBe('COOLDOWN');
    await expect.poll(statusNow, { timeout: 3_000 }).toBe('HEALTHY');
  });
});

describe('sharing', () => {
  test('takes turns between the backends of a model, and never gives one more than its share', async () => {
    await using one = await startFakeOllama();
    await using two = await startFakeOllama();
    const backends = [
      ollama(one.url, { name: 'one', concurrency: 1 }),
      ollama(two.url, { name: 'two', concurrency: 1 }),
    ];
    await using worker = await startWorker(cluster, { backends });
    const holds = [one.hold('/api/generate'), two.hold('/api/generate')];
    const tasks = await Promise.all([1, 2, 3].map(() => submit(cluster, generate)));
    await Promise.all(holds.map((held) => held.arrived));
    expect((await worker.worker.facts()).backends.map((backend) => backend.runningTasks)).toEqual([1, 1]);
    const states = await Promise.all(tasks.map(async (task) => (await readTask(cluster, task.id)).status));
    expect(states.toSorted()).toEqual(['PENDING', 'PROCESSING', 'PROCESSING']);
    for (const held of holds) {
      await held.send(ollamaLine.generate('x') + ollamaLine.generateEnd());
      await held.end();
    }
    for (const task of tasks) expect((await ended(cluster, task.id)).status).toBe('COMPLETED');
  });
});
