import { Queue } from 'bullmq';
import { LRUCache } from 'lru-cache';
import type { TaskRecord } from '../kernel/task.ts';
import type { Logger } from '../platform/logger.ts';
import { redisAnswer, redisAnswers } from '../platform/redis-errors.ts';
import type { RedisClient } from '../platform/redis.ts';
import { jobId, queueName, queuePrefix } from './keys.ts';

/** Puts tasks in line for workers, one queue for each model. Rejects with SERVICE_UNAVAILABLE when Redis is away. */
export interface TaskQueue {
  /** Idempotent for a task and its attempt. */
  enqueue(task: Pick<TaskRecord, 'id' | 'model' | 'attempt' | 'tier'>, delayMs: number): Promise<void>;
  /** Takes a waiting task out of line; harmless when it is not there. */
  remove(task: Pick<TaskRecord, 'id' | 'model' | 'attempt'>): Promise<void>;
  /** Of these tasks, those that are not in line for their next attempt. One round trip for each model. */
  missing<T extends Pick<TaskRecord, 'id' | 'model' | 'attempt'>>(tasks: readonly T[]): Promise<T[]>;
  /**
   * Of these tasks, those that were taken out of line for their next attempt by a worker that has shown no sign of life
   * for the time of a lease. Two round trips for each model.
   */
  abandoned<T extends Pick<TaskRecord, 'id' | 'model' | 'attempt'>>(tasks: readonly T[], leaseMs: number): Promise<T[]>;
  /** Takes a task from the worker that has it and puts it in line again. */
  putBack(task: Pick<TaskRecord, 'id' | 'model' | 'attempt' | 'tier'>): Promise<void>;
  /** Tasks that wait for the model. */
  waiting(model: string): Promise<number>;
}

export interface TaskConsumerOptions {
  readonly model: string;
  /** Most tasks handled at a time. */
  readonly concurrency: number;
  /**
   * Runs the task to its end. A rejection puts it in line again, later and later. The signal aborts when the consumer
   * is disposed and the handler has not ended in time. That the queue's lock was lost (Redis lost its memory) does not
   * abort it: the lease in the store says whose the task is.
   */
  readonly handle: (taskId: string, signal: AbortSignal) => Promise<void>;
}

/** Takes tasks of one model out of the queue until disposed; disposing waits for running handlers. */
export interface TaskConsumer extends AsyncDisposable {
  /** Takes no new tasks; resolves at once. */
  pause(): Promise<void>;
  resume(): void;
  /** Changes how many tasks are handled at a time. */
  setConcurrency(concurrency: number): void;
}

export interface TaskQueueDeps {
  /** A `command` connection. */
  readonly redis: RedisClient;
  readonly logger: Logger;
}

/** What a job carries. The store has the rest. */
export interface TaskJobData {
  readonly taskId: string;
}

/** For how long a worker's lock on a job is good. It is renewed twice in a lease: one with less than a lease left was not. */
export function jobLockMs(leaseMs: number): number {
  return 2 * leaseMs;
}

/** Most queues whose handles are kept; a handle costs memory, not a connection. */
const maxHandles = 500;

export function makeTaskQueue(deps: TaskQueueDeps): TaskQueue {
  const handles = new LRUCache<string, Queue<TaskJobData>>({ max: maxHandles });

  function open(model: string): Queue<TaskJobData> {
    const known = handles.get(model);
    if (known !== undefined) return known;
    const queue = new Queue<TaskJobData>(queueName(model), {
      connection: deps.redis,
      prefix: queuePrefix(model),
      skipVersionCheck: true,
      skipMetasUpdate: true,
      // A command that Redis does not take at once must fail, not wait for it.
      skipWaitingForReady: true,
      // Our own log tells what happens to tasks.
      streams: { events: { maxLen: 10 } },
    });
    queue.on('error', (error) => deps.logger.debug({ reason: error.message }, 'a queue reported an error'));
    handles.set(model, queue);
    return queue;
  }

  async function missingOf<T extends Pick<TaskRecord, 'id' | 'attempt'>>(
    queue: Queue<TaskJobData>,
    tasks: readonly T[],
  ): Promise<T[]> {
    const pipeline = deps.redis.pipeline();
    for (const task of tasks) pipeline.exists(queue.toKey(jobId(task.id, task.attempt)));
    const answers = await redisAnswers(pipeline.exec());
    return tasks.filter((_, index) => answers[index] === 0);
  }

  async function abandonedOf<T extends Pick<TaskRecord, 'id' | 'attempt'>>(
    queue: Queue<TaskJobData>,
    { tasks, leaseMs }: { readonly tasks: readonly T[]; readonly leaseMs: number },
  ): Promise<T[]> {
    const active = new Set(await redisAnswer(deps.redis.lrange(queue.toKey('active'), 0, -1)));
    const taken = tasks.filter((task) => active.has(jobId(task.id, task.attempt)));
    const pipeline = deps.redis.pipeline();
    for (const task of taken) pipeline.pttl(lockKey(queue, task));
    const answers = await redisAnswers(pipeline.exec());
    return taken.filter((_, index) => Number(answers[index]) < leaseMs);
  }

  async function enqueue(task: Pick<TaskRecord, 'id' | 'model' | 'attempt'>, delayMs: number): Promise<void> {
    await redisAnswer(
      open(task.model).add(
        'run',
        { taskId: task.id },
        {
          jobId: jobId(task.id, task.attempt),
          delay: delayMs,
          removeOnComplete: true,
          removeOnFail: true,
          // Attempts are counted by the store: the queue delivers until the store says that the task has ended.
          attempts: Number.MAX_SAFE_INTEGER,
          backoff: { type: 'custom' },
          stackTraceLimit: 1,
        },
      ),
    );
  }

  return {
    enqueue,
    remove: async (task) => {
      await redisAnswer(open(task.model).remove(jobId(task.id, task.attempt)));
    },
    missing: async (tasks) => {
      // One pipeline for each queue: in a Cluster the queues are on different nodes.
      const queues = Map.groupBy(tasks, (task) => task.model);
      const missing = await Promise.all([...queues].map(([model, ofModel]) => missingOf(open(model), ofModel)));
      return missing.flat();
    },
    abandoned: async (tasks, leaseMs) => {
      const queues = Map.groupBy(tasks, (task) => task.model);
      const abandoned = await Promise.all(
        [...queues].map(([model, ofModel]) => abandonedOf(open(model), { tasks: ofModel, leaseMs })),
      );
      return abandoned.flat();
    },
    putBack: async (task) => {
      const queue = open(task.model);
      // A crash between these steps leaves a task that is missing in line, or still abandoned.
      await redisAnswer(deps.redis.del(lockKey(queue, task)));
      await redisAnswer(queue.remove(jobId(task.id, task.attempt)));
      await enqueue(task, 0);
    },
    waiting: async (model) => redisAnswer(deps.redis.llen(open(model).toKey('wait'))),
  };
}

/** Where the queue keeps the lock of the worker that has taken the task. */
function lockKey(queue: Queue<TaskJobData>, task: Pick<TaskRecord, 'id' | 'attempt'>): string {
  return `${queue.toKey(jobId(task.id, task.attempt))}:lock`;
}
