import { describe, expect, it } from 'vitest';
import { ollamaLine } from '../../simulators/fake-ollama.ts';
import { ask, assertGapless, collect, connect, post, watch } from '../support/client.ts';
import { admin, createEmbeddings, generateChat, generateText, newKey, readTask } from '../support/deployment.ts';
import type { World } from '../support/world.ts';

const userErrors = 'errors { __typename ... on UserError { code path } }';

/** Tasks from submission to their end. */
export function tasksSuite(world: () => World): void {
  const caller = () => admin(world().deployment);

  describe('text', () => {
    it('answers in one call with waitMs, with usage and figures', async () => {
      const { task, errors } = await generateText(caller(), {
        model: 'chatty:latest',
        prompt: 'hello world',
        waitMs: 10_000,
      });
      expect(errors).toEqual([]);
      expect(task).toMatchObject({
        kind: 'TEXT',
        status: 'COMPLETED',
        owner: 'admin',
        modelName: 'chatty:latest',
        result: {
          __typename: 'TextResult',
          text: 'You said: hello world Grüße 👋 and goodbye.',
          finishReason: 'STOP',
          usage: { promptTokens: 2, completionTokens: 8, estimated: false },
        },
        metadata: { attempts: 1, model: 'chatty:latest', backend: 'ollama' },
      });
      expect(task.metadata.queueMs).toBeGreaterThanOrEqual(0);
      expect(task.metadata.processingMs).toBeGreaterThanOrEqual(0);
    });

    it('finds a model whose tag was left out', async () => {
      const { task } = await createEmbeddings(caller(), { model: 'vectors', input: ['x'], waitMs: 10_000 });
      expect(task).toMatchObject({ status: 'COMPLETED', modelName: 'vectors:latest' });
    });

    it('sends the parameters and their defaults to the backend', async () => {
      const held = world().ollama.hold('/api/generate');
      const { task } = await generateText(caller(), {
        model: 'chatty:latest',
        prompt: 'x',
        maxTokens: 7,
        topK: 3,
        stopSequences: ['END'],
        seed: 42,
      });
      const { body } = await held.arrived;
      expect(body).toMatchObject({
        model: 'chatty:latest',
        prompt: 'x',
        options: { num_predict: 7, temperature: 0.7, top_p: 0.9, top_k: 3, stop: ['END'], seed: 42 },
      });
      await held.send(ollamaLine.generateEnd());
      await held.end();
      await expect.poll(async () => (await readTask(caller(), task.id)).status).toBe('COMPLETED');
    });

    it('answers with the running task when waitMs is over first', async () => {
      const held = world().ollama.hold('/api/generate');
      const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'slow', waitMs: 50 });
      expect(['PENDING', 'PROCESSING']).toContain(task.status);
      await held.send(ollamaLine.generate('late'));
      await held.send(ollamaLine.generateEnd());
      await held.end();
      await expect.poll(async () => (await readTask(caller(), task.id)).result?.text).toBe('late');
    });

    it('cancels the task when the waiting client goes away', async () => {
      const held = world().ollama.hold('/api/generate');
      const leaving = new AbortController();
      const query = `mutation { generateText(input: { model: "chatty:latest", prompt: "gone ${Math.random()}", waitMs: 20000 }) { task { id } } }`;
      const answer = post(caller(), { query }, leaving.signal);
      await held.arrived;
      leaving.abort();
      await expect(answer).rejects.toThrow();
      await held.closedByClient;
      const newest = '{ tasks(first: 1, filter: { model: "chatty:latest" }) { nodes { status } } }';
      // The backend hears of it first, then the status says so.
      await expect.poll(async () => (await ask(caller(), newest)).tasks.nodes[0].status).toBe('CANCELLED');
    });
  });

  describe('chat', () => {
    it('answers a conversation', async () => {
      const { task, errors } = await generateChat(caller(), {
        model: 'chatty',
        messages: [
          { role: 'SYSTEM', content: 'Be brief.' },
          { role: 'USER', content: 'hello' },
        ],
        waitMs: 10_000,
      });
      expect(errors).toEqual([]);
      expect(task.result).toMatchObject({
        __typename: 'ChatResult',
        message: { role: 'ASSISTANT', toolCalls: [] },
        finishReason: 'STOP',
      });
      expect(task.result.message.content).toContain('You said: hello');
    });

    it.each(['chatty', 'chatty:latest'])('lets %s call a tool', async (model) => {
      const { task, errors } = await generateChat(caller(), {
        model,
        messages: [{ role: 'USER', content: 'the weather please' }],
        tools: [{ name: 'forecast', description: 'Weather', parameters: { type: 'object' } }],
        waitMs: 10_000,
      });
      expect(errors).toEqual([]);
      expect(task.result).toMatchObject({
        finishReason: 'TOOL_CALLS',
        message: { toolCalls: [{ name: 'forecast', arguments: { city: 'Zürich', days: 2 } }] },
      });
    });

    it('answers in JSON when asked to', async () => {
      const { task } = await generateChat(caller(), {
        model: 'chatty',
        messages: [{ role: 'USER', content: 'hello' }],
        responseFormat: { type: 'JSON_SCHEMA', schema: { type: 'object', properties: { ok: { type: 'boolean' } } } },
        waitMs: 10_000,
      });
      expect(JSON.parse(task.result.message.content)).toEqual({ ok: true });
    });
  });

  describe('embeddings', () => {
    it.each(['vectors:latest', 'vectors-embed', 'sandbox-embed'])(
      'gives a vector for each text with %s',
      async (model) => {
        const { task, errors } = await createEmbeddings(caller(), {
          model,
          input: ['one', 'two words'],
          waitMs: 10_000,
        });
        expect(errors).toEqual([]);
        expect(task.result.embeddings.map((embedding: { index: number }) => embedding.index)).toEqual([0, 1]);
        for (const { values } of task.result.embeddings) {
          expect(values).toHaveLength(task.result.dimensions);
          expect(Math.hypot(...values)).toBeCloseTo(1, 3);
        }
        expect(task.result.usage.promptTokens).toBeGreaterThan(0);
      },
    );
  });

  describe('cancelling', () => {
    it('closes the connection to the backend within 250 ms and keeps what was produced', async () => {
      const held = world().ollama.hold('/api/generate');
      const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'endless' });
      await using client = connect(caller());
      const events = watch(client, task.id);
      await held.send(ollamaLine.generate('partial'));
      for (;;) if ((await events.next()).value.__typename === 'TaskOutputAppended') break;

      const asked = performance.now();
      const cancelled = await ask(
        caller(),
        `mutation($id: ID!) { cancelTask(id: $id) { task { status } ${userErrors} } }`,
        {
          id: task.id,
        },
      );
      expect(cancelled.cancelTask).toEqual({ task: { status: 'CANCELLED' }, errors: [] });
      expect((await held.closedByClient) - asked).toBeLessThan(250);
      expect((await collect(events)).map((event) => event.__typename)).toEqual(['TaskCancelled']);
      await expect.poll(async () => (await readTask(caller(), task.id)).result?.text).toBe('partial');
      expect((await readTask(caller(), task.id)).result.finishReason).toBeNull();
    });

    it('refuses to cancel what has ended', async () => {
      const { task } = await generateText(caller(), { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
      const answer = await ask(caller(), `mutation($id: ID!) { cancelTask(id: $id) { task { id } ${userErrors} } }`, {
        id: task.id,
      });
      expect(answer.cancelTask).toEqual({
        task: null,
        errors: [{ __typename: 'TaskStateError', code: 'TASK_FINISHED', path: ['id'] }],
      });
    });
  });

  describe('idempotency', () => {
    it('returns the same task for the same input and refuses another', async () => {
      const input = { model: 'sandbox', prompt: 'once', idempotencyKey: `key-${Math.random()}` };
      const many = await Promise.all(Array.from({ length: 8 }, () => generateText(caller(), input)));
      expect(new Set(many.map(({ task }) => task.id)).size).toBe(1);
      const other = await generateText(caller(), { ...input, prompt: 'twice' });
      expect(other).toMatchObject({
        task: null,
        errors: [
          { __typename: 'IdempotencyConflictError', code: 'IDEMPOTENCY_CONFLICT', path: ['input', 'idempotencyKey'] },
        ],
      });
    });
  });

  describe('listing', () => {
    it('pages through own tasks, newest first, without gap or repeat', async () => {
      const key = await newKey(world().deployment, { scopes: ['inference:text'], owner: 'pager' });
      const ids: string[] = [];
      for (let index = 0; index < 7; index++) {
        ids.unshift((await generateText(key, { model: 'sandbox', prompt: `page ${index}` })).task.id);
      }
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { tasks } = await ask(
          key,
          'query($after: String) { tasks(first: 3, after: $after) { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }',
          { after },
        );
        expect(tasks.totalCount).toBe(7);
        expect(tasks.pageInfo.hasPreviousPage).toBe(after !== null);
        seen.push(...tasks.nodes.map((node: { id: string }) => node.id));
        after = tasks.pageInfo.hasNextPage ? tasks.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(ids);
    });

    it('filters by status, kind and model', async () => {
      const { tasks } = await ask(
        caller(),
        '{ tasks(filter: { status: [COMPLETED], kind: [EMBEDDING], model: "vectors:latest" }) { nodes { status kind modelName } } }',
      );
      expect(tasks.nodes.length).toBeGreaterThan(0);
      for (const node of tasks.nodes) {
        expect(node).toEqual({ status: 'COMPLETED', kind: 'EMBEDDING', modelName: 'vectors:latest' });
      }
    });
  });

  it('streams every token as an event, gapless, with one terminal event', async () => {
    const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'stream this' });
    await using client = connect(caller());
    const events = await collect(watch(client, task.id));
    assertGapless(events);
    expect(events.map((event) => event.__typename).filter((name, index, all) => name !== all[index - 1])).toEqual([
      'TaskQueued',
      'TaskStarted',
      'TaskOutputAppended',
      'TaskCompleted',
    ]);
    const text = events.map((event) => event.delta ?? '').join('');
    expect(text).toBe((await readTask(caller(), task.id)).result.text);
  });
}
