import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisCluster } from '../fixtures/redis-cluster.ts';
import { startRedisSentinel } from '../fixtures/redis-sentinel.ts';
import { ollamaLine } from '../simulators/fake-ollama.ts';
import { assertGapless, call, collect, connect, watch } from './support/client.ts';
import type { SeenEvent } from './support/client.ts';
import { admin, generateText, readTask } from './support/deployment.ts';
import { startDistributed } from './support/distributed.ts';
import { startEmbedded } from './support/embedded.ts';
import { startUpstreams } from './support/world.ts';
import type { Upstreams } from './support/world.ts';

const model = 'chatty:latest';

describe('the program', { timeout: 60_000 }, () => {
  const stack = new AsyncDisposableStack();
  let upstreams: Upstreams;
  beforeAll(async () => {
    upstreams = stack.use(await startUpstreams(15_000));
  });
  afterAll(() => stack.disposeAsync());

  it('tells a task to its end over processes that share a Redis Cluster', async () => {
    await using deployment = await startDistributed({ ...upstreams, startRedis: startRedisCluster });
    const held = upstreams.ollama.hold('/api/generate');
    const { task } = await generateText(admin(deployment), { model, prompt: 'over a Cluster' });
    await using client = connect(admin(deployment));
    const events = watch(client, task.id);
    await held.send(ollamaLine.generate('one'));
    const first = (await events.next()).value as SeenEvent;
    await held.send(ollamaLine.generate(' two'));
    await held.send(ollamaLine.generateEnd());
    await held.end();
    const all = [first, ...(await collect(events))];
    assertGapless(all);
    expect(all.map(({ delta }) => delta ?? '').join('')).toBe('one two');
    expect(all.at(-1)?.__typename).toBe('TaskCompleted');
    expect((await readTask(admin(deployment), task.id)).result.text).toBe('one two');
  });

  it('keeps sockets and running tasks while Sentinels replace a dead primary, and refuses new tasks meanwhile', async () => {
    await using redis = await startRedisSentinel();
    await using deployment = await startEmbedded({
      ...upstreams,
      env: { REDIS_URL: redis.url, API_KEY_SECRET: 'a secret of thirty-two characters and more' },
    });
    const caller = admin(deployment);
    const held = upstreams.ollama.hold('/api/generate');
    const { task } = await generateText(caller, { model, prompt: 'through a failover' });
    await using client = connect(caller);
    let closes = 0;
    client.on('closed', () => closes++);
    const events = watch(client, task.id);
    await held.send(ollamaLine.generate('before'));
    const seen: SeenEvent[] = [];
    while (seen.at(-1)?.delta === undefined) seen.push((await events.next()).value as SeenEvent);

    await redis.killPrimary();
    const submit = 'mutation { generateText(input: { model: "sandbox", prompt: "x" }) { task { id } } }';
    const refused = await call(caller, submit);
    expect([refused.status, refused.errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    await held.send(ollamaLine.generate(' after'));
    await held.send(ollamaLine.generateEnd());
    await held.end();
    seen.push(...(await collect(events)));
    assertGapless(seen);
    expect(seen.map(({ delta }) => delta ?? '').join('')).toBe('before after');
    expect(seen.at(-1)?.__typename).toBe('TaskCompleted');
    expect(closes).toBe(0);
    await expect.poll(async () => (await call(caller, submit)).status, { timeout: 5_000 }).toBe(200);
    const { task: next } = await generateText(caller, { model: 'sandbox', prompt: 'back', waitMs: 10_000 });
    expect(next.status).toBe('COMPLETED');
  });
});
