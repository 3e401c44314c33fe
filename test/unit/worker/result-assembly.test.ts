import { expect, test } from 'vitest';
import { makeResultAssembly } from '../../../worker/result-assembly.ts';
import { chatRequest, embeddingRequest, textRequest } from '../../contract/worker/backend-contract.ts';

const end = { type: 'end', finishReason: 'STOP', usage: null } as const;

test('puts a chat together', () => {
  const assembly = makeResultAssembly(chatRequest('hi'), 100);
  const call = { id: 'c', name: 'f', arguments: { a: 1 } };
  assembly.take({ type: 'text', channel: 'REASONING', delta: 'hm' });
  assembly.take({ type: 'text', channel: 'ANSWER', delta: 'yes' });
  assembly.take({ type: 'text', channel: 'TOOL_CALL', delta: '{"a":1}' });
  assembly.take({ type: 'toolCall', call });
  assembly.take(end);
  expect(assembly.result()).toEqual({
    kind: 'CHAT',
    content: 'yes',
    reasoning: 'hm',
    toolCalls: [call],
    finishReason: 'STOP',
  });
});

test('has an empty text as a result once the backend has ended, and none before', () => {
  const assembly = makeResultAssembly(textRequest(), 100);
  expect(assembly.result()).toBeNull();
  assembly.take(end);
  expect(assembly.result()).toMatchObject({ kind: 'TEXT', text: '', reasoning: null });
});

test('has no result when an embedding ended without vectors', () => {
  const assembly = makeResultAssembly(embeddingRequest(['a']), 100);
  assembly.take(end);
  expect(assembly.result()).toBeNull();
});

test('refuses to grow beyond its bound', () => {
  const assembly = makeResultAssembly(textRequest(), 5);
  assembly.take({ type: 'text', channel: 'ANSWER', delta: '12345' });
  expect(() => assembly.take({ type: 'text', channel: 'ANSWER', delta: '6' })).toThrow('longer than 5 characters');
});

test('prefers reported usage and flags estimates', () => {
  const reported = makeResultAssembly(textRequest(), 100);
  reported.take({ type: 'end', finishReason: 'STOP', usage: { promptTokens: 1, completionTokens: 2 } });
  expect(reported.usage(() => 99)).toEqual({ promptTokens: 1, completionTokens: 2, estimated: false });
  const silent = makeResultAssembly(textRequest({ prompt: 'abc' }), 100);
  silent.take({ type: 'text', channel: 'ANSWER', delta: 'xy' });
  expect(silent.usage((text) => text.length)).toEqual({ promptTokens: 3, completionTokens: 2, estimated: true });
});
