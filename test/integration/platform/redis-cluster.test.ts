import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLogger } from '../../../platform/logger.ts';
import { redisAnswer } from '../../../platform/redis-errors.ts';
import { makeRedisHub } from '../../../platform/redis-hub.ts';
import { makeRedisConnector, untilRedisReady } from '../../../platform/redis.ts';
import type { RedisConnector } from '../../../platform/redis.ts';
import { startRedisCluster } from '../../fixtures/redis-cluster.ts';
import type { RedisClusterFixture } from '../../fixtures/redis-cluster.ts';

const logger = makeLogger({ level: 'silent', name: 'test' });

describe('connections to a Redis Cluster', () => {
  const stack = new AsyncDisposableStack();
  let cluster: RedisClusterFixture;
  let connector: RedisConnector;
  beforeAll(async () => {
    cluster = stack.use(await startRedisCluster({ withReplicas: true }));
    connector = stack.use(makeRedisConnector({ url: cluster.url, logger }));
  });
  afterAll(() => stack.disposeAsync());

  async function openCommands() {
    const redis = connector.open('command');
    await untilRedisReady(redis, AbortSignal.timeout(5_000));
    return redis;
  }

  it('finds all nodes by the one that is named and answers, also to many commands at once', async () => {
    const named = /127\.0\.0\.1:\d+/.exec(cluster.url)?.[0];
    await using own = makeRedisConnector({ url: `redis+cluster://127.0.0.1:1,${named}`, logger });
    const redis = own.open('command');
    await untilRedisReady(redis, AbortSignal.timeout(5_000));
    const keys = Array.from({ length: 100 }, (_, index) => `key ${index}`);
    await Promise.all(keys.map((key) => redis.set(key, key)));
    expect(await Promise.all(keys.map((key) => redis.get(key)))).toEqual(keys);
  });

  it('hears what is published at every node', async () => {
    await using hub = makeRedisHub(connector);
    const redis = await openCommands();
    const heard: string[] = [];
    await hub.subscribe('c', { onMessage: (message) => heard.push(message), onResync: () => {} });
    const sent = Array.from({ length: 30 }, (_, index) => `${index}`);
    // Each goes to a node of the client's choice.
    for (const message of sent) await redis.publish('c', message);
    await expect.poll(() => heard.toSorted()).toEqual(sent.toSorted());
  });

  it('refuses within a second while a primary is gone, goes on with its replica, and says that messages may have been missed', async () => {
    await using hub = makeRedisHub(connector);
    const redis = await openCommands();
    let resyncs = 0;
    const heard: string[] = [];
    await hub.subscribe('d', { onMessage: (message) => heard.push(message), onResync: () => resyncs++ });
    await redis.set('gone', 'kept');
    await cluster.killPrimaryOf('gone');
    const killedAtMs = performance.now();
    await expect(redisAnswer(redis.get('gone'))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(performance.now() - killedAtMs).toBeLessThan(1_000);
    await expect.poll(() => redis.get('gone').catch(() => ''), { timeout: 8_000 }).toBe('kept');
    await expect.poll(() => resyncs, { timeout: 5_000 }).toBeGreaterThanOrEqual(1);
    await redis.publish('d', 'after');
    await expect.poll(() => heard).toContain('after');
  });
});
