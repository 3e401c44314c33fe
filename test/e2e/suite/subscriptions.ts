import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { ollamaLine } from '../../simulators/fake-ollama.ts';
import { ask, assertGapless, collect, connect, watch, watchAll, whenSubscribed } from '../support/client.ts';
import type { SeenEvent } from '../support/client.ts';
import { admin, generateText, newKey, readTask } from '../support/deployment.ts';
import type { World } from '../support/world.ts';

/** Live events: across subgraphs, from cursors, and whom they are refused. */
export function subscriptionsSuite(world: () => World): void {
  const caller = () => admin(world().deployment);

  it('resumes from every cursor without loss and without repeat', async () => {
    const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'resume me', waitMs: 10_000 });
    await using client = connect(caller());
    const all = await collect(watch(client, task.id));
    assertGapless(all);
    for (const [index, event] of all.entries()) {
      const rest = await collect(watch(client, task.id, { after: event.cursor }));
      expect(rest).toEqual(all.slice(index + 1));
    }
  });

  it('continues live where a cut connection stopped', async () => {
    const held = world().ollama.hold('/api/generate');
    const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'cut me' });
    await held.arrived;
    const before: SeenEvent[] = [];
    {
      await using client = connect(caller());
      await held.send(ollamaLine.generate('one'));
      for await (const event of watch(client, task.id)) {
        before.push(event);
        if (event.delta !== undefined) break;
      }
    }
    await held.send(ollamaLine.generate(' two'));
    await using again = connect(caller());
    const rest = watch(again, task.id, { after: before.at(-1)?.cursor ?? '' });
    const second = (await rest.next()).value as SeenEvent;
    await held.send(ollamaLine.generate(' three'));
    await held.send(ollamaLine.generateEnd());
    await held.end();
    const all = [...before, second, ...(await collect(rest))];
    assertGapless(all);
    expect(all.map((event) => event.delta ?? '').join('')).toBe('one two three');
    expect(all.at(-1)?.__typename).toBe('TaskCompleted');
  });

  it('crosses into models, cluster and keys in the same subscription', async () => {
    const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'cross' });
    await using client = connect(caller());
    const fields = `
      __typename seq
      task { status model { name contextLength backends { name kind worker { name } } } apiKey { name owner } }
      ... on TaskStarted { worker { name status } }
    `;
    const events = await collect(watch(client, task.id, { fields }));
    const started = events.find((event) => event.__typename === 'TaskStarted');
    expect(started?.['worker']).toMatchObject({ status: 'ACTIVE' });
    expect(events.at(-1)).toMatchObject({
      __typename: 'TaskCompleted',
      task: {
        status: 'COMPLETED',
        model: { name: 'chatty:latest', contextLength: 8192, backends: [{ name: 'ollama', kind: 'OLLAMA' }] },
        apiKey: { owner: 'admin' },
      },
    });
  });

  it('delivers the events of all own tasks and of nobody else', async () => {
    const alice = await newKey(world().deployment, { scopes: ['inference:text'], owner: 'watcher' });
    const bob = await newKey(world().deployment, { scopes: ['inference:text'], owner: 'other' });
    await using client = connect(alice);
    const events = watchAll(client);
    const first = events.next();
    // The subscription has to be in force before anything happens: ask over the same socket.
    await whenSubscribed(client);
    const others = await generateText(bob, { model: 'sandbox', prompt: 'bob', waitMs: 10_000 });
    const mine = await Promise.all(
      [1, 2, 3].map((index) => generateText(alice, { model: 'sandbox', prompt: `a${index}` })),
    );
    const seen: SeenEvent[] = [(await first).value];
    const ended = () => seen.filter((event) => event.__typename === 'TaskCompleted').length;
    while (ended() < 3) seen.push((await events.next()).value);
    expect(seen.some((event) => event.taskId === others.task.id)).toBe(false);
    for (const { task } of mine) assertGapless(seen.filter((event) => event.taskId === task.id));

    const half = seen[Math.floor(seen.length / 2)];
    const replayed = watchAll(client, half?.cursor ?? '');
    for (const expected of seen.slice(seen.indexOf(half as SeenEvent) + 1)) {
      expect((await replayed.next()).value).toEqual(expected);
    }
  });

  it('answers a cursor that is not one with BAD_USER_INPUT', async () => {
    const { task } = await generateText(caller(), { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
    await using client = connect(caller());
    await expect(collect(watch(client, task.id, { after: 'nonsense' }))).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('does not tell a task of somebody else from one that does not exist', async () => {
    const { task } = await generateText(caller(), { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
    const stranger = await newKey(world().deployment, { scopes: ['inference:text'], owner: 'stranger' });
    await using client = connect(stranger);
    for (const id of [task.id, 'task_01arz3ndektsv4rrffq69g5fav']) {
      await expect(collect(watch(client, id))).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
  });

  describe('credentials', () => {
    const closeCode = async (params: Record<string, unknown>): Promise<number> => {
      const socket = new WebSocket(world().deployment.url.replace(/^http/, 'ws'), 'graphql-transport-ws');
      const closed = new Promise<number>((resolve) => socket.on('close', resolve));
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: params })));
      return closed;
    };

    it('closes 4401 without a key and with a wrong one', async () => {
      expect(await closeCode({})).toBe(4401);
      expect(await closeCode({ apiKey: 'sk_live_0123456789abcdefghijABCDEFGHIJ01' })).toBe(4401);
    });

    it('refuses a selection beyond the key’s scopes before anything is subscribed', async () => {
      const key = await newKey(world().deployment, { scopes: ['inference:text'] });
      const { task } = await generateText(key, { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
      await using client = connect(key);
      await expect(collect(watch(client, task.id, { fields: 'seq task { model { name } }' }))).rejects.toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    });

    it('closes 4403 within a second when the key is revoked', async () => {
      const key = await newKey(world().deployment, { scopes: ['inference:text'], owner: 'leaver' });
      await using client = connect(key);
      const closed = new Promise<{ code: number }>((resolve) =>
        client.on('closed', (event) => resolve(event as { code: number })),
      );
      const watching = collect(watchAll(client)).catch((error: unknown) => error);
      await whenSubscribed(client);
      const revoked = performance.now();
      await ask(caller(), 'mutation($id: ID!) { revokeApiKey(id: $id) { apiKey { status } } }', { id: key.id });
      expect((await closed).code).toBe(4403);
      expect(performance.now() - revoked).toBeLessThan(1000);
      await watching;
    });

    it('closes 4403 when the key expires', async () => {
      const key = await newKey(world().deployment, {
        scopes: ['inference:text'],
        expiresAt: new Date(Date.now() + 1200).toISOString(),
      });
      await using client = connect(key);
      const closed = new Promise<{ code: number }>((resolve) =>
        client.on('closed', (event) => resolve(event as { code: number })),
      );
      await collect(watchAll(client)).catch(() => undefined);
      expect((await closed).code).toBe(4403);
    });
  });

  it('replays the end of a finished task from its row when asked with the last cursor', async () => {
    const { task } = await generateText(caller(), { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
    await using client = connect(caller());
    const all = await collect(watch(client, task.id));
    expect(await collect(watch(client, task.id, { after: all.at(-1)?.cursor ?? '' }))).toEqual([]);
    expect((await readTask(caller(), task.id)).status).toBe('COMPLETED');
  });
}
