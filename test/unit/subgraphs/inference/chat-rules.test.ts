import { anything, assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChatInput } from '../../../../subgraphs/inference/chat-rules.ts';
import type { ChatMessageInput, GenerateChatInput } from '../../../../subgraphs/inference/generated/resolver-types.ts';

const hello: ChatMessageInput = { role: 'USER', content: 'Hi' };
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function violations(input: Partial<GenerateChatInput>): [path: string, message: string][] {
  const checked = checkChatInput({ model: 'llama', messages: [hello], ...input });
  return checked.kind === 'valid' ? [] : checked.violations.map(({ path, message }) => [path.join('.'), message]);
}
const paths = (input: Partial<GenerateChatInput>): string[] => violations(input).map(([path]) => path);

describe('the rules of generateChat', () => {
  it('apply the defaults', () => {
    expect(checkChatInput({ model: 'llama', messages: [hello] })).toEqual({
      kind: 'valid',
      value: {
        kind: 'CHAT',
        messages: [{ role: 'USER', content: 'Hi', images: [], toolCalls: [], toolCallId: null }],
        tools: [],
        toolChoice: { mode: 'AUTO' },
        responseFormat: { type: 'TEXT' },
        maxTokens: 512,
        temperature: 0.7,
        topP: 0.9,
        topK: null,
        stopSequences: [],
        seed: null,
      },
    });
  });

  it('want 1 to 1,000 messages', () => {
    expect(paths({ messages: [] })).toEqual(['input.messages']);
    expect(paths({ messages: Array.from({ length: 1_000 }, () => hello) })).toEqual([]);
    expect(paths({ messages: Array.from({ length: 1_001 }, () => hello) })).toEqual(['input.messages']);
  });

  it('let only an ASSISTANT message with tool calls go without content', () => {
    const call = { id: 'call_1', name: 'weather', arguments: {} };
    expect(paths({ messages: [{ role: 'ASSISTANT', toolCalls: [call] }] })).toEqual([]);
    expect(paths({ messages: [{ role: 'ASSISTANT' }] })).toEqual(['input.messages.0.content']);
    expect(paths({ messages: [{ role: 'USER', content: null }] })).toEqual(['input.messages.0.content']);
    expect(paths({ messages: [{ role: 'USER', content: '' }] })).toEqual([]);
  });

  it('bound the JSON of schemas, tool parameters and tool arguments', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as Record<string, unknown>;
    const call = { id: 'call_1', name: 'weather', arguments: deep };
    expect(
      violations({
        messages: [{ role: 'ASSISTANT', toolCalls: [call] }],
        tools: [{ name: 'weather', parameters: deep }],
        responseFormat: { type: 'JSON_SCHEMA', schema: deep },
      }),
    ).toEqual([
      ['input.messages.0.toolCalls.0.arguments', 'arguments: must be at most 64 levels deep.'],
      ['input.tools.0.parameters', 'parameters: must be at most 64 levels deep.'],
      ['input.responseFormat.schema', 'schema: must be at most 64 levels deep.'],
    ]);
  });

  it('refuse half of a surrogate pair', () => {
    const call = { id: '\ud800', name: 'weather', arguments: {} };
    expect(
      paths({
        messages: [{ role: 'ASSISTANT', content: '\ud800', toolCalls: [call] }],
        tools: [{ name: 'weather', description: '\ud800' }],
      }),
    ).toEqual(['input.messages.0.content', 'input.messages.0.toolCalls.0.id', 'input.tools.0.description']);
  });

  it('want a TOOL message to answer an earlier call', () => {
    const call = { id: 'call_1', name: 'weather', arguments: {} };
    const asked: ChatMessageInput = { role: 'ASSISTANT', toolCalls: [call] };
    const answer: ChatMessageInput = { role: 'TOOL', content: 'sunny', toolCallId: 'call_1' };
    expect(paths({ messages: [hello, asked, answer] })).toEqual([]);
    expect(paths({ messages: [answer, asked] })).toEqual(['input.messages.0.toolCallId']);
    expect(paths({ messages: [{ role: 'TOOL', content: 'x' }] })).toEqual(['input.messages.0.toolCallId']);
    expect(paths({ messages: [{ ...hello, toolCallId: 'call_1' }] })).toEqual(['input.messages.0.toolCallId']);
    expect(paths({ messages: [{ ...hello, toolCalls: [call] }] })).toEqual(['input.messages.0.toolCalls']);
  });

  it('read images as base64 or data URLs, on USER messages only', () => {
    const checked = checkChatInput({
      model: 'llava',
      messages: [{ ...hello, images: [png, `data:image/webp;base64,${png}`] }],
    });
    expect(checked).toMatchObject({
      value: {
        messages: [
          {
            images: [
              { mediaType: 'image/png', base64: png },
              { mediaType: 'image/webp', base64: png },
            ],
          },
        ],
      },
    });
    expect(paths({ messages: [{ role: 'SYSTEM', content: 'x', images: [png] }] })).toEqual(['input.messages.0.images']);
    expect(paths({ messages: [{ ...hello, images: ['not base64!', png, 'data:text/plain;base64,AAAA'] }] })).toEqual([
      'input.messages.0.images.0',
      'input.messages.0.images.2',
    ]);
    expect(paths({ messages: [{ ...hello, images: Array.from({ length: 17 }, () => png) }] })).toEqual([
      'input.messages.0.images',
    ]);
  });

  it('refuse an image over 20 MiB', () => {
    const size = 20 * 1024 * 1024;
    const image = (bytes: number): string =>
      `data:image/png;base64,${'A'.repeat(Math.ceil(bytes / 3) * 4 - (bytes % 3 === 0 ? 0 : 3 - (bytes % 3)))}${'='.repeat(bytes % 3 === 0 ? 0 : 3 - (bytes % 3))}`;
    expect(paths({ messages: [{ ...hello, images: [image(size)] }] })).toEqual([]);
    expect(violations({ messages: [{ ...hello, images: [image(size + 1)] }] })).toEqual([
      ['input.messages.0.images.0', 'images[0]: must decode to 20 MiB at most.'],
    ]);
  });

  it('want tools with distinct names of 1 to 64 letters, digits, _ or -', () => {
    expect(paths({ tools: [{ name: 'a-b_C9' }, { name: 'x'.repeat(64) }] })).toEqual([]);
    expect(paths({ tools: [{ name: '' }, { name: 'a b' }, { name: 'x'.repeat(65) }] })).toEqual([
      'input.tools.0.name',
      'input.tools.1.name',
      'input.tools.2.name',
    ]);
    expect(paths({ tools: [{ name: 'a' }, { name: 'a' }] })).toEqual(['input.tools.1.name']);
    expect(paths({ tools: Array.from({ length: 129 }, (_, index) => ({ name: `t${index}` })) })).toEqual([
      'input.tools',
    ]);
  });

  it('want the chosen tool among the tools, and REQUIRED to have one', () => {
    const tools = [{ name: 'weather' }];
    expect(checkChatInput({ model: 'm', messages: [hello], tools, toolChoice: { name: 'weather' } })).toMatchObject({
      value: { toolChoice: { mode: 'TOOL', name: 'weather' } },
    });
    expect(paths({ tools, toolChoice: { name: 'clock' } })).toEqual(['input.toolChoice.name']);
    expect(paths({ toolChoice: { mode: 'REQUIRED' } })).toEqual(['input.toolChoice.mode']);
    expect(paths({ toolChoice: { mode: 'NONE' } })).toEqual([]);
  });

  it('want a schema with JSON_SCHEMA and only there', () => {
    expect(paths({ responseFormat: { type: 'JSON_SCHEMA', schema: { type: 'object' } } })).toEqual([]);
    expect(paths({ responseFormat: { type: 'JSON_SCHEMA' } })).toEqual(['input.responseFormat.schema']);
    expect(paths({ responseFormat: { type: 'JSON', schema: {} } })).toEqual(['input.responseFormat.schema']);
  });

  it('report the violations of all messages and parameters together', () => {
    expect(
      paths({ model: '', messages: [{ role: 'USER' }, { ...hello, images: ['?'] }], temperature: 9, seed: -1 }),
    ).toEqual([
      'input.model',
      'input.temperature',
      'input.seed',
      'input.messages.0.content',
      'input.messages.1.images.0',
    ]);
  });

  it('never throw, whatever the texts are', () => {
    assert(
      property(string(), string(), anything(), (image, content, schema) => {
        checkChatInput({
          model: content,
          messages: [{ role: 'USER', content: content, images: [image] }],
          responseFormat: { type: 'JSON_SCHEMA', schema: { schema } },
        });
      }),
    );
  });
});
