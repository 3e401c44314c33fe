import { Redis } from 'ioredis';
import type { RedisOptions as ClientOptions } from 'ioredis';
import type { Logger } from './logger.ts';
import { parseRedisUrl } from './redis-address.ts';

export interface RedisOptions {
  readonly url: string;
  readonly logger: Logger;
}

/** What a connection is for. Each has its own rules for waiting while Redis is away. */
export type RedisRole =
  /** Commands of requests: fail within a second. */
  | 'command'
  /** A pub/sub connection: waits and renews its subscriptions. */
  | 'subscriber'
  /** Blocking reads of queue workers: waits without an end. */
  | 'blocking';

/** Opens connections to one Redis. */
export interface RedisConnector extends AsyncDisposable {
  /** A connection of one's own, connecting. The connector closes it when disposed. */
  open(role: RedisRole): Redis;
}

/** Longest pause between two tries to connect, so that a restarted Redis is found quickly. */
const longestPauseMs = 500;

const roleOptions: Readonly<Record<RedisRole, ClientOptions>> = {
  command: {
    connectTimeout: 700,
    commandTimeout: 700,
    maxRetriesPerRequest: 0,
    // A command that its caller has given up must not run later, nor twice.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
  },
  subscriber: {
    connectTimeout: 2_000,
    maxRetriesPerRequest: null,
    // The hub renews its subscriptions itself: it has to know when they are in force.
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
  },
  blocking: { connectTimeout: 2_000, maxRetriesPerRequest: null },
};

/** Connections to the Redis of the URL. Throws TypeError when the URL is not one of Redis. */
export function makeRedisConnector(options: RedisOptions): RedisConnector {
  const address = parseRedisUrl(options.url);
  const opened = new Set<Redis>();
  let isAway = false;

  return {
    open: (role) => {
      const redis = new Redis({
        ...address,
        ...roleOptions[role],
        keepAlive: 10_000,
        retryStrategy: (times) => Math.min(longestPauseMs, 25 * times),
        // After a failover the old primary may answer as a replica: look for the new one.
        reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
      });
      opened.add(redis);
      redis.on('error', (error: Error) => {
        // One line for an outage, not one for each try of each connection.
        if (!isAway) options.logger.warn({ reason: error.message }, 'Redis cannot be reached');
        isAway = true;
      });
      redis.on('ready', () => {
        if (isAway) options.logger.warn('Redis is back');
        isAway = false;
      });
      redis.on('end', () => opened.delete(redis));
      return redis;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...opened].map(closeGently));
    },
  };
}

/** Resolves when the connection can take commands; rejects with the signal's reason. */
export async function untilRedisReady(redis: Redis, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    const settle = (finish: () => void) => () => {
      redis.off('ready', onReady);
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const onReady = settle(resolve);
    const onAbort = settle(() => reject(signal.reason as Error));
    redis.once('ready', onReady);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Lets answers under way arrive, for at most a quarter of a second. */
async function closeGently(redis: Redis): Promise<void> {
  if (redis.status === 'ready') {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, 250);
    });
    await Promise.race([redis.quit().catch(() => {}), patience]);
    clearTimeout(timer);
  }
  redis.disconnect();
}
