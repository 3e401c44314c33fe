import { expect, test } from 'vitest';
import { readTags, toModelFacts } from '../../../../../worker/backends/ollama/models.ts';

const row = { name: 'qwen3:8b', digest: 'd', sizeBytes: 5, details: { family: 'qwen3' }, capabilities: null };

test('reads what the model can do, its context and its licence', () => {
  const show = {
    license: '\n  Apache License  \nVersion 2.0',
    capabilities: ['completion', 'tools', 'thinking', 'vision', 'insert'],
    details: { family: 'qwen3', quantization_level: 'Q4_K_M', parameter_size: '8.2B' },
    model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': 40960 },
  };
  expect(toModelFacts(row, show, 1)).toEqual({
    name: 'qwen3:8b',
    type: 'TEXT',
    status: 'AVAILABLE',
    description: null,
    sizeBytes: 5,
    capabilities: ['COMPLETION', 'CHAT', 'STRUCTURED_OUTPUT', 'TOOLS', 'REASONING', 'VISION'],
    contextLength: 40960,
    quantization: 'Q4_K_M',
    family: 'qwen3',
    parameterSize: '8.2B',
    licence: 'Apache License',
    refreshedAtMs: 1,
  });
});

test('makes do without the details of a model', () => {
  expect(toModelFacts(row, null, 1)).toMatchObject({ type: 'TEXT', family: 'qwen3', contextLength: null });
  expect(toModelFacts({ ...row, name: 'nomic-embed-text' }, null, 1)).toMatchObject({ type: 'EMBEDDING' });
});

test('knows embedding and image models by what they report', () => {
  expect(toModelFacts(row, { capabilities: ['embedding'] }, 1)).toMatchObject({ type: 'EMBEDDING' });
  expect(toModelFacts(row, { capabilities: ['image'] }, 1)).toMatchObject({ type: 'IMAGE', capabilities: [] });
});

test('tells another server by the shape of its list', () => {
  expect(readTags({ object: 'list', data: [] })).toBeNull();
  expect(readTags({ models: [{ name: 'a' }, { noName: true }] })).toHaveLength(1);
});
