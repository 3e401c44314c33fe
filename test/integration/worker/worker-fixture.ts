import { Registry } from 'prom-client';
import { expect } from 'vitest';
import { workerDeadAfterMs } from '../../../kernel/cluster.ts';
import type { TaskEvent } from '../../../kernel/task-events.ts';
import type { TaskRecord } from '../../../kernel/task.ts';
import type { BackendConfig } from '../../../platform/config.ts';
import { makeClusterRegistry } from '../../../tasks/cluster-registry.ts';
import { makeTaskConsumer } from '../../../tasks/task-consumer.ts';
import { makeWorkerControl } from '../../../tasks/worker-control.ts';
import type { Submission } from '../../../tasks/task-submitter.ts';
import { makeWorker } from '../../../worker/worker.ts';
import type { WorkerOptions, WorkerSettings } from '../../../worker/worker-options.ts';
import type { Worker, WorkerDeps } from '../../../worker/worker.ts';
import { openTestDatabase } from '../../fixtures/database.ts';
import { startRedis } from '../../fixtures/redis.ts';
import { makeHeart, migrateTasks, newId, openRedisSide, silent, submitTask, take } from '../tasks/heart.ts';
import type { Heart, RedisSide } from '../tasks/heart.ts';

export const timeouts = { connectMs: 500, firstByteMs: 2_000, idleMs: 1_000 };

/** A cluster of one Redis, one database and as many workers as a test starts. */
export interface Cluster extends AsyncDisposable {
  readonly heart: Heart;
  readonly side: RedisSide;
  readonly registry: WorkerDeps['registry'];
  readonly control: WorkerDeps['control'];
}

export async function startCluster(): Promise<Cluster> {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await startRedis());
  const database = stack.use(await openTestDatabase());
  await migrateTasks(database);
  const side = stack.use(await openRedisSide(server.url));
  return {
    heart: makeHeart(side, database),
    side,
    registry: makeClusterRegistry({ redis: side.redis, now: Date.now }),
    control: makeWorkerControl(side),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

export interface TestWorker extends AsyncDisposable {
  readonly id: string;
  readonly worker: Worker;
  readonly metrics: Registry;
  readonly removed: Promise<void>;
}

export interface TestWorkerOptions extends Partial<WorkerOptions> {
  readonly backends?: readonly BackendConfig[];
  readonly settings?: () => WorkerSettings;
  readonly deps?: Partial<WorkerDeps>;
}

/** A worker with short clocks. */
export async function startWorker(cluster: Cluster, options: TestWorkerOptions = {}): Promise<TestWorker> {
  const { backends = [], settings, deps, ...rest } = options;
  const id = newId('worker');
  const removed = Promise.withResolvers<void>();
  const metrics = new Registry();
  const blocking = cluster.side.connector.open('blocking');
  const worker = await makeWorker(
    {
      runs: cluster.heart.runs,
      openConsumer: (consumer) => makeTaskConsumer({ redis: blocking, logger: silent, leaseMs: 15_000 }, consumer),
      registry: cluster.registry,
      cancelBus: cluster.heart.bus,
      control: cluster.control,
      logger: silent,
      metrics,
      readGpus: () => Promise.resolve([]),
      now: Date.now,
      readQueuedModels: async () => (await cluster.heart.tasks.queueDepths()).map((row) => row.model),
      readSettings: settings ?? (() => ({ backends, discovery: rest.discoveryTargets !== undefined, timeouts })),
      onRemoved: removed.resolve,
      ...deps,
    },
    {
      id,
      name: `test-${id.slice(-4)}`,
      version: '0.0.0',
      host: 'localhost',
      leaseMs: 3_000,
      shutdownGraceMs: 100,
      heartbeatMs: 100,
      backendWaitMs: 200,
      retryBaseMs: 50,
      health: {
        probeIntervalMs: 100,
        probeTimeoutMs: 1_000,
        modelsTimeoutMs: 2_000,
        modelsIntervalMs: 200,
        failureThreshold: 3,
        cooldownMs: 500,
      },
      ...rest,
    },
  );
  return {
    id,
    worker,
    metrics,
    removed: removed.promise,
    async [Symbol.asyncDispose]() {
      await worker[Symbol.asyncDispose]();
      blocking.disconnect();
    },
  };
}

export function submit(cluster: Cluster, changes: Partial<Submission>): Promise<TaskRecord> {
  return submitTask(cluster.heart, 'ada', changes);
}

export async function readTask(cluster: Cluster, id: string): Promise<TaskRecord> {
  const [task] = await cluster.heart.tasks.findMany([id]);
  if (task === undefined) throw new Error(`There is no task ${id}`);
  return task;
}

/** All events of a task, once it has ended. */
export async function eventsOf(cluster: Cluster, taskId: string): Promise<TaskEvent[]> {
  const findTask = async () => (await cluster.heart.tasks.findMany([taskId]))[0] ?? null;
  const watch = { taskId, owner: 'ada', after: null, signal: AbortSignal.timeout(workerDeadAfterMs), findTask };
  return await take(cluster.heart.events.watchTask(watch));
}

/** The task, once it has ended. */
export async function ended(cluster: Cluster, id: string): Promise<TaskRecord> {
  await eventsOf(cluster, id);
  await expect.poll(async () => (await readTask(cluster, id)).finishedAtMs).not.toBeNull();
  return await readTask(cluster, id);
}

export function outputOf(events: readonly TaskEvent[]): string {
  return events.flatMap((event) => (event.type === 'TaskOutputAppended' ? [event.delta] : [])).join('');
}
