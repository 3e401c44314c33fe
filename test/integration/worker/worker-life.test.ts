import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BackendConfig } from '../../../platform/config.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { ollamaLine, startFakeOllama } from '../../simulators/fake-ollama.ts';
import { textRequest } from '../tasks/heart.ts';
import { ended, eventsOf, readTask, startCluster, startWorker, submit, timeouts } from './worker-fixture.ts';
import type { Cluster } from './worker-fixture.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster[Symbol.asyncDispose]());

const generate = { model: 'chatty:latest', request: textRequest } as const;

function ollama(url: string, name = 'ollama'): BackendConfig {
  return { kind: 'ollama', name, url, concurrency: 4 };
}

async function findWorker(id: string) {
  return (await cluster.registry.snapshot()).workers.find((worker) => worker.id === id);
}

describe('the registry', () => {
  test('hears of the worker, its backends and their models at once', async () => {
    await using server = await startFakeOllama();
    await using worker = await startWorker(cluster, { backends: [ollama(server.url)] });
    await expect
      .poll(() => findWorker(worker.id))
      .toMatchObject({
        status: 'ACTIVE',
        concurrency: 4,
        backends: [{ name: 'ollama', kind: 'OLLAMA', url: server.url, status: 'HEALTHY', version: '0.12.6' }],
      });
    const models = (await findWorker(worker.id))?.backends[0]?.models ?? [];
    expect(models.map((model) => model.name)).toEqual(['chatty:latest', 'vectors:latest']);
    expect(models[0]).toMatchObject({ contextLength: 8192, quantization: 'Q4_K_M', licence: 'Apache License' });
  });

  test('hears of models that come and go', async () => {
    await using server = await startFakeOllama();
    await using worker = await startWorker(cluster, { backends: [ollama(server.url)] });
    server.setModels([{ name: 'fresh:1b', capabilities: ['completion'] }]);
    const names = async () => (await findWorker(worker.id))?.backends[0]?.models.map((model) => model.name);
    await expect.poll(names, { timeout: 3_000 }).toEqual(['fresh:1b']);
    const { id } = await submit(cluster, { ...generate, model: 'fresh:1b' });
    expect((await ended(cluster, id)).status).toBe('COMPLETED');
  });

  test('forgets a worker that has stopped', async () => {
    const worker = await startWorker(cluster);
    await worker[Symbol.asyncDispose]();
    await expect.poll(() => findWorker(worker.id)).toBeUndefined();
  });
});

describe('stopping', () => {
  test('hands running tasks back, and another worker completes them', async () => {
    await using server = await startFakeOllama();
    const first = await startWorker(cluster, { backends: [ollama(server.url)] });
    const held = server.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.send(ollamaLine.generate('half an ans'));
    await expect.poll(async () => (await readTask(cluster, id)).workerId).toBe(first.id);
    await first[Symbol.asyncDispose]();
    await held.closedByClient;
    await using second = await startWorker(cluster, { backends: [ollama(server.url)] });
    expect(await ended(cluster, id)).toMatchObject({ status: 'COMPLETED', workerId: second.id, attempt: 2 });
    const types = (await eventsOf(cluster, id)).map((event) => event.type);
    expect(types.filter((type) => type === 'TaskRestarted')).toHaveLength(1);
  });

  test('lets running tasks end within the grace period', async () => {
    await using server = await startFakeOllama();
    const worker = await startWorker(cluster, { backends: [ollama(server.url)], shutdownGraceMs: 5_000 });
    const held = server.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.arrived;
    const stopped = worker[Symbol.asyncDispose]();
    await held.send(ollamaLine.generate('done') + ollamaLine.generateEnd());
    await held.end();
    await stopped;
    expect(await ended(cluster, id)).toMatchObject({ status: 'COMPLETED', attempt: 1 });
  });
});

