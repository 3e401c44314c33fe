import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { makeIdFactory } from '../../kernel/ids.ts';
import type { IdPrefix } from '../../kernel/ids.ts';
import type { Config } from '../../platform/config.ts';
import { openDatabase } from '../../platform/database.ts';
import type { Database } from '../../platform/database.ts';
import { startEmbeddedRedis } from '../../platform/embedded-redis.ts';
import { makeLogger } from '../../platform/logger.ts';
import type { Logger } from '../../platform/logger.ts';
import { makeRedisHub } from '../../platform/redis-hub.ts';
import type { RedisHub } from '../../platform/redis-hub.ts';
import { makeRedisConnector, untilRedisReady } from '../../platform/redis.ts';
import type { RedisClient, RedisConnector } from '../../platform/redis.ts';
import { keepSecret } from '../../platform/secret.ts';

/** What every role stands on. */
export interface Foundation {
  readonly config: Config;
  /** Version of the program. */
  readonly version: string;
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Signs what the gateway tells the subgraphs. */
  readonly secret: string;
  readonly database: Database;
  readonly redisConnector: RedisConnector;
  /** For commands of requests. */
  readonly redis: RedisClient;
  readonly hub: RedisHub;
  readonly newId: (prefix: IdPrefix) => string;
  readonly now: () => number;
}

const redisStartMs = 30_000;

/** Opens what every role stands on; the stack closes it. */
export async function openFoundation(config: Config, role: string, stack: AsyncDisposableStack): Promise<Foundation> {
  const logger = makeLogger({ level: config.logLevel, name: role });
  const version = readVersion();
  await startTraces({ config, role, version, logger }, stack);
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const redisUrl = config.redisUrl ?? stack.use(await startEmbeddedRedis({ home: config.home, logger })).url;
  // The database takes longest: Redis connects meanwhile.
  const redisConnector = stack.use(makeRedisConnector({ url: redisUrl, logger }));
  const redis = redisConnector.open('command');
  const hub = stack.use(makeRedisHub(redisConnector));
  const database = stack.use(await openDatabase({ databaseUrl: config.databaseUrl, home: config.home, logger }));
  await untilRedisReady(redis, AbortSignal.timeout(redisStartMs));
  return {
    config,
    version,
    logger,
    metrics,
    secret: config.secret ?? keepSecret(config.home),
    database,
    redisConnector,
    redis,
    hub,
    newId: makeIdFactory({ now: Date.now, randomBytes }),
    now: Date.now,
  };
}

/** The SDK takes a tenth of a second to load, which only those pay who want traces. */
async function startTraces(
  { config, role, version, logger }: Pick<Foundation, 'config' | 'version' | 'logger'> & { readonly role: string },
  stack: AsyncDisposableStack,
): Promise<void> {
  if (config.tracing === null) return;
  const { startTracing } = await import('../../platform/tracing.ts');
  const { endpoint, sampleRatio } = config.tracing;
  const serviceName = config.tracing.serviceName ?? (role === 'infergraph' ? role : `infergraph-${role}`);
  stack.use(startTracing({ endpoint, sampleRatio, serviceName, serviceVersion: version }, logger));
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}
