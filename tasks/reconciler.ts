import { randomUUID } from 'node:crypto';
import { ServiceError } from '../kernel/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { redisAnswer } from '../platform/redis-errors.ts';
import type { RedisHub } from '../platform/redis-hub.ts';
import type { RedisClient } from '../platform/redis.ts';
import { reconcilerChannel, reconcilerLockKey } from './keys.ts';
import { makeReconcilePasses } from './reconcile-passes.ts';
import type { ReconcileDeps, ReconcileReport } from './reconcile-passes.ts';

/** Repairs what crashes and lost memories leave behind, at the start, when Redis is back and every so often. */
export interface Reconciler extends AsyncDisposable {
  /** One round now, whoever else is at work. Rejects with SERVICE_UNAVAILABLE. */
  reconcile(): Promise<ReconcileReport>;
}

export interface ReconcilerDeps extends ReconcileDeps {
  /** A `command` connection. */
  readonly redis: RedisClient;
  readonly hub: RedisHub;
  readonly logger: Logger;
}

export interface ReconcilerOptions {
  readonly intervalMs: number;
  /** Milliseconds after which a silent worker has lost its tasks. */
  readonly leaseMs: number;
  /** How long ended tasks are kept. Default: 30 days. */
  readonly taskRetentionMs?: number;
}

/** Until the next try while Redis or the database is away: what an outage leaves behind should not wait for long. */
const outagePauseMs = 500;
const monthMs = 30 * 24 * 60 * 60 * 1000;

/** Starts at once. Of the processes that run one, the holder of a lock in Redis works; the others stand by. */
export function makeReconciler(deps: ReconcilerDeps, options: ReconcilerOptions): Reconciler {
  const { redis, logger } = deps;
  const passes = makeReconcilePasses(deps);
  const holder = randomUUID();
  // Long enough for a round under load; a lock that is lost to the clock costs double work, no harm.
  const lockMs = Math.max(5_000, 3 * options.intervalMs);
  const taskRetentionMs = options.taskRetentionMs ?? monthMs;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  async function hasLock(): Promise<boolean> {
    const taken = await redisAnswer(redis.set(reconcilerLockKey, holder, 'PX', lockMs, 'NX'));
    if (taken !== null) return true;
    if ((await redisAnswer(redis.get(reconcilerLockKey))) !== holder) return false;
    await redisAnswer(redis.pexpire(reconcilerLockKey, lockMs));
    return true;
  }

  async function reconcile(): Promise<ReconcileReport> {
    return {
      finished: await passes.finishDecided(),
      restarted: await passes.restartExpired(),
      enqueued: await passes.enqueueForgotten(options.leaseMs),
      purged: await passes.purge(taskRetentionMs),
    };
  }

  /** One round, if it is ours to do. Gives the pause until the next. */
  async function work(): Promise<number> {
    try {
      if (!(await hasLock())) return options.intervalMs;
      const report = await reconcile();
      if (Object.values(report).some((count) => count > 0)) logger.info(report, 'tasks were reconciled');
      return options.intervalMs;
    } catch (error) {
      // The next round finds what this one left.
      if (!(error instanceof ServiceError)) {
        logger.error({ err: error }, 'reconciling failed');
        return options.intervalMs;
      }
      logger.debug({ reason: error.message }, 'reconciling waits');
      return Math.min(outagePauseMs, options.intervalMs);
    }
  }

  /** Rounds follow one another; the next one is due an interval after the last has ended. */
  function run(): Promise<void> {
    clearTimeout(timer);
    round = round.then(async () => {
      if (isStopped) return;
      const pauseMs = await work();
      clearTimeout(timer);
      if (!isStopped) timer = setTimeout(run, pauseMs);
    });
    return round;
  }

  void run();
  const subscribed = deps.hub.subscribe(reconcilerChannel, { onMessage: () => {}, onResync: () => void run() });
  subscribed.catch(() => {});

  return {
    reconcile,
    [Symbol.asyncDispose]: async () => {
      isStopped = true;
      clearTimeout(timer);
      subscribed.then((end) => end()).catch(() => {});
      await round;
      const mine = await redis.get(reconcilerLockKey).catch(() => null);
      // Another process takes over at once instead of waiting for the lock to run out.
      if (mine === holder) await redis.del(reconcilerLockKey).catch(() => 0);
    },
  };
}
