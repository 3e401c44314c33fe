import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEmbeddedRedis } from '../../../platform/embedded-redis.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { makeRedisConnector, untilRedisReady } from '../../../platform/redis.ts';
import type { RedisClient } from '../../../platform/redis.ts';

describe('the embedded Redis', () => {
  const logger = makeLogger({ level: 'silent', name: 'test' });
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'infergraph-home-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  async function connect(url: string, stack: AsyncDisposableStack): Promise<RedisClient> {
    const redis = stack.use(makeRedisConnector({ url, logger })).open('command');
    await untilRedisReady(redis, AbortSignal.timeout(5_000));
    return redis;
  }

  async function serverPid(redis: RedisClient): Promise<number> {
    return Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);
  }

  it('keeps its memory between starts, on a socket that is for this user alone', async () => {
    for (const count of [1, 2]) {
      await using stack = new AsyncDisposableStack();
      const embedded = stack.use(await startEmbeddedRedis({ home, logger }));
      const redis = await connect(embedded.url, stack);
      expect(await redis.incr('starts')).toBe(count);
      expect(statSync(join(home, 'redis', 'redis.sock')).mode & 0o077).toBe(0);
      expect(await redis.config('GET', 'port')).toEqual(['port', '0']);
    }
  });

  it('starts it again with its memory when it dies', async () => {
    await using stack = new AsyncDisposableStack();
    const embedded = stack.use(await startEmbeddedRedis({ home, logger }));
    const redis = await connect(embedded.url, stack);
    await redis.set('kept', 'yes');
    process.kill(await serverPid(redis), 'SIGKILL');
    await expect.poll(() => redis.get('kept').catch(() => ''), { timeout: 5_000 }).toBe('yes');
  });

  it('refuses a folder that another one uses', async () => {
    await using _embedded = await startEmbeddedRedis({ home, logger });
    await expect(startEmbeddedRedis({ home, logger })).rejects.toThrow(`Process ${process.pid} already uses`);
  });

  it('works in a folder whose path is too long for a socket', async () => {
    await using stack = new AsyncDisposableStack();
    const embedded = stack.use(await startEmbeddedRedis({ home: join(home, 'long'.repeat(30)), logger }));
    expect(await (await connect(embedded.url, stack)).ping()).toBe('PONG');
  });

  it('says what to do when redis-server is not installed', async () => {
    vi.stubEnv('PATH', home);
    await expect(startEmbeddedRedis({ home, logger })).rejects.toThrow(/apt install redis-server.*REDIS_URL/);
  });

  it('stops when its parent is killed, and the next start finds its memory', async () => {
    const moduleUrl = (name: string) => JSON.stringify(new URL(`../../../platform/${name}`, import.meta.url).href);
    const script = `
      const { startEmbeddedRedis } = await import(${moduleUrl('embedded-redis.ts')});
      const { makeLogger } = await import(${moduleUrl('logger.ts')});
      const { Redis } = await import('ioredis');
      const logger = makeLogger({ level: 'silent', name: 'child' });
      const embedded = await startEmbeddedRedis({ home: ${JSON.stringify(home)}, logger });
      const redis = new Redis(embedded.url.slice('unix://'.length));
      await redis.set('kept', 'yes');
      console.log(/process_id:(\\d+)/.exec(await redis.info('server'))[1]);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: new URL('../../..', import.meta.url),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(output.toString());
    const exited = once(parent, 'exit');
    parent.kill('SIGKILL');
    await exited;
    await using stack = new AsyncDisposableStack();
    const redis = await connect(stack.use(await startEmbeddedRedis({ home, logger })).url, stack);
    expect(await redis.get('kept')).toBe('yes');
    expect(await serverPid(redis)).not.toBe(pid);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
