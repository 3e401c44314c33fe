import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLogger } from '../../../platform/logger.ts';
import { redisAnswer, redisAnswers } from '../../../platform/redis-errors.ts';
import { makeRedisHub } from '../../../platform/redis-hub.ts';
import { makeRedisConnector, untilRedisReady } from '../../../platform/redis.ts';
import type { RedisConnector } from '../../../platform/redis.ts';
import { startRedis } from '../../fixtures/redis.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';

describe('connections to Redis', () => {
  const stack = new AsyncDisposableStack();
  const logger = makeLogger({ level: 'silent', name: 'test' });
  let server: RedisFixture;
  let connector: RedisConnector;
  beforeAll(async () => {
    server = stack.use(await startRedis());
    connector = stack.use(makeRedisConnector({ url: server.url, logger }));
  });
  afterAll(() => stack.disposeAsync());

  async function openCommands() {
    const redis = connector.open('command');
    await untilRedisReady(redis, AbortSignal.timeout(5_000));
    return redis;
  }

  it('refuses commands within a second while the server is gone or silent, and recovers by itself', async () => {
    const redis = await openCommands();
    for (const [leave, comeBack] of [
      [() => server.kill(), () => server.start()],
      [() => Promise.resolve(server.freeze()), () => Promise.resolve(server.thaw())],
    ] as const) {
      await leave();
      const startedAtMs = performance.now();
      await expect(redisAnswer(redis.ping())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      expect(performance.now() - startedAtMs).toBeLessThan(1_000);
      await comeBack();
      await expect.poll(() => redis.ping().catch(() => ''), { timeout: 5_000 }).toBe('PONG');
    }
  });

  it('never runs a command later that was refused', async () => {
    const redis = await openCommands();
    await server.kill();
    await expect(redisAnswer(redis.incr('n'))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await server.start();
    await expect.poll(() => redis.get('n').catch(() => ''), { timeout: 5_000 }).toBeNull();
  });

  it('refuses pipelines and transactions while the server is gone, and their failed commands', async () => {
    const redis = await openCommands();
    await redis.set('text', 'x');
    await expect(redisAnswers(redis.pipeline().get('text').lpush('text', 'y').exec())).rejects.toThrow('WRONGTYPE');
    expect(await redisAnswers(redis.multi().get('text').exists('nothing').exec())).toEqual(['x', 0]);
    await server.kill();
    for (const batch of [redis.pipeline(), redis.multi()]) {
      await expect(redisAnswers(batch.get('text').exec())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    }
    await server.start();
    await untilRedisReady(redis, AbortSignal.timeout(5_000));
  });

  it('takes a server that has become a replica for one that is away, and finds it again as a primary', async () => {
    const redis = await openCommands();
    const other = await openCommands();
    await other.replicaof('127.0.0.1', 1);
    const script = "return redis.call('SET', KEYS[1], '1')";
    for (const write of [() => redis.set('n', 1), () => redis.eval(script, 1, 'n')]) {
      await expect(redisAnswer<unknown>(write())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      // It has left that server to look for the primary.
      await expect.poll(() => redis.ping().catch(() => '')).toBe('PONG');
    }
    await other.replicaof('NO', 'ONE');
    expect(await redis.set('n', 1)).toBe('OK');
  });

  it('leaves errors of commands as they are', async () => {
    const redis = await openCommands();
    await redis.set('text', 'x');
    await expect(redisAnswer(redis.lpush('text', 'y'))).rejects.toThrow('WRONGTYPE');
  });

  it('stops waiting for a server that is not there with the reason of the signal', async () => {
    await using nowhere = makeRedisConnector({ url: 'redis://127.0.0.1:1', logger });
    const stop = new AbortController();
    const waiting = untilRedisReady(nowhere.open('command'), stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('shares one subscription among listeners and ends it with the last', async () => {
    await using hub = makeRedisHub(connector);
    const redis = await openCommands();
    const heard: string[] = [];
    const listen = (name: string) =>
      hub.subscribe('c', { onMessage: (message) => heard.push(`${name} ${message}`), onResync: () => {} });
    const [endFirst, endSecond] = await Promise.all([listen('first'), listen('second')]);
    expect(await redis.publish('c', '1')).toBe(1);
    await expect.poll(() => heard.toSorted()).toEqual(['first 1', 'second 1']);
    endFirst();
    endFirst();
    await redis.publish('c', '2');
    await expect.poll(() => heard).toContain('second 2');
    expect(heard).not.toContain('first 2');
    endSecond();
    expect(hub.channelCount()).toBe(0);
    await expect.poll(() => redis.publish('c', '3')).toBe(0);
    const endThird = await listen('third');
    await redis.publish('c', '4');
    await expect.poll(() => heard).toContain('third 4');
    endThird();
  });

  it('renews subscriptions after a restart and says that messages may have been missed', async () => {
    await using hub = makeRedisHub(connector);
    const redis = await openCommands();
    let resyncs = 0;
    const heard: string[] = [];
    await hub.subscribe('c', { onMessage: (message) => heard.push(message), onResync: () => resyncs++ });
    await server.kill();
    // Asked for while away: in force once it is back.
    const late = hub.subscribe('d', { onMessage: (message) => heard.push(message), onResync: () => {} });
    await server.start();
    await late;
    await expect.poll(() => resyncs, { timeout: 5_000 }).toBe(1);
    await expect.poll(() => redis.publish('c', '1').catch(() => 0), { timeout: 5_000 }).toBe(1);
    await redis.publish('d', '2');
    await expect.poll(() => heard).toEqual(['1', '2']);
  });
});
