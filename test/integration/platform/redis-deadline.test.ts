import { expect, it } from 'vitest';
import { makeLogger } from '../../../platform/logger.ts';
import { makeRedisConnector, untilRedisReady } from '../../../platform/redis.ts';
import { startRedis } from '../../fixtures/redis.ts';

const logger = makeLogger({ level: 'silent', name: 'test' });

it('takes an answer that came while the process was busy for longer than the deadline', async () => {
  await using server = await startRedis();
  await using connector = makeRedisConnector({ url: server.url, logger });
  const redis = connector.open('command');
  await untilRedisReady(redis, AbortSignal.timeout(5_000));
  const answer = redis.ping();
  // Nothing of this process runs meanwhile, as in a burst of requests.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
  expect(await answer).toBe('PONG');
});

it('fails a command that a frozen Redis does not answer, within a second', async () => {
  await using server = await startRedis();
  await using connector = makeRedisConnector({ url: server.url, logger });
  const redis = connector.open('command');
  await untilRedisReady(redis, AbortSignal.timeout(5_000));
  server.freeze();
  try {
    const asked = performance.now();
    await expect(redis.ping()).rejects.toThrow('timed out');
    expect(performance.now() - asked).toBeLessThan(1_000);
  } finally {
    server.thaw();
  }
});
