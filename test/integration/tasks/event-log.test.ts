import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerLogKeys, taskLogKeys } from '../../../tasks/keys.ts';
import { makeTaskEventLog } from '../../../tasks/event-log.ts';
import { redisKinds } from '../../fixtures/redis-kinds.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';
import { delta, newId, openRedisSide } from './heart.ts';
import type { RedisSide } from './heart.ts';

describe.each(redisKinds)('the event log on $kind', ({ start }) => {
  let server: RedisFixture;
  let side: RedisSide;
  beforeAll(async () => {
    server = await start();
    side = await openRedisSide(server.url);
  });
  afterAll(async () => {
    await side?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  function setUp(options: { readonly maxTaskEvents?: number; readonly runningTtlMs?: number } = {}) {
    const log = makeTaskEventLog({ redis: side.redis, now: Date.now }, { retentionMs: 5_000, ...options });
    const target = { taskId: newId('task'), owner: newId('key'), attempt: 1, lastSeq: 0 };
    return { log, target };
  }

  it('numbers events from 1 without a gap under concurrent writers', async () => {
    const { log, target } = setUp();
    await using other = await openRedisSide(server.url);
    const otherLog = makeTaskEventLog({ redis: other.redis, now: Date.now }, { retentionMs: 5_000 });
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? log : otherLog).append(target, delta(`${index}`))),
    );
    const seqs = outcomes.map((outcome) => (outcome.kind === 'appended' ? outcome.seq : -1)).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  it('refuses an attempt that a newer one has followed', async () => {
    const { log, target } = setUp();
    await log.append(target, delta('old'));
    await log.append({ ...target, attempt: 2 }, { type: 'TaskStarted', workerId: 'worker_2' });
    expect(await log.append(target, delta('late'))).toEqual({ kind: 'stale' });
  });

  it('shuts an attempt out once its loss was announced, and announces that once', async () => {
    const { log, target } = setUp();
    await log.append(target, delta('old'));
    const restarted = { type: 'TaskRestarted', reason: 'lost' } as const;
    expect(await log.append(target, restarted)).toEqual({ kind: 'appended', seq: 2 });
    expect(await log.append(target, restarted)).toEqual({ kind: 'stale' });
    expect(await log.append(target, delta('late'))).toEqual({ kind: 'stale' });
    expect(await log.append({ ...target, attempt: 2 }, delta('new'))).toEqual({ kind: 'appended', seq: 3 });
  });

  it('takes one terminal event and nothing after it', async () => {
    const { log, target } = setUp();
    const outcomes = await Promise.all([
      log.append(target, { type: 'TaskCompleted' }),
      log.append(target, { type: 'TaskCancelled' }),
      log.append({ ...target, attempt: 2 }, { type: 'TaskCompleted' }),
    ]);
    expect(outcomes.filter((outcome) => outcome.kind === 'appended')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'ended')).toHaveLength(2);
    expect(await log.append({ ...target, attempt: 9 }, delta('late'))).toEqual({ kind: 'ended', seq: 1 });
  });

  it('appends a repeated event of a sole writer once', async () => {
    const { log, target } = setUp();
    const sole = { ...target, isSoleWriter: true };
    expect(await log.append(sole, delta('a'))).toEqual({ kind: 'appended', seq: 1 });
    expect(await log.append(sole, delta('a'))).toEqual({ kind: 'appended', seq: 1 });
    expect(await log.append({ ...sole, lastSeq: 1 }, delta('a'))).toEqual({ kind: 'appended', seq: 2 });
  });

  it("goes on from the writer's last seq under a new epoch when the log is gone", async () => {
    const { log, target } = setUp();
    const keys = taskLogKeys(target.owner, target.taskId);
    await log.append(target, delta('a'));
    const before = await side.redis.hget(keys.head, 'epoch');
    await side.redis.del(keys.head, keys.log);
    expect(await log.append({ ...target, lastSeq: 7 }, delta('b'))).toEqual({ kind: 'appended', seq: 8 });
    expect(await side.redis.hget(keys.head, 'epoch')).not.toBe(before);
  });

  it('begins a new epoch when Redis has lost the end of the log', async () => {
    const { log, target } = setUp();
    await log.append(target, delta('a'));
    expect(await log.append({ ...target, lastSeq: 5 }, delta('b'))).toEqual({ kind: 'appended', seq: 6 });
    expect(await side.redis.xlen(taskLogKeys(target.owner, target.taskId).log)).toBe(1);
  });

  it('bounds the length of a log and expires it after the end', async () => {
    const { log, target } = setUp({ maxTaskEvents: 100, runningTtlMs: 600_000 });
    const keys = taskLogKeys(target.owner, target.taskId);
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => log.append(target, delta(`${index}`))));
    expect(await side.redis.xlen(keys.log)).toBeLessThan(400);
    expect(await side.redis.pttl(keys.log)).toBeGreaterThan(5_000);
    await log.append(target, { type: 'TaskCompleted' });
    expect(await side.redis.pttl(keys.log)).toBeLessThanOrEqual(5_000);
    expect(await side.redis.pttl(keys.head)).toBeLessThanOrEqual(5_000);
    expect(await side.redis.pttl(ownerLogKeys(target.owner).log)).toBeGreaterThan(5_000);
  });

  it('carries any text unharmed', async () => {
    const { log, target } = setUp();
    const text = 'quote " backslash \\ percent %s %d nul \u0000 lone \ud800 emoji 🦙 newline \n';
    await log.append(target, delta(text));
    const [[, fields] = ['', []]] = await side.redis.xrange(taskLogKeys(target.owner, target.taskId).log, '-', '+');
    expect(JSON.parse(fields[1] ?? '')).toMatchObject({ seq: 1, body: { delta: text } });
  });

  it('answers SERVICE_UNAVAILABLE within a second while Redis is frozen, and recovers', async () => {
    const { log, target } = setUp();
    server.freeze();
    const startedAtMs = performance.now();
    try {
      await expect(log.append(target, delta('a'))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      expect(performance.now() - startedAtMs).toBeLessThan(1_000);
    } finally {
      server.thaw();
    }
    await expect.poll(() => log.append(target, delta('b')).then((outcome) => outcome.kind)).toBe('appended');
  });
});
