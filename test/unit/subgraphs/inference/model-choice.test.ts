import { describe, expect, it } from 'vitest';
import type { ChatRequest, TaskRequest } from '../../../../kernel/task.ts';
import { checkChatInput } from '../../../../subgraphs/inference/chat-rules.ts';
import { checkTextInput } from '../../../../subgraphs/inference/text-rules.ts';
import { chooseModel, neededCapabilities } from '../../../../subgraphs/inference/model-choice.ts';
import type { Checked } from '../../../../subgraphs/runtime/violations.ts';
import { makeBackend, makeModel, makeSnapshot, makeWorker } from '../cluster-facts.ts';

const text = valueOf(checkTextInput({ model: 'm', prompt: 'x' }));
const chat = valueOf(checkChatInput({ model: 'm', messages: [{ role: 'USER', content: 'x' }] }));
const embedding: TaskRequest = { kind: 'EMBEDDING', input: ['x'], dimensions: null };

describe('choosing a model', () => {
  it('asks of a model what the request needs', () => {
    const withTools: ChatRequest = { ...chat, tools: [{ name: 'a', description: null, parameters: null }] };
    const message = { role: 'USER', content: '', toolCalls: [], toolCallId: null } as const;
    const withImage: ChatRequest = {
      ...chat,
      messages: [{ ...message, images: [{ mediaType: 'image/png', base64: '' }] }],
    };
    expect(neededCapabilities(text)).toEqual(['COMPLETION']);
    expect(neededCapabilities(embedding)).toEqual(['EMBEDDING']);
    expect(neededCapabilities(chat)).toEqual(['CHAT']);
    expect(neededCapabilities(withTools)).toEqual(['CHAT', 'TOOLS']);
    expect(neededCapabilities(withImage)).toEqual(['CHAT', 'VISION']);
    const withSchema: ChatRequest = { ...chat, responseFormat: { type: 'JSON_SCHEMA', schema: {} } };
    expect(neededCapabilities(withSchema)).toEqual(['CHAT', 'STRUCTURED_OUTPUT']);
    expect(neededCapabilities({ ...chat, responseFormat: { type: 'JSON' } })).toEqual(['CHAT']);
    expect(chooseModel('llama', withSchema, makeSnapshot(makeWorker()))).toMatchObject({ kind: 'invalid' });
  });

  it('takes a model that a live backend serves, also while it loads', () => {
    expect(chooseModel('llama', text, makeSnapshot(makeWorker())).kind).toBe('available');
    const loading = makeBackend({ models: [makeModel({ status: 'LOADING' })] });
    expect(chooseModel('llama', text, makeSnapshot(makeWorker({ backends: [loading] }))).kind).toBe('available');
    const resting = makeBackend({ status: 'COOLDOWN' });
    expect(chooseModel('llama', text, makeSnapshot(makeWorker({ backends: [resting] }))).kind).toBe('available');
  });

  it('names those that can do it, sorted and at most fifty, when the model cannot', () => {
    const models = Array.from({ length: 60 }, (_, index) => makeModel({ name: `m${String(index).padStart(2, '0')}` }));
    const embedder = makeModel({ name: 'embedder', type: 'EMBEDDING', capabilities: ['EMBEDDING'] });
    const snapshot = makeSnapshot(
      makeWorker({ backends: [makeBackend({ models: [...models.toReversed(), embedder] })] }),
    );
    const choice = chooseModel('embedder', text, snapshot);
    expect(choice).toMatchObject({ kind: 'invalid' });
    const available = choice.kind === 'invalid' ? choice.availableModels : [];
    expect(available).toHaveLength(50);
    expect(available[0]).toBe('m00');
    expect(available).toEqual(available.toSorted());
    expect(chooseModel('m00', embedding, snapshot)).toMatchObject({ kind: 'invalid', availableModels: ['embedder'] });
    expect(chooseModel('nothing', embedding, snapshot)).toMatchObject({ availableModels: ['embedder'] });
  });

  it('tells apart what is unknown from what is away', () => {
    const down = makeSnapshot(makeWorker({ backends: [makeBackend({ status: 'DOWN' })] }));
    expect(chooseModel('llama', text, down).kind).toBe('unavailable');
    expect(chooseModel('other', text, down)).toMatchObject({ kind: 'invalid', availableModels: [] });
    expect(chooseModel('llama', text, makeSnapshot()).kind).toBe('unavailable');
    expect(chooseModel('llama', text, makeSnapshot(makeWorker({ status: 'DEAD' }))).kind).toBe('unavailable');
    expect(chooseModel('llama', text, makeSnapshot(makeWorker({ status: 'DRAINING' }))).kind).toBe('unavailable');
  });
});

function valueOf<T>(checked: Checked<T>): T {
  if (checked.kind === 'invalid') throw new Error(JSON.stringify(checked.violations));
  return checked.value;
}
