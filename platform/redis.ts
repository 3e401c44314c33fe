import { Cluster, Redis } from 'ioredis';
import type { RedisOptions as ClientOptions } from 'ioredis';
import type { Logger } from './logger.ts';
import { parseRedisUrl } from './redis-address.ts';
import type { RedisNode } from './redis-address.ts';
import { openClusterClient, openClusterSubscriber } from './redis-cluster.ts';
import { DeadlineRedis } from './redis-deadline.ts';
import { redisReason } from './redis-errors.ts';
import { endWhenSilent } from './redis-silence.ts';

export interface RedisOptions {
  readonly url: string;
  readonly logger: Logger;
}

/** A client of one server or of a Cluster. Keys of one command, pipeline, transaction or script share a hash tag. */
export type RedisClient = Redis | Cluster;

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
  open(role: 'subscriber'): Redis;
  open(role: RedisRole): RedisClient;
}

/** Longest pause between two tries to connect, so that a restarted Redis is found quickly. */
const longestPauseMs = 500;

const commonOptions: ClientOptions = {
  keepAlive: 10_000,
  disconnectTimeout: 500,
  // After a failover the old primary may answer as a replica: look for the new one.
  reconnectOnError: (error) => (/\bREADONLY\b/.test(error.message) ? 2 : false),
};

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

/** Of a primary that Sentinels name. */
const sentinelOptions: ClientOptions = {
  sentinelCommandTimeout: 700,
  sentinelRetryStrategy: retryPause,
};

/** Connections to the Redis of the URL. Throws TypeError when the URL is not one of Redis. */
export function makeRedisConnector(options: RedisOptions): RedisConnector {
  const address = parseRedisUrl(options.url);
  const opened = new Set<RedisClient>();
  let isAway = false;

  function openClient(role: RedisRole): RedisClient {
    const node = { ...commonOptions, ...roleOptions[role] };
    if (address.kind === 'server') {
      const sentinel = 'sentinels' in address.options ? sentinelOptions : {};
      const { commandTimeout, ...rest } = { ...address.options, ...sentinel, ...node, retryStrategy: retryPause };
      const redis = commandTimeout === undefined ? new Redis(rest) : new DeadlineRedis(rest, commandTimeout);
      endWhenSilent(redis);
      return redis;
    }
    const rules = { address, node, isPatient: role !== 'command', retryStrategy: retryPause };
    if (role === 'subscriber') return openClusterSubscriber(rules, () => [...address.nodes, ...learntNodes()]);
    const cluster = openClusterClient(rules);
    cluster.on('-node', () => {
      // Closing ends connections too.
      if (cluster.status === 'ready') renewSubscribers();
    });
    return cluster;
  }

  /** Nodes of the Cluster as its clients know them now. */
  function learntNodes(): RedisNode[] {
    const nodes = [...opened].flatMap((redis) => (redis instanceof Cluster ? redis.nodes() : []));
    return nodes.map(({ options: { host = '', port = 0 } }) => ({ host, port }));
  }

  /**
   * A node of the Cluster has gone. What was published there last may not have reached the node of a subscriber, though
   * it was stored: renewing the subscription makes everyone read what was stored.
   */
  function renewSubscribers(): void {
    for (const redis of opened) {
      // Whichever is not ready is being renewed already.
      if (redis instanceof Redis && redis.status === 'ready' && !redis.stream.writableEnded) {
        redis.disconnect(true);
      }
    }
  }

  function open(role: 'subscriber'): Redis;
  function open(role: RedisRole): RedisClient;
  function open(role: RedisRole): RedisClient {
    const redis = openClient(role);
    opened.add(redis);
    const events: NodeJS.EventEmitter = redis;
    events.on('error', (error: Error) => {
      // One line for an outage, not one for each try of each connection.
      if (!isAway) options.logger.warn({ reason: redisReason(error) }, 'Redis cannot be reached');
      isAway = true;
    });
    events.on('ready', () => {
      if (isAway) options.logger.warn('Redis is back');
      isAway = false;
    });
    events.on('end', () => opened.delete(redis));
    return redis;
  }

  return {
    open,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...opened].map(closeGently));
    },
  };
}

function retryPause(times: number): number {
  return Math.min(longestPauseMs, 25 * times);
}

/** Resolves when the connection can take commands; rejects with the signal's reason. */
export async function untilRedisReady(redis: RedisClient, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (redis.status === 'ready') return;
  const events: NodeJS.EventEmitter = redis;
  await new Promise<void>((resolve, reject) => {
    const settle = (finish: () => void) => () => {
      events.off('ready', onReady);
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const onReady = settle(resolve);
    const onAbort = settle(() => reject(signal.reason as Error));
    events.once('ready', onReady);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Lets answers under way arrive, for at most a quarter of a second. */
async function closeGently(redis: RedisClient): Promise<void> {
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
