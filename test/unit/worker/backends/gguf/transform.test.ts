import { expect, test } from 'vitest';
import {
  modelNameOfFile,
  roomAfter,
  toChatHistory,
  toModelFacts,
} from '../../../../../worker/backends/gguf/transform.ts';
import { chatRequest } from '../../../../contract/worker/backend-contract.ts';

test.each([
  ['llama-3.2-1b-q4.gguf', 'llama-3.2-1b-q4'],
  ['Model.GGUF', 'Model'],
  ['big-00001-of-00003.gguf', 'big'],
  ['big-00002-of-00003.gguf', null],
  ['mmproj-model-f16.gguf', null],
  ['notes.txt', null],
  ['.gguf', null],
])('names %s %s', (file, name) => {
  expect(modelNameOfFile(file)).toBe(name);
});

const file = { name: 'm', sizeBytes: 10 };

test('reads the header', () => {
  const metadata = {
    general: { architecture: 'llama', name: 'Llama', file_type: 15, license: 'mit' },
    llama: { context_length: 8192 },
    tokenizer: { chat_template: '{{ messages }} <think>' },
  };
  const info = { metadata, fullTensorInfo: [{ dimensions: [1000, 2000] }, { dimensions: [500n, 1000n] }] };
  expect(toModelFacts(file, info, { contextLimit: 4096, nowMs: 1 })).toMatchObject({
    type: 'TEXT',
    capabilities: ['COMPLETION', 'CHAT', 'STRUCTURED_OUTPUT', 'REASONING'],
    contextLength: 4096,
    quantization: 'Q4_K_M',
    family: 'llama',
    parameterSize: '3M',
    licence: 'mit',
  });
});

test('takes a model that pools for an embedding model, and one without a template for no chat model', () => {
  const options = { contextLimit: null, nowMs: 1 };
  const pools = { metadata: { general: { architecture: 'bert' }, bert: { pooling_type: 1, context_length: 512 } } };
  expect(toModelFacts(file, pools, options)).toMatchObject({ type: 'EMBEDDING', contextLength: 512 });
  const bare = { metadata: { general: { architecture: 'llama' }, llama: {} } };
  expect(toModelFacts(file, bare, options)).toMatchObject({ capabilities: ['COMPLETION'], contextLength: null });
});

test('says how many tokens are too many', () => {
  expect(roomAfter('b', 500, 512)).toBe(12);
  expect(() => roomAfter('b', 512, 512)).toThrow('the prompt has 512 tokens; the context holds 512');
});

test('makes a history that ends with the place to write into', () => {
  expect(toChatHistory('b', chatRequest('hi'))).toEqual([
    { type: 'user', text: 'hi' },
    { type: 'model', response: [] },
  ]);
});

test('refuses tools and images', () => {
  const tools = [{ name: 'f', description: null, parameters: null }];
  expect(() => toChatHistory('b', chatRequest('hi', { tools }))).toThrow('does not call tools');
  const [message] = chatRequest('hi').messages;
  if (message === undefined) throw new Error('No message');
  const messages = [{ ...message, images: [{ mediaType: 'image/png', base64: 'AA' }] }];
  expect(() => toChatHistory('b', chatRequest('hi', { messages }))).toThrow('does not read images');
});
