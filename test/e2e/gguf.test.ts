import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../sdk/client.ts';
import { prepareTinyModels } from '../fixtures/gguf.ts';
import { startEmbedded } from './support/embedded.ts';
import type { EmbeddedDeployment } from './support/embedded.ts';
import { startProgram } from './support/process.ts';
import type { RunningProgram } from './support/process.ts';

describe('GGUF files run by llama.cpp inside the worker', () => {
  const stack = new AsyncDisposableStack();
  let deployment: EmbeddedDeployment;
  beforeAll(async () => {
    const { folder } = await prepareTinyModels();
    deployment = stack.use(
      await startEmbedded({
        config: `discovery: false\nbackends: [{ name: local, kind: gguf, path: '${folder}', threads: 1, concurrency: 2 }]\n`,
        models: ['tiny', 'tiny-embed'],
      }),
    );
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  const client = () => createClient({ url: deployment.url, apiKey: deployment.adminKey });
  const cli = (...args: readonly string[]): RunningProgram =>
    startProgram({ args, env: { INFERGRAPH_URL: deployment.url, INFERGRAPH_API_KEY: deployment.adminKey } });

  it('streams an answer, the same again for the same seed', async () => {
    await using graph = client();
    const texts: string[] = [];
    for (let round = 0; round < 2; round++) {
      let text = '';
      let pieces = 0;
      for await (const step of graph.streamText({
        model: 'tiny',
        prompt: 'once upon a time',
        maxTokens: 24,
        seed: 7,
      })) {
        if (step.type === 'delta') {
          text += step.text;
          pieces++;
        }
        if (step.type === 'completed') {
          expect(step.task.result).toMatchObject({ text, finishReason: 'LENGTH' });
          expect(step.task.metadata.usage).toMatchObject({ completionTokens: 24, estimated: false });
        }
      }
      expect(pieces).toBeGreaterThan(1);
      texts.push(text);
    }
    expect(texts[0]).not.toBe('');
    expect(texts[1]).toBe(texts[0]);
  });

  it('embeds', async () => {
    await using graph = client();
    const task = await graph.createEmbeddings({ model: 'tiny-embed', input: ['one', 'two'], waitMs: 20_000 });
    expect(task.result).toMatchObject({ __typename: 'EmbeddingResult', embeddings: [{ index: 0 }, { index: 1 }] });
  });

  it('says what is allowed when a prompt is longer than the context', async () => {
    await using graph = client();
    const task = await graph.generateText({ model: 'tiny', prompt: 'word '.repeat(3000), waitMs: 20_000 });
    expect(task).toMatchObject({ status: 'FAILED', error: { code: 'BACKEND_REJECTED', retryable: false } });
    expect(task.error?.message).toContain('512');
  });

  it('is generated with and watched from the command line', async () => {
    const generate = cli('generate', 'hello world', '--model', 'tiny', '--max-tokens', '12', '--json');
    expect(await generate.exited).toBe(0);
    const task = JSON.parse(generate.stdout()) as { id: string; result: { text: string } };
    const watching = cli('tasks', 'watch', task.id);
    expect(await watching.exited).toBe(0);
    expect(watching.stdout().trim()).toBe(task.result.text.trim());
    expect(watching.output()).toContain('completed');
  });
});
