import { describe, expect, it } from 'vitest';
import { ollamaLine } from '../../simulators/fake-ollama.ts';
import { ask } from '../support/client.ts';
import { admin, generateChat, generateText, readTask } from '../support/deployment.ts';
import type { World } from '../support/world.ts';

type Held = ReturnType<World['ollama']['hold']>;

const userErrors = 'errors { __typename ... on UserError { code path } }';

/** What becomes of tasks whose backend fails, and retrying them. */
export function failuresSuite(world: () => World): void {
  const caller = () => admin(world().deployment);

  describe('failing and retrying', () => {
    it('fails with the backend’s words, and succeeds when retried', async () => {
      const held = world().ollama.hold('/api/generate');
      const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'again' });
      await held.send(ollamaLine.generate('some'));
      await held.send(`${JSON.stringify({ error: 'CUDA out of memory' })}\n`);
      await held.end();
      await expect.poll(async () => (await readTask(caller(), task.id)).status).toBe('FAILED');
      const failed = await readTask(caller(), task.id);
      expect(failed.error).toMatchObject({ code: 'BACKEND_ERROR', retryable: true });
      expect(failed.error.message).toContain('CUDA out of memory');

      const { retryTask } = await ask(
        caller(),
        `mutation($id: ID!) { retryTask(id: $id) { task { id retryOf { id } } ${userErrors} } }`,
        { id: task.id },
      );
      expect(retryTask.task.retryOf.id).toBe(task.id);
      await expect.poll(async () => (await readTask(caller(), retryTask.task.id)).status).toBe('COMPLETED');
    });

    it('refuses to retry what has not failed', async () => {
      const { task } = await generateText(caller(), { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
      const { retryTask } = await ask(
        caller(),
        `mutation($id: ID!) { retryTask(id: $id) { task { id } ${userErrors} } }`,
        { id: task.id },
      );
      expect(retryTask.errors).toMatchObject([{ __typename: 'TaskStateError', code: 'TASK_NOT_FINISHED' }]);
    });

    it('tries another backend of the model while nothing has been streamed', async () => {
      const refusing = [world().vllm.hold('/v1/chat/completions'), world().twin.hold('/v1/chat/completions')];
      const submitted = generateChat(caller(), {
        model: 'chatty',
        messages: [{ role: 'USER', content: 'hi' }],
        waitMs: 10_000,
      });
      const first = await Promise.race(refusing.map(async (held, index) => (await held.arrived, index)));
      await refusing[first]?.answer(500, { error: { message: 'engine died' } });
      const second = refusing[1 - first];
      await second?.arrived;
      await second?.send('data: {"choices":[{"index":0,"delta":{"content":"saved"},"finish_reason":null}]}\n\n');
      await second?.send('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
      await second?.end();
      const { task } = await submitted;
      expect(task).toMatchObject({ status: 'COMPLETED', metadata: { attempts: 1 } });
      expect(task.result.message.content).toBe('saved');
    });
  });

  describe('backends that misbehave', () => {
    it.each([
      ['hangs before the first byte', 'BACKEND_TIMEOUT', async () => {}],
      ['hangs in the middle', 'BACKEND_TIMEOUT', async (held: Held) => held.send(ollamaLine.generate('one'))],
      [
        'ends before its end marker',
        'BACKEND_TRUNCATED',
        async (held: Held) => {
          await held.send(ollamaLine.generate('one'));
          await held.end();
        },
      ],
      [
        'disappears in the middle',
        'BACKEND_TRUNCATED',
        async (held: Held) => {
          await held.send(ollamaLine.generate('one'));
          await held.reset();
        },
      ],
      [
        'sends garbage',
        'BACKEND_ERROR',
        async (held: Held) => {
          await held.send(ollamaLine.generate('one'));
          await held.send('<html>oops</html>\n');
          await held.end();
        },
      ],
    ] as const)('fails when the backend %s', async (_name, code, misbehave) => {
      const held = world().ollama.hold('/api/generate');
      const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'misbehave' });
      await held.arrived;
      await misbehave(held);
      await expect.poll(async () => (await readTask(caller(), task.id)).status, { timeout: 15_000 }).toBe('FAILED');
      expect((await readTask(caller(), task.id)).error).toMatchObject({ code, retryable: true });
      // One failure is no reason to rest the backend: later tasks still run.
      const next = await generateText(caller(), { model: 'chatty:latest', prompt: 'next', waitMs: 15_000 });
      expect(next.task.status).toBe('COMPLETED');
    });

    it('does not retry what the backend refuses', async () => {
      const held = world().ollama.hold('/api/generate');
      const { task } = await generateText(caller(), { model: 'chatty:latest', prompt: 'too long' });
      await held.answer(400, { error: 'input length exceeds the context length' });
      await expect.poll(async () => (await readTask(caller(), task.id)).status).toBe('FAILED');
      expect((await readTask(caller(), task.id)).error).toMatchObject({ code: 'BACKEND_REJECTED', retryable: false });
    });
  });
}