describe('orders', () => {
  test('DRAIN lets running tasks end and takes no new ones; RESTART reads the settings again', async () => {
    await using before = await startFakeOllama();
    await using after = await startFakeOllama();
    let url = before.url;
    const settings = () => ({ backends: [ollama(url)], discovery: false, timeouts });
    await using worker = await startWorker(cluster, { settings });
    const held = before.hold('/api/generate');
    const running = await submit(cluster, generate);
    await held.arrived;
    await cluster.control.send(worker.id, 'DRAIN');
    await expect.poll(async () => (await worker.worker.facts()).status).toBe('DRAINING');
    const waiting = await submit(cluster, generate);
    await held.send(ollamaLine.generate('done') + ollamaLine.generateEnd());
    await held.end();
    expect((await ended(cluster, running.id)).status).toBe('COMPLETED');
    await expect.poll(async () => (await findWorker(worker.id))?.status).toBe('DRAINED');
    expect((await readTask(cluster, waiting.id)).status).toBe('PENDING');

    url = after.url;
    await cluster.control.send(worker.id, 'RESTART');
    expect((await ended(cluster, waiting.id)).status).toBe('COMPLETED');
    expect((await worker.worker.facts()).backends[0]?.url).toBe(after.url);
    expect((await worker.worker.facts()).status).toBe('ACTIVE');
  });

  test('RESTART overtakes a drain that waits for a long task', async () => {
    await using server = await startFakeOllama();
    await using worker = await startWorker(cluster, { backends: [ollama(server.url)] });
    const held = server.hold('/api/generate');
    const { id } = await submit(cluster, generate);
    await held.arrived;
    await cluster.control.send(worker.id, 'DRAIN');
    await cluster.control.send(worker.id, 'RESTART');
    await held.closedByClient;
    expect(await ended(cluster, id)).toMatchObject({ status: 'COMPLETED', attempt: 2 });
  });

  test('REMOVE takes the worker off the list and tells the program', async () => {
    await using worker = await startWorker(cluster);
    await cluster.control.send(worker.id, 'REMOVE');
    await worker.removed;
    await expect.poll(() => findWorker(worker.id)).toBeUndefined();
  });
});

test('ends tasks for a model that nobody serves any more, and says why', async () => {
  await using _worker = await startWorker(cluster, { orphanPatienceMs: 200 });
  const { id } = await submit(cluster, { ...generate, model: 'long-gone' });
  const task = await ended(cluster, id);
  expect(task).toMatchObject({ status: 'FAILED', error: { code: 'BACKEND_UNAVAILABLE' } });
  expect(task.error?.message).toContain('serves long-gone');
});

describe('discovery', () => {
  test('stands in with the sandbox, finds a server that is started later, and still runs what waits for the sandbox', async () => {
    const port = await freePort();
    const discoveryTargets = [{ name: 'found', kind: 'ollama', url: `http://127.0.0.1:${port}` }] as const;
    await using worker = await startWorker(cluster, { discoveryTargets, discoveryIntervalMs: 100 });
    const backends = async () => (await worker.worker.facts()).backends.map((backend) => backend.name);
    expect(await backends()).toEqual(['sandbox']);
    const early = await submit(cluster, { ...generate, model: 'sandbox' });
    expect((await ended(cluster, early.id)).result).toMatchObject({ kind: 'TEXT' });

    await using _server = await startFakeOllama({ port });
    await expect.poll(backends, { timeout: 3_000 }).toEqual(['found']);
    const late = await submit(cluster, { ...generate, model: 'sandbox' });
    expect((await ended(cluster, late.id)).status).toBe('COMPLETED');
    const real = await submit(cluster, generate);
    expect((await ended(cluster, real.id)).backendName).toBe('found');
  });

  test('finds a server at the start and leaves the sandbox out', async () => {
    await using server = await startFakeOllama();
    const discoveryTargets = [{ name: 'found', kind: 'ollama', url: server.url }] as const;
    await using worker = await startWorker(cluster, { discoveryTargets });
    expect((await worker.worker.facts()).backends.map((backend) => backend.name)).toEqual(['found']);
  });
});
