import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { answer, embedText } from '../../../../../worker/backends/sandbox/transform.ts';
import { answerOf, chatRequest, endOf, textRequest } from '../../../../contract/worker/backend-contract.ts';

test('says what it is, quotes the prompt and how to connect a real backend', () => {
  const text = answerOf(answer('sandbox', 'sandbox', textRequest({ prompt: 'Tell me\n a story', maxTokens: 500 })));
  expect(text).toContain('built-in sandbox');
  expect(text).toContain('"Tell me a story"');
  expect(text).toMatch(/backends:\n {2}- kind: ollama\n {4}name: local\n {4}url: http/);
});

test('answers a JSON request with JSON that says the same, and refuses a schema', () => {
  const text = answerOf(
    answer('sandbox', 'sandbox', chatRequest('hi', { responseFormat: { type: 'JSON' }, maxTokens: 500 })),
  );
  expect(JSON.parse(text)).toMatchObject({ sandbox: true, prompt: 'hi' });
  const withSchema = chatRequest('hi', { responseFormat: { type: 'JSON_SCHEMA', schema: {} } });
  expect(() => answer('sandbox', 'sandbox', withSchema)).toThrow(expect.objectContaining({ code: 'BACKEND_REJECTED' }));
});

test('keeps to the limits whatever they are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.string(), (maxTokens, prompt) => {
      const chunks = answer('sandbox', 'sandbox', textRequest({ maxTokens, prompt }));
      expect(endOf(chunks).usage?.completionTokens).toBeLessThanOrEqual(maxTokens);
    }),
  );
});

test('embeds any text as a vector of length 1 that depends on nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 512 }), (text, dimensions) => {
      const vector = embedText(text, dimensions);
      expect(vector).toHaveLength(dimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
      expect(embedText(text, dimensions)).toEqual(vector);
    }),
  );
});

test('puts texts that share words closer than others', () => {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  const [cat, cats, tax] = ['The cat sleeps on the sofa', 'A cat sleeping on a sofa', 'Quarterly tax report'].map(
    (text) => embedText(text, 256),
  ) as [number[], number[], number[]];
  expect(dot(cat, cats)).toBeGreaterThan(dot(cat, tax) + 0.2);
});
