import { Ollama } from 'ollama';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { startFakeOllama } from '../../simulators/fake-ollama.ts';
import { startFakeOpenAi } from '../../simulators/fake-openai.ts';

describe('the fake Ollama, asked by the official client', () => {
  test('streams a chat with reasoning', async () => {
    await using server = await startFakeOllama();
    const client = new Ollama({ host: server.url });
    const messages = [{ role: 'user', content: 'think of Zürich' }];
    const parts = await all(await client.chat({ model: 'chatty', messages, stream: true }));
    expect(parts.map((part) => part.message.content).join('')).toContain('You said: think of Zürich');
    expect(parts.map((part) => part.message.thinking ?? '').join('')).toBe('Let me think.');
    expect(parts.at(-1)).toMatchObject({ done: true, done_reason: 'stop', prompt_eval_count: 3 });
  });

  test('generates, calls tools, embeds, lists, shows and reports unknown models', async () => {
    await using server = await startFakeOllama();
    const client = new Ollama({ host: server.url });
    const generated = await client.generate({ model: 'chatty:latest', prompt: 'Hi', stream: false });
    expect(generated.response).toContain('You said: Hi');
    const tool = { type: 'function', function: { name: 'forecast', description: '', parameters: {} } };
    const chat = await client.chat({
      model: 'chatty',
      messages: [{ role: 'user', content: 'the weather?' }],
      tools: [tool],
    });
    expect(chat.message.tool_calls?.[0]?.function).toMatchObject({ name: 'forecast', arguments: { days: 2 } });
    const embedded = await client.embed({ model: 'vectors', input: ['a', 'b'] });
    expect(embedded.embeddings).toHaveLength(2);
    expect((await client.list()).models.map((model) => model.name)).toContain('chatty:latest');
    expect((await client.show({ model: 'chatty' })).capabilities).toContain('completion');
    await expect(client.generate({ model: 'nobody', prompt: 'Hi' })).rejects.toThrow("model 'nobody' not found");
  });
});

describe.each(['vllm', 'llamacpp'] as const)('the fake OpenAI API (%s), asked by the official client', (flavour) => {
  test('streams a chat and its usage', async () => {
    await using server = await startFakeOpenAi({ flavour, apiKey: 'key' });
    const client = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1`, maxRetries: 0 });
    const parts = await all(
      await client.chat.completions.create({
        model: 'chatty',
        messages: [{ role: 'user', content: 'Zürich' }],
        stream: true,
        stream_options: { include_usage: true },
      }),
    );
    expect(parts.map((part) => part.choices[0]?.delta.content ?? '').join('')).toContain('You said: Zürich');
    expect(parts.at(-1)?.usage?.prompt_tokens).toBe(1);
    expect(parts.some((part) => part.choices[0]?.finish_reason === 'stop')).toBe(true);
  });

  test('completes, calls tools, embeds, lists and refuses', async () => {
    await using server = await startFakeOpenAi({ flavour, apiKey: 'key' });
    const client = new OpenAI({ apiKey: 'key', baseURL: `${server.url}/v1`, maxRetries: 0 });
    const completion = await client.completions.create({ model: 'chatty', prompt: 'Hi', max_tokens: 2 });
    expect(completion.choices[0]).toMatchObject({ text: 'You said:', finish_reason: 'length' });
    const chat = await client.chat.completions.create({
      model: 'chatty',
      messages: [{ role: 'user', content: 'the weather?' }],
      tools: [{ type: 'function', function: { name: 'forecast' } }],
    });
    const call = chat.choices[0]?.message.tool_calls?.[0];
    expect(call?.type === 'function' ? call.function.name : '').toBe('forecast');
    const embedded = await client.embeddings.create({ model: 'vectors-embed', input: ['a', 'b'] });
    expect(embedded.data[1]?.embedding).toHaveLength(8);
    expect((await all(client.models.list())).map((model) => model.id)).toContain('chatty');
    const stranger = new OpenAI({ apiKey: 'wrong', baseURL: `${server.url}/v1`, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401 });
    await expect(client.completions.create({ model: 'nobody', prompt: 'Hi' })).rejects.toMatchObject({ status: 404 });
  });
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
