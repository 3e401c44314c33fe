import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ollamaLine } from '../simulators/fake-ollama.ts';
import { ask, assertGapless, call, collect, connect, watch, whenSubscribed } from './support/client.ts';
import type { SeenEvent } from './support/client.ts';
import { admin, generateText, newKey, readTask } from './support/deployment.ts';
import { startDistributed } from './support/distributed.ts';
import type { DistributedDeployment, Member } from './support/distributed.ts';
import { startUpstreams } from './support/world.ts';
import type { Upstreams } from './support/world.ts';

const model = 'chatty:latest';

/** Two gateways, two workers, five subgraphs. Whatever a test takes down it brings back. */
describe('faults', () => {
  const stack = new AsyncDisposableStack();
  let upstreams: Upstreams;
  let deployment: DistributedDeployment;
  beforeAll(async () => {
    upstreams = stack.use(await startUpstreams(15_000));
    deployment = stack.use(await startDistributed({ ...upstreams, gateways: 2, workers: 2 }));
  });
  afterEach(async () => {
    const members = [...deployment.subgraphs, ...deployment.workers, ...deployment.gateways];
    await Promise.all(members.map((member) => member.revive()));
  });
  afterAll(() => stack.disposeAsync());

  const caller = () => admin(deployment);
  const memberNamed = (members: readonly Member[], name: string): Member => {
    const member = members.find((candidate) => candidate.name === name);
    if (member === undefined) throw new Error(`no member ${name}`);
    return member;
  };
  const second = () => {
    const gateway = deployment.gateways[1];
    if (gateway === undefined) throw new Error('no second gateway');
    return gateway;
  };
  /** Events up to the first piece of output. */
  const untilOutput = async (events: AsyncIterator<SeenEvent>): Promise<SeenEvent[]> => {
    const seen: SeenEvent[] = [];
    for (;;) {
      const { value } = (await events.next()) as { value: SeenEvent };
      seen.push(value);
      if (value.delta !== undefined) return seen;
    }
  };
  const hold = () => upstreams.ollama.hold('/api/generate');

  it('runs a task again, announced and once in effect, when its worker is killed in the middle', async () => {
    const lost = hold();
    const { task } = await generateText(caller(), { model, prompt: 'killed' });
    await using client = connect(caller());
    const events = watch(client, task.id);
    await lost.send(ollamaLine.generate('lost'));
    const seen = await untilOutput(events);
    const again = hold();
    const worker = memberNamed(deployment.workers, (await readTask(caller(), task.id)).metadata.worker);
    await worker.kill('SIGKILL');
    await again.arrived;
    await again.send(ollamaLine.generate('kept'));
    await again.send(ollamaLine.generateEnd());
    await again.end();
    const all = [...seen, ...(await collect(events))];
    assertGapless(all);
    const names = all.map((event) => event.__typename);
    expect(names).toEqual([
      'TaskQueued',
      'TaskStarted',
      'TaskOutputAppended',
      'TaskRestarted',
      'TaskStarted',
      'TaskOutputAppended',
      'TaskCompleted',
    ]);
    expect(await readTask(caller(), task.id)).toMatchObject({
      status: 'COMPLETED',
      result: { text: 'kept' },
      metadata: { attempts: 2 },
    });
  });

  it('hands a running task to another worker when one is told to stop', async () => {
    const first = hold();
    const { task } = await generateText(caller(), { model, prompt: 'handed over' });
    await first.send(ollamaLine.generate('first'));
    await expect.poll(async () => (await readTask(caller(), task.id)).status).toBe('PROCESSING');
    const next = hold();
    const worker = memberNamed(deployment.workers, (await readTask(caller(), task.id)).metadata.worker);
    const stopped = worker.kill('SIGTERM');
    await next.send(ollamaLine.generate('second'));
    await next.send(ollamaLine.generateEnd());
    await next.end();
    await expect.poll(async () => (await readTask(caller(), task.id)).result?.text, { timeout: 10_000 }).toBe('second');
    await stopped;
  });

  it('loses and repeats nothing for a client that resumes elsewhere when its gateway is killed', async () => {
    const held = hold();
    const { task } = await generateText(caller(), { model, prompt: 'gateway' });
    const seen: SeenEvent[] = [];
    {
      await using client = connect({ url: second().url, key: deployment.adminKey });
      const events = watch(client, task.id);
      await held.send(ollamaLine.generate('one'));
      seen.push(...(await untilOutput(events)));
      await second().kill('SIGKILL');
      await expect(collect(events)).rejects.toBeDefined();
    }
    await held.send(ollamaLine.generate(' two'));
    await using client = connect(caller());
    const events = watch(client, task.id, { after: seen.at(-1)?.cursor ?? '' });
    seen.push(...(await untilOutput(events)));
    await held.send(ollamaLine.generate(' three'));
    await held.send(ollamaLine.generateEnd());
    await held.end();
    seen.push(...(await collect(events)));
    assertGapless(seen);
    expect(seen.map((event) => event.delta ?? '').join('')).toBe('one two three');
  });

  it('tells clients to resume elsewhere when a gateway is told to stop', async () => {
    await using client = connect({ url: second().url, key: deployment.adminKey });
    const closed = new Promise<{ code: number }>((resolve) =>
      client.on('closed', (event) => resolve(event as { code: number })),
    );
    const watching = collect(client.iterate({ query: 'subscription { myTaskEvents { seq } }' })).catch(() => undefined);
    await whenSubscribed(client);
    const stopped = second().kill('SIGTERM');
    expect((await closed).code).toBe(1012);
    await watching;
    await stopped;
  });

  it('completes accepted tasks and keeps sockets when Redis restarts without its memory', async () => {
    const held = hold();
    const { task: running } = await generateText(caller(), { model, prompt: 'running' });
    await using client = connect(caller());
    const events = watch(client, running.id);
    await held.send(ollamaLine.generate('before'));
    const seen = await untilOutput(events);

    // Frozen workers leave these waiting, with nothing but their rows once the memory is gone.
    for (const worker of deployment.workers) worker.signal('SIGSTOP');
    const waiting = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        generateText(caller(), { model: 'sandbox', prompt: `waiting ${index}` }),
      ),
    );
    await deployment.redis.restart();
    for (const worker of deployment.workers) worker.signal('SIGCONT');

    await held.send(ollamaLine.generate(' after'));
    await held.send(ollamaLine.generateEnd());
    await held.end();
    seen.push(...(await collect(events)));
    assertGapless(seen);
    expect(seen.at(-1)?.__typename).toBe('TaskCompleted');
    for (const { task } of waiting) {
      await expect.poll(async () => (await readTask(caller(), task.id)).status, { timeout: 15_000 }).toBe('COMPLETED');
    }
    expect((await readTask(caller(), running.id)).result.text).toBe('before after');
  });

  it.each(['killed', 'frozen'] as const)(
    'answers 503 within about a second while PostgreSQL is %s, then recovers',
    async (how) => {
      await ask(caller(), '{ me { owner } }');
      if (how === 'killed') await deployment.postgres.kill();
      else deployment.postgres.freeze();
      try {
        for (const query of [
          '{ tasks { nodes { id } } }',
          `mutation { generateText(input: { model: "sandbox", prompt: "x" }) { task { id } } }`,
        ]) {
          const asked = performance.now();
          const answer = await call(caller(), query);
          expect([query, answer.status, answer.errors?.[0]?.extensions.code]).toEqual([
            query,
            503,
            'SERVICE_UNAVAILABLE',
          ]);
          expect(performance.now() - asked).toBeLessThan(2000);
          expect(answer.headers.get('retry-after')).not.toBeNull();
        }
        // What needs no database still works with a key that is known.
        expect((await call(caller(), '{ models { nodes { name } } }')).status).toBe(200);
      } finally {
        if (how === 'killed') await deployment.postgres.start();
        else deployment.postgres.thaw();
      }
      await expect
        .poll(async () => (await call(caller(), '{ tasks(first: 1) { nodes { id } } }')).status, { timeout: 10_000 })
        .toBe(200);
      const { task } = await generateText(caller(), { model: 'sandbox', prompt: 'back', waitMs: 10_000 });
      expect(task.status).toBe('COMPLETED');
    },
  );

  it('refuses submits with 503 while Redis is gone, still reads, then recovers', async () => {
    const { task } = await generateText(caller(), { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
    await deployment.redis.kill();
    try {
      const asked = performance.now();
      const answer = await call(
        caller(),
        'mutation { generateText(input: { model: "sandbox", prompt: "x" }) { task { id } } }',
      );
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(performance.now() - asked).toBeLessThan(2000);
      expect((await readTask(caller(), task.id)).status).toBe('COMPLETED');
    } finally {
      await deployment.redis.start();
    }
    await expect
      .poll(
        async () =>
          (
            await call(
              caller(),
              'mutation { generateText(input: { model: "sandbox", prompt: "back", waitMs: 5000 }) { task { status } } }',
            )
          ).data?.generateText?.task?.status,
        { timeout: 20_000 },
      )
      .toBe('COMPLETED');
  });

  it('keeps the rest of an answer when a subgraph is gone, and recovers', async () => {
    const { task } = await generateText(caller(), { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
    const query = 'query($id: ID!) { task(id: $id) { status model { name } apiKey { name } } }';
    const models = memberNamed(deployment.subgraphs, 'models');
    await models.kill('SIGKILL');
    const answer = await call(caller(), query, { id: task.id });
    expect(answer.status).toBe(200);
    expect(answer.data.task).toMatchObject({ status: 'COMPLETED', model: null, apiKey: { name: expect.any(String) } });
    expect(answer.errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    await models.revive();
    // It knows the models when their workers have announced themselves again, since Redis may have lost its memory before.
    await expect
      .poll(async () => (await ask(caller(), query, { id: task.id })).task.model, { timeout: 10_000 })
      .toEqual({ name: 'sandbox' });
  });

  it('refuses whoever asks a subgraph without a signed principal', async () => {
    for (const { url } of deployment.subgraphs) {
      for (const query of [
        '{ _service { sdl } }',
        '{ __typename }',
        '{ _entities(representations: []) { __typename } }',
      ]) {
        const answer = await call({ url, key: deployment.adminKey }, query);
        expect([url, answer.status, answer.errors?.[0]?.extensions.code]).toEqual([url, 401, 'UNAUTHENTICATED']);
      }
    }
  });

  it('revokes a key on every gateway, sockets included, within a second', async () => {
    const key = await newKey(deployment, { scopes: ['inference:text'] });
    const elsewhere = { url: second().url, key: key.key };
    await using client = connect(elsewhere);
    const closed = new Promise<{ code: number }>((resolve) =>
      client.on('closed', (event) => resolve(event as { code: number })),
    );
    const watching = collect(client.iterate({ query: 'subscription { myTaskEvents { seq } }' })).catch(() => undefined);
    await whenSubscribed(client);
    const revoked = performance.now();
    await ask(caller(), 'mutation($id: ID!) { revokeApiKey(id: $id) { apiKey { status } } }', { id: key.id });
    expect((await closed).code).toBe(4403);
    expect(performance.now() - revoked).toBeLessThan(1000);
    expect((await call(elsewhere, '{ me { owner } }')).status).toBe(401);
    await watching;
  });
});
