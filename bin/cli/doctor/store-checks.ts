import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { Config } from '../../../platform/config.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { redisReason } from '../../../platform/redis-errors.ts';
import { makeRedisConnector, untilRedisReady } from '../../../platform/redis.ts';
import { checkTimeoutMs, failed, ok, reasonOf, warning } from './finding.ts';
import type { Finding } from './finding.ts';

const execute = promisify(execFile);
const neededRedis = [6, 2] as const;
const neededPostgresMajor = 13;

/** The Redis that is configured, or the program that a start would run. */
export async function checkRedis(redisUrl: string | null): Promise<Finding> {
  if (redisUrl !== null) return await checkRedisServer(redisUrl);
  try {
    const { stdout } = await execute('redis-server', ['--version'], { timeout: checkTimeoutMs });
    return judgeRedis(/v=(\d+\.\d+\.\d+)/.exec(stdout)?.[1], 'redis-server');
  } catch {
    return failed(
      'redis-server is not installed',
      'Install it (Debian, Ubuntu: sudo apt install redis-server; macOS: brew install redis) or set REDIS_URL.',
    );
  }
}

async function checkRedisServer(redisUrl: string): Promise<Finding> {
  const failure = new AbortController();
  await using connector = makeRedisConnector({
    url: redisUrl,
    logger: makeLogger({ level: 'silent', name: 'doctor' }),
  });
  const redis = connector.open('command');
  const events: NodeJS.EventEmitter = redis;
  events.once('error', (error: Error) => failure.abort(new Error(redisReason(error))));
  try {
    await untilRedisReady(redis, AbortSignal.any([failure.signal, AbortSignal.timeout(checkTimeoutMs)]));
    const server = await redis.info();
    if (!redis.isCluster && server.includes('cluster_enabled:1')) {
      return failed(
        'Redis at REDIS_URL is a node of a Redis Cluster',
        'Begin REDIS_URL with redis+cluster:// and name a few of its nodes.',
      );
    }
    const [, policy] = (await redis.config('GET', 'maxmemory-policy').catch(() => [])) as string[];
    if (policy !== undefined && policy !== 'noeviction') {
      return warning(
        `Redis at REDIS_URL may evict what it holds (maxmemory-policy ${policy})`,
        'Set maxmemory-policy to noeviction, or tasks may be lost.',
      );
    }
    return judgeRedis(/redis_version:(\S+)/.exec(server)?.[1], 'Redis at REDIS_URL');
  } catch (error) {
    return failed(`Redis at REDIS_URL cannot be used: ${reasonOf(error)}`, 'Start it, or correct REDIS_URL.');
  }
}

function judgeRedis(version: string | undefined, name: string): Finding {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  if (major > neededRedis[0] || (major === neededRedis[0] && minor >= neededRedis[1])) return ok(`${name} ${version}`);
  return failed(`${name} ${version ?? 'of unknown version'} is too old`, `Install ${neededRedis.join('.')} or newer.`);
}

/** The PostgreSQL that is configured, or the embedded one. */
export async function checkDatabase(config: Pick<Config, 'databaseUrl' | 'home'>): Promise<Finding> {
  if (config.databaseUrl === null) return checkEmbeddedDatabase(config.home);
  const client = new Client({
    connectionString: config.databaseUrl,
    connectionTimeoutMillis: checkTimeoutMs,
    query_timeout: checkTimeoutMs,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
    const version = rows[0]?.version ?? '';
    return Number.parseInt(version, 10) >= neededPostgresMajor
      ? ok(`PostgreSQL ${version} at DATABASE_URL`)
      : failed(`PostgreSQL ${version} is too old`, `Use ${neededPostgresMajor} or newer.`);
  } catch (error) {
    return failed(
      `PostgreSQL at DATABASE_URL cannot be used: ${reasonOf(error)}`,
      'Start it, or correct DATABASE_URL.',
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function checkEmbeddedDatabase(home: string): Finding {
  try {
    import.meta.resolve('@electric-sql/pglite');
    return ok(`embedded PostgreSQL in ${home}`);
  } catch {
    return failed('the embedded PostgreSQL is not installed', 'Run `npm install`, or set DATABASE_URL.');
  }
}
