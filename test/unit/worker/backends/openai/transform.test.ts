import { describe, expect, test } from 'vitest';
import { readModels } from '../../../../../worker/backends/openai/models.ts';
import { readEmbeddings, toWire } from '../../../../../worker/backends/openai/transform.ts';
import { chatRequest, embeddingRequest, textRequest } from '../../../../contract/worker/backend-contract.ts';

const plain = { reportsProgress: false };

describe('requests', () => {
  test('are always streamed, with usage', () => {
    expect(toWire('m', textRequest({ seed: null }), plain)).toEqual({
      path: '/v1/completions',
      body: {
        model: 'm',
        prompt: 'Hello world.',
        max_tokens: 24,
        temperature: 0.7,
        top_p: 0.9,
        stream: true,
        stream_options: { include_usage: true },
      },
    });
  });

  test('ask llama.cpp for its progress', () => {
    expect(toWire('m', chatRequest('x'), { reportsProgress: true }).body).toMatchObject({ return_progress: true });
  });

  test('carry images, tools, the choice among them and the form of the answer', () => {
    const tools = [{ name: 'f', description: 'does f', parameters: { type: 'object' } }];
    const request = chatRequest('', {
      messages: [
        {
          role: 'USER',
          content: 'look',
          images: [{ mediaType: 'image/png', base64: 'AA' }],
          toolCalls: [],
          toolCallId: null,
        },
        {
          role: 'ASSISTANT',
          content: '',
          images: [],
          toolCalls: [{ id: 'c', name: 'f', arguments: { a: 1 } }],
          toolCallId: null,
        },
        { role: 'TOOL', content: '42', images: [], toolCalls: [], toolCallId: 'c' },
      ],
      tools,
      toolChoice: { mode: 'TOOL', name: 'f' },
      responseFormat: { type: 'JSON' },
    });
    expect(toWire('m', request, plain).body).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'look' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
          ],
        },
        {
          role: 'assistant',
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
        },
        { role: 'tool', content: '42', tool_call_id: 'c' },
      ],
      tools: [{ type: 'function', function: { name: 'f', description: 'does f', parameters: { type: 'object' } } }],
      tool_choice: { type: 'function', function: { name: 'f' } },
      response_format: { type: 'json_object' },
    });
  });
});

describe('embeddings', () => {
  const request = embeddingRequest(['a', 'b']);

  test('come in the order of the inputs, from numbers or base64', () => {
    const base64 = Buffer.from(Float32Array.from([0.5, -2]).buffer).toString('base64');
    const data = [
      { index: 1, embedding: base64 },
      { index: 0, embedding: [1, 2] },
    ];
    const body = { data, usage: { prompt_tokens: 4, total_tokens: 4 } };
    expect(readEmbeddings('b', body, request.input.length)).toEqual([
      {
        type: 'embeddings',
        values: [
          [1, 2],
          [0.5, -2],
        ],
      },
      { type: 'end', finishReason: null, usage: { promptTokens: 4, completionTokens: 0 } },
    ]);
  });

  test.each([
    [
      'the same place twice',
      [
        { index: 0, embedding: [1] },
        { index: 0, embedding: [1] },
      ],
    ],
    [
      'a place that was not asked for',
      [
        { index: 0, embedding: [1] },
        { index: 7, embedding: [1] },
      ],
    ],
    [
      'broken base64',
      [
        { index: 0, embedding: [1] },
        { index: 1, embedding: 'AAA=' },
      ],
    ],
  ])('are refused with %s', (_name, data) => {
    expect(() => readEmbeddings('b', { data }, 2)).toThrow(expect.objectContaining({ code: 'BACKEND_ERROR' }));
  });
});

describe('models', () => {
  const list = (...data: unknown[]) => readModels({ object: 'list', data }, [], 1);

  test('are read with the fields of vLLM and of llama.cpp', () => {
    const vllm = list({ id: 'Qwen/Qwen2-VL-7B', owned_by: 'vllm', max_model_len: 32768 })?.[0];
    expect(vllm).toMatchObject({ isLlamaCpp: false, facts: { contextLength: 32768, type: 'TEXT' } });
    expect(vllm?.facts.capabilities).toContain('VISION');
    const meta = { n_ctx_train: 4096, n_params: 1_100_048_384, size: 668_788_096 };
    const architecture = { input_modalities: ['text', 'image'], output_modalities: ['text'] };
    const llamaCpp = list({ id: 'm', owned_by: 'llamacpp', meta, architecture })?.[0];
    const facts = { contextLength: 4096, parameterSize: '1.1B', sizeBytes: 668_788_096 };
    expect(llamaCpp).toMatchObject({ isLlamaCpp: true, facts });
    expect(llamaCpp?.facts.capabilities).toContain('VISION');
  });

  test('embed when configured so, or else when their name says so', () => {
    expect(list({ id: 'BAAI/bge-m3' })?.[0]?.facts.type).toBe('EMBEDDING');
    const configured = readModels({ object: 'list', data: [{ id: 'mine' }, { id: 'x-embed' }] }, ['mine'], 1);
    expect(configured?.map((model) => model.facts.type)).toEqual(['EMBEDDING', 'TEXT']);
  });

  test('tell another server by its shape', () => {
    expect(readModels({ models: [] }, [], 1)).toBeNull();
    expect(readModels({ object: 'list', data: [{ name: 'no id' }] }, [], 1)).toBeNull();
    expect(readModels('OK', [], 1)).toBeNull();
  });
});
