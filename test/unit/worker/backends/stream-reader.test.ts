import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BackendChunk } from '../../../../worker/backend.ts';
import { makeOllamaReader } from '../../../../worker/backends/ollama/transform.ts';
import { makeOpenAiReader } from '../../../../worker/backends/openai/reader.ts';
import { readChunks } from '../../../../worker/backends/stream-reader.ts';
import type { StreamReader } from '../../../../worker/backends/stream-reader.ts';

const ollamaStream = [
  { message: { role: 'assistant', content: '', thinking: 'Grüße? ' }, done: false },
  { message: { role: 'assistant', content: 'Zürich 👋\n' }, done: false },
  { message: { content: '', tool_calls: [{ function: { name: 'f', arguments: { a: 'ä' } } }] }, done: false },
  { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 3, eval_count: 9 },
]
  .map((line) => JSON.stringify(line))
  .join('\n');

const openAiStream = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }], usage: null },
  { choices: [{ index: 0, delta: { reasoning_content: 'Hm… ' } }] },
  { choices: [{ index: 0, delta: { reasoning: 'ja.' } }] },
  { choices: [{ index: 0, delta: { content: 'Zürich 👋' } }] },
  { choices: [{ delta: { tool_calls: [{ index: 0, id: 'c1', function: { name: 'f', arguments: '{"a":' } }] } }] },
  { choices: [{ delta: { tool_calls: [{ index: 1, id: 'c2', function: { name: 'g', arguments: '' } }] } }] },
  { choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: '"ä"}' } }] } }] },
  { choices: [{ delta: {}, finish_reason: 'tool_calls' }] },
  { choices: [], usage: { prompt_tokens: 3, completion_tokens: 9, total_tokens: 12 } },
]
  .map((event) => `: ping\r\n\r\ndata: ${JSON.stringify(event)}\r\n\r\n`)
  .join('')
  .concat('data: [DONE]\n\n');

const cases: readonly [string, string, () => StreamReader][] = [
  ['Ollama', ollamaStream, () => makeOllamaReader('b')],
  ['the OpenAI API', openAiStream, () => makeOpenAiReader('b')],
];

async function read(parts: readonly Uint8Array[], reader: StreamReader): Promise<BackendChunk[]> {
  async function* bytes(): AsyncIterable<Uint8Array> {
    yield* parts;
  }
  const chunks: BackendChunk[] = [];
  for await (const chunk of readChunks(bytes(), reader, new AbortController().signal)) chunks.push(chunk);
  return chunks;
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set([...places.map((place) => place % bytes.length), bytes.length])].toSorted((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
}

describe.each(cases)('the stream of %s', (_name, text, makeReader) => {
  const bytes = new TextEncoder().encode(text);

  test('gives the same chunks however the network cuts it', async () => {
    const whole = await read([bytes], makeReader());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 40 }), async (places) => {
        expect(await read(cut(bytes, places), makeReader())).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('is read right', async () => {
    const chunks = await read([bytes], makeReader());
    const textOf = (channel: string) =>
      chunks.flatMap((chunk) => (chunk.type === 'text' && chunk.channel === channel ? [chunk.delta] : [])).join('');
    expect(textOf('ANSWER').trim()).toBe('Zürich 👋');
    expect(textOf('REASONING')).not.toBe('');
    const calls = chunks.flatMap((chunk) => (chunk.type === 'toolCall' ? [chunk.call] : []));
    expect(calls[0]).toMatchObject({ name: 'f', arguments: { a: 'ä' } });
    const usage = { promptTokens: 3, completionTokens: 9 };
    expect(chunks.at(-1)).toEqual({ type: 'end', finishReason: 'TOOL_CALLS', usage });
  });

  test('is truncated wherever it is cut off before its end', async () => {
    // Up to the last event: what follows its last character is not needed to know that it is the end.
    const lastEvent = Math.max(text.lastIndexOf('\n{'), text.lastIndexOf('data: [DONE]'));
    await fc.assert(
      fc.asyncProperty(fc.nat(new TextEncoder().encode(text.slice(0, lastEvent)).length), async (length) => {
        const run = read([bytes.subarray(0, length)], makeReader());
        await expect(run).rejects.toMatchObject({ code: 'BACKEND_TRUNCATED' });
      }),
      { numRuns: 60 },
    );
  });
});
