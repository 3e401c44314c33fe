import { expect, it } from 'vitest';
import { makeLogger } from '../../../platform/logger.ts';
import { redisAnswer } from '../../../platform/redis-errors.ts';
import { makeRedisHub } from '../../../platform/redis-hub.ts';
import { makeRedisConnector, untilRedisReady } from '../../../platform/redis.ts';
import { startRedisSentinel } from '../../fixtures/redis-sentinel.ts';

it('leaves a primary that hangs for the one that Sentinels put in its place', async () => {
  await using server = await startRedisSentinel();
  const logger = makeLogger({ level: 'silent', name: 'test' });
  await using connector = makeRedisConnector({ url: server.url, logger });
  await using hub = makeRedisHub(connector);
  const redis = connector.open('command');
  await untilRedisReady(redis, AbortSignal.timeout(5_000));
  let resyncs = 0;
  const heard: string[] = [];
  await hub.subscribe('c', { onMessage: (message) => heard.push(message), onResync: () => resyncs++ });
  server.freezePrimary();
  const frozenAtMs = performance.now();
  await expect(redisAnswer(redis.set('n', 1))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(performance.now() - frozenAtMs).toBeLessThan(1_000);
  await expect.poll(() => redis.set('n', 1).catch(() => ''), { timeout: 10_000 }).toBe('OK');
  await expect.poll(() => resyncs, { timeout: 5_000 }).toBeGreaterThanOrEqual(1);
  await redis.publish('c', 'after');
  await expect.poll(() => heard).toEqual(['after']);
});
