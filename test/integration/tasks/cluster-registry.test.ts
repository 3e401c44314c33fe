import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkerFacts } from '../../../kernel/cluster.ts';
import { makeClusterRegistry } from '../../../tasks/cluster-registry.ts';
import { workersSeenKey } from '../../../tasks/keys.ts';
import { redisKinds } from '../../fixtures/redis-kinds.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';
import { openRedisSide } from './heart.ts';
import type { RedisSide } from './heart.ts';

describe.each(redisKinds)('the cluster registry on $kind', ({ start }) => {
  const stack = new AsyncDisposableStack();
  let server: RedisFixture;
  let side: RedisSide;
  beforeAll(async () => {
    server = stack.use(await start());
    side = stack.use(await openRedisSide(server.url));
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(() => server.flush());

  function facts(id: string, startedAtMs = 1): WorkerFacts {
    return {
      id,
      name: id,
      status: 'ACTIVE',
      version: '1',
      host: 'h',
      startedAtMs,
      lastSeenAtMs: 0,
      runningTasks: 0,
      concurrency: 1,
      backends: [],
      gpus: [],
    };
  }

  /** A registry whose clock can be moved. */
  function setUp() {
    let skewMs = 0;
    const registry = makeClusterRegistry({ redis: side.redis, now: () => Date.now() + skewMs });
    const ids = async () => (await registry.snapshot()).workers.map((worker) => `${worker.id} ${worker.status}`);
    return { registry, ids, pass: (ms: number) => (skewMs += ms) };
  }

  it('lists who announced himself, oldest first, with the time he was heard', async () => {
    const { registry, ids } = setUp();
    await registry.announce(facts('b', 2));
    await registry.announce(facts('a', 3));
    expect(await ids()).toEqual(['b ACTIVE', 'a ACTIVE']);
    const [worker] = (await registry.snapshot()).workers;
    expect(Math.abs(Date.now() - (worker?.lastSeenAtMs ?? 0))).toBeLessThan(1_000);
  });

  it('calls a worker dead after 15 seconds of silence, and forgets him after a day', async () => {
    const { registry, ids, pass } = setUp();
    await registry.announce(facts('a'));
    const [seconds] = await side.redis.time();
    await side.redis.hset(workersSeenKey, 'a', Number(seconds) * 1000 - 16_000);
    expect(await ids()).toEqual(['a DEAD']);
    await side.redis.hset(workersSeenKey, 'a', Number(seconds) * 1000 - 25 * 3_600_000);
    pass(600);
    expect(await ids()).toEqual([]);
    await expect.poll(() => side.redis.hlen(workersSeenKey)).toBe(0);
  });

  it('takes a removed worker off at once, also in another process that knew him', async () => {
    const { registry, ids } = setUp();
    const other = setUp();
    await registry.announce(facts('a'));
    expect(await other.ids()).toEqual(['a ACTIVE']);
    await registry.remove('a');
    expect(await ids()).toEqual([]);
    other.pass(600);
    expect(await other.ids()).toEqual([]);
  });

  it('keeps what it knew for 15 seconds when Redis has lost its memory, while workers come back one by one', async () => {
    const { registry, ids, pass } = setUp();
    await registry.announce(facts('a', 1));
    await registry.announce(facts('b', 2));
    expect(await ids()).toHaveLength(2);
    await server.flush();
    await registry.announce(facts('b', 2));
    expect(await ids()).toEqual(['a ACTIVE', 'b ACTIVE']);
    pass(16_000);
    expect(await ids()).toEqual(['b ACTIVE']);
  });

  it('serves what it knew for 15 seconds while Redis is away, then says so', async () => {
    const { registry, ids, pass } = setUp();
    await registry.announce(facts('a'));
    expect(await ids()).toEqual(['a ACTIVE']);
    await server.kill();
    pass(1_000);
    expect(await ids()).toEqual(['a ACTIVE']);
    pass(16_000);
    await expect(registry.snapshot()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await server.start();
    await expect.poll(() => ids().catch(() => null), { timeout: 5_000 }).toEqual([]);
  });

  it('asks Redis once for many readers at a time', async () => {
    const { registry } = setUp();
    const snapshots = await Promise.all(Array.from({ length: 20 }, () => registry.snapshot()));
    expect(new Set(snapshots).size).toBe(1);
  });
});
