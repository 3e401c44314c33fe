import { ServiceError } from '../kernel/errors.ts';
import type { RedisHub } from '../platform/redis-hub.ts';
import { redisAnswers } from '../platform/redis-errors.ts';
import type { RedisClient } from '../platform/redis.ts';
import { workerOrdersChannel, workerOrdersKey } from './keys.ts';

export type WorkerCommand = 'DRAIN' | 'RESTART' | 'REMOVE';

/** Orders to workers. A worker that is away finds its last order when it comes back. */
export interface WorkerControl {
  /** Rejects with SERVICE_UNAVAILABLE. */
  send(workerId: string, command: WorkerCommand): Promise<void>;
  /** Calls the handler for every order to this worker, in order. One listener for each worker. */
  listen(workerId: string, handle: (command: WorkerCommand) => void): Promise<AsyncDisposable>;
}

export interface WorkerControlDeps {
  /** A `command` connection. */
  readonly redis: RedisClient;
  readonly hub: RedisHub;
}

/** Orders kept for a worker that is away, and for how long. */
const maxOrders = 16;
const orderTtlSeconds = 24 * 60 * 60;

export function makeWorkerControl(deps: WorkerControlDeps): WorkerControl {
  const { redis, hub } = deps;

  async function takeAll(key: string): Promise<WorkerCommand[]> {
    // Taken and removed in one step: an order that was carried out must not be found again after a restart.
    const [orders] = await redisAnswers(redis.multi().lrange(key, 0, -1).del(key).exec());
    return ((orders ?? []) as string[]).filter(isCommand);
  }

  return {
    send: async (workerId, command) => {
      const key = workerOrdersKey(workerId);
      await redisAnswers(
        redis
          .multi()
          .rpush(key, command)
          .ltrim(key, -maxOrders, -1)
          .expire(key, orderTtlSeconds)
          .publish(workerOrdersChannel(workerId), command)
          .exec(),
      );
    },
    listen: async (workerId, handle) => {
      const key = workerOrdersKey(workerId);
      let isListening = true;
      let work = Promise.resolve();
      const look = (pick: (orders: WorkerCommand[]) => WorkerCommand[]): Promise<void> => {
        work = work.then(async () => {
          if (!isListening) return;
          try {
            for (const order of pick(await takeAll(key))) handle(order);
          } catch (error) {
            // While Redis is away the order stays where it is: the resync afterwards finds it.
            if (!(error instanceof ServiceError)) throw error;
          }
        });
        return work;
      };
      const end = await hub.subscribe(workerOrdersChannel(workerId), {
        onMessage: () => void look((orders) => orders),
        onResync: () => void look((orders) => orders),
      });
      // What was ordered while the worker was away is overtaken by the last of it.
      await look((orders) => orders.slice(-1));
      return {
        [Symbol.asyncDispose]: async () => {
          isListening = false;
          end();
          await work;
        },
      };
    },
  };
}

function isCommand(text: string): text is WorkerCommand {
  return text === 'DRAIN' || text === 'RESTART' || text === 'REMOVE';
}
