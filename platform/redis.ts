import type { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

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
  open(role: RedisRole): Redis;
}
