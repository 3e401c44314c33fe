import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../../../../kernel/task.ts';
import { makeOllamaReader, readEmbeddings, toWire } from '../../../../../worker/backends/ollama/transform.ts';
import { chatRequest, embeddingRequest, textRequest } from '../../../../contract/worker/backend-contract.ts';

describe('requests', () => {
  test('pass on all sampling parameters, and only those that are set', () => {
    const request = textRequest({ topK: 40, stopSequences: ['END'], maxTokens: 5 });
    expect(toWire('b', 'm', request)).toEqual({
      path: '/api/generate',
      body: {
        model: 'm',
        prompt: 'Hello world.',
        stream: true,
        truncate: false,
        options: { num_predict: 5, temperature: 0.7, top_p: 0.9, top_k: 40, seed: 7, stop: ['END'] },
      },
    });
    const bare = toWire('b', 'm', textRequest({ seed: null })).body['options'];
    expect(bare).toEqual({ num_predict: 24, temperature: 0.7, top_p: 0.9 });
  });

  test('carry images, earlier tool calls and their answers', () => {
    const request: ChatRequest = {
      ...chatRequest('what is this?'),
      messages: [
        {
          role: 'USER',
          content: 'look',
          images: [{ mediaType: 'image/png', base64: 'AAAA' }],
          toolCalls: [],
          toolCallId: null,
        },
        {
          role: 'ASSISTANT',
          content: '',
          images: [],
          toolCalls: [{ id: 'c1', name: 'f', arguments: { a: 1 } }],
          toolCallId: null,
        },
        { role: 'TOOL', content: '42', images: [], toolCalls: [], toolCallId: 'c1' },
      ],
      tools: [{ name: 'f', description: null, parameters: null }],
      responseFormat: { type: 'JSON_SCHEMA', schema: { type: 'object' } },
    };
    const { body } = toWire('b', 'm', request);
    expect(body['messages']).toEqual([
      { role: 'user', content: 'look', images: ['AAAA'] },
      { role: 'assistant', content: '', tool_calls: [{ id: 'c1', function: { name: 'f', arguments: { a: 1 } } }] },
      { role: 'tool', content: '42', tool_call_id: 'c1', tool_name: 'f' },
    ]);
    expect(body['format']).toEqual({ type: 'object' });
    expect(body['tools']).toHaveLength(1);
  });

  test('leave tools out when none may be called', () => {
    const tools = [{ name: 'f', description: null, parameters: null }];
    expect(toWire('b', 'm', chatRequest('x', { tools, toolChoice: { mode: 'NONE' } })).body).not.toHaveProperty(
      'tools',
    );
  });

  test('refuse a forced tool call, which Ollama cannot do', () => {
    const tools = [{ name: 'f', description: null, parameters: null }];
    const request = chatRequest('x', { tools, toolChoice: { mode: 'TOOL', name: 'f' } });
    expect(() => toWire('b', 'm', request)).toThrow(expect.objectContaining({ code: 'BACKEND_REJECTED' }));
  });

  test('ask for embeddings of a length', () => {
    const { path, body } = toWire('b', 'm', embeddingRequest(['a', 'b'], 64));
    expect({ path, body }).toEqual({
      path: '/api/embed',
      body: { model: 'm', input: ['a', 'b'], truncate: false, dimensions: 64 },
    });
  });
});

describe('answers', () => {
  test('take a missing count for 0 and two missing counts for no report', () => {
    const end = (line: string) => makeOllamaReader('b').push(`${line}\n`).at(-1);
    expect(end('{"done":true,"done_reason":"length","eval_count":2}')).toMatchObject({
      finishReason: 'LENGTH',
      usage: { promptTokens: 0, completionTokens: 2 },
    });
    expect(end('{"done":true,"done_reason":"stop"}')).toMatchObject({ finishReason: 'STOP', usage: null });
  });

  test('count a last line without a line end', () => {
    const reader = makeOllamaReader('b');
    reader.push('{"response":"a"}\n{"done":true}');
    expect(reader.finish()).toEqual([{ type: 'end', finishReason: 'STOP', usage: null }]);
  });

  test.each([
    ['no list', {}],
    ['too few vectors', { embeddings: [[1]] }],
    ['an empty vector', { embeddings: [[1], []] }],
    ['something else than numbers', { embeddings: [[1], ['x']] }],
  ])('refuse embeddings with %s', (_name, body) => {
    expect(() => readEmbeddings('b', body, 2)).toThrow(expect.objectContaining({ code: 'BACKEND_ERROR' }));
  });
});
