import type { RedisHub } from '../platform/redis-hub.ts';
import { redisAnswer } from '../platform/redis-errors.ts';
import type { RedisClient } from '../platform/redis.ts';
import { cancelChannel } from './keys.ts';

/** Tells every worker at once that a task was cancelled. Best effort: leases find what it misses. */
export interface CancelBus {
  publish(taskId: string): Promise<void>;
  listen(handle: (taskId: string) => void): Promise<AsyncDisposable>;
}

export interface CancelBusDeps {
  /** A `command` connection. */
  readonly redis: RedisClient;
  readonly hub: RedisHub;
}

export function makeCancelBus(deps: CancelBusDeps): CancelBus {
  return {
    publish: async (taskId) => {
      await redisAnswer(deps.redis.publish(cancelChannel, taskId));
    },
    listen: async (handle) => {
      // What is missed while Redis is away shows at the next renewal of the lease.
      const end = await deps.hub.subscribe(cancelChannel, { onMessage: handle, onResync: () => {} });
      return { [Symbol.asyncDispose]: () => Promise.resolve(end()) };
    },
  };
}
