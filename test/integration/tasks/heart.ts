import { randomBytes } from 'node:crypto';
import { makeIdFactory } from '../../../kernel/ids.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { TaskEvent } from '../../../kernel/task-events.ts';
import type { TextRequest } from '../../../kernel/task.ts';
import type { Database } from '../../../platform/database.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { makeRedisHub } from '../../../platform/redis-hub.ts';
import type { RedisHub } from '../../../platform/redis-hub.ts';
import { makeRedisConnector, untilRedisReady } from '../../../platform/redis.ts';
import type { RedisClient, RedisConnector } from '../../../platform/redis.ts';
import { makeCancelBus } from '../../../tasks/cancel-bus.ts';
import { makeTaskEventLog } from '../../../tasks/event-log.ts';
import type { EventLogOptions } from '../../../tasks/event-log.ts';
import { makeTaskEventReader } from '../../../tasks/event-reader.ts';
import { taskDomain, taskMigrations } from '../../../tasks/migrations.ts';
import { makeTaskCanceller } from '../../../tasks/task-canceller.ts';
import { makeTaskQueue } from '../../../tasks/task-queue.ts';
import { makeTaskRuns } from '../../../tasks/task-runs.ts';
import { makeTaskReader } from '../../../tasks/task-store.ts';
import type { Submission } from '../../../tasks/task-submitter.ts';
import { makeTaskSubmitter } from '../../../tasks/task-submitter.ts';

export const silent = makeLogger({ level: 'silent', name: 'test' });
export const newId = makeIdFactory({ now: Date.now, randomBytes });
export const worker = { id: 'worker_1', name: 'first' };

/** Connections of one process to Redis. */
export interface RedisSide extends AsyncDisposable {
  readonly connector: RedisConnector;
  readonly redis: RedisClient;
  readonly hub: RedisHub;
}

export async function openRedisSide(url: string): Promise<RedisSide> {
  const connector = makeRedisConnector({ url, logger: silent });
  const redis = connector.open('command');
  const hub = makeRedisHub(connector);
  await untilRedisReady(redis, AbortSignal.timeout(5_000));
  return {
    connector,
    redis,
    hub,
    [Symbol.asyncDispose]: async () => {
      await hub[Symbol.asyncDispose]();
      await connector[Symbol.asyncDispose]();
    },
  };
}

/** Everything that one process does with tasks, wired as the program wires it. */
export function makeHeart(side: RedisSide, database: Database, options: Partial<EventLogOptions> = {}) {
  const { redis, hub } = side;
  const now = Date.now;
  const log = makeTaskEventLog({ redis, now }, { retentionMs: 60_000, ...options });
  const queue = makeTaskQueue({ redis, logger: silent });
  const bus = makeCancelBus({ redis, hub });
  const deps = { database, log, queue, now, logger: silent };
  return {
    database,
    log,
    queue,
    bus,
    redis,
    hub,
    tasks: makeTaskReader(database),
    events: makeTaskEventReader({ redis, hub }),
    submitter: makeTaskSubmitter({ ...deps, newTaskId: () => newId('task') }, { maxAttempts: 3 }),
    runs: makeTaskRuns(deps, { patienceMs: 5_000 }),
    canceller: makeTaskCanceller({ ...deps, bus }),
  };
}

export type Heart = ReturnType<typeof makeHeart>;

export async function migrateTasks(database: Database): Promise<void> {
  await database.migrate(taskDomain, taskMigrations);
}

export const textRequest: TextRequest = {
  kind: 'TEXT',
  prompt: 'Once upon a time',
  maxTokens: 16,
  temperature: 0.7,
  topP: 0.9,
  topK: null,
  stopSequences: [],
  seed: null,
};

export function principalOf(owner: string): Principal {
  return { keyId: 'key_1', keyName: 'test', owner, tier: 'PRO', scopes: ['inference:text'], expiresAtMs: null };
}

export function submission(owner: string, changes: Partial<Submission> = {}): Submission {
  return {
    principal: principalOf(owner),
    model: 'm',
    request: textRequest,
    idempotencyKey: null,
    retryOf: null,
    ...changes,
  };
}

/** Submits and gives the accepted task. */
export async function submitTask(heart: Pick<Heart, 'submitter'>, owner: string, changes: Partial<Submission> = {}) {
  const outcome = await heart.submitter.submit(submission(owner, changes));
  if (outcome.kind !== 'accepted') throw new Error(`The submission was not accepted: ${outcome.kind}`);
  return outcome.task;
}

/** Claims and gives the run. */
export async function claimRun(heart: Pick<Heart, 'runs'>, taskId: string, leaseMs = 30_000) {
  const outcome = await heart.runs.claim(taskId, worker, leaseMs);
  if (outcome.kind !== 'claimed') throw new Error('The claim was refused');
  return outcome.run;
}

export function delta(text: string, index = 0) {
  return { type: 'TaskOutputAppended', delta: text, index, channel: 'ANSWER' } as const;
}

/** Reads up to `count` events, or to the end. */
export async function take(events: AsyncIterableIterator<TaskEvent>, count = Infinity): Promise<TaskEvent[]> {
  const taken: TaskEvent[] = [];
  while (taken.length < count) {
    const step = await events.next();
    if (step.done === true) break;
    taken.push(step.value);
  }
  return taken;
}

/** `1 TaskQueued`, `2 TaskStarted`, … */
export function outline(events: readonly TaskEvent[]): string[] {
  return events.map((event) => `${event.seq} ${event.type}`);
}
