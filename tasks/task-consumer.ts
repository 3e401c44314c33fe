import { Worker, WaitingError } from 'bullmq';
import type { Job } from 'bullmq';
import type { Logger } from '../platform/logger.ts';
import type { RedisClient } from '../platform/redis.ts';
import { queueName, queuePrefix } from './keys.ts';
import { jobLockMs } from './task-queue.ts';
import type { TaskConsumer, TaskConsumerOptions, TaskJobData } from './task-queue.ts';

export interface TaskConsumerDeps {
  /** A `blocking` connection, shared by any number of consumers; each opens one more like it for its waiting. */
  readonly redis: RedisClient;
  readonly logger: Logger;
  /** Milliseconds for which a task is safe from others when this process falls silent. */
  readonly leaseMs: number;
  /** How long disposing waits for handlers before their signals abort. Default 30,000. */
  readonly disposeGraceMs?: number;
}

/** Pauses between deliveries of a task whose handler rejects. */
const firstBackoffMs = 100;
const longestBackoffMs = 10_000;

/** Begins to take tasks at once. */
export function makeTaskConsumer(deps: TaskConsumerDeps, options: TaskConsumerOptions): TaskConsumer {
  let isPaused = false;

  async function process(job: Job<TaskJobData>, token: string | undefined, signal: AbortSignal | undefined) {
    if (isPaused) {
      // It was on its way when the pause began: back to the head of the line, for somebody else.
      await job.moveToWait(token);
      throw new WaitingError();
    }
    await options.handle(job.data.taskId, signal ?? new AbortController().signal);
  }

  const worker = new Worker<TaskJobData>(
    queueName(options.model),
    (job, token, signal) => process(job, token, signal),
    {
      connection: deps.redis,
      prefix: queuePrefix(options.model),
      concurrency: Math.max(1, options.concurrency),
      skipVersionCheck: true,
      lockDuration: jobLockMs(deps.leaseMs),
      lockRenewTime: deps.leaseMs / 2,
      // A second net: the reconciler puts back what a lost worker had taken after a lease.
      stalledInterval: deps.leaseMs,
      // A stalled job is delivered again as often as it takes: the store counts attempts and fences the late.
      maxStalledCount: 1_000_000,
      settings: { backoffStrategy: (made) => Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(made - 1, 20)) },
    },
  );
  worker.on('error', (error) => deps.logger.debug({ reason: error.message }, 'a queue worker reported an error'));

  return {
    pause: async () => {
      isPaused = true;
      await worker.pause(true);
    },
    resume: () => {
      isPaused = false;
      void worker.resume();
    },
    setConcurrency: (concurrency) => {
      worker.concurrency = Math.max(1, Math.floor(concurrency));
    },
    [Symbol.asyncDispose]: async () => {
      isPaused = true;
      const timer = setTimeout(() => worker.cancelAllJobs('The worker stops'), deps.disposeGraceMs ?? 30_000);
      try {
        await worker.close();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
