import { describe, expect, it } from 'vitest';
import { toMetadata, toResult } from '../../../../subgraphs/inference/task-view.ts';
import { makeTaskRecord } from '../task-record.ts';

describe('the metadata of a task', () => {
  it('counts from submission to start and from start to end', () => {
    expect(toMetadata(makeTaskRecord(), 99_000)).toEqual({
      queueMs: 250,
      processingMs: 1_750,
      attempts: 1,
      maxAttempts: 3,
      model: 'llama',
      worker: 'one',
      backend: 'ollama',
      usage: { promptTokens: 1, completionTokens: 2, totalTokens: 3, estimated: false },
    });
  });

  it('counts to now while the task waits or runs', () => {
    const waiting = makeTaskRecord({ status: 'PENDING', startedAtMs: null, finishedAtMs: null, usage: null });
    expect(toMetadata(waiting, 1_400)).toMatchObject({ queueMs: 400, processingMs: null, usage: null });
    const running = makeTaskRecord({ status: 'PROCESSING', finishedAtMs: null });
    expect(toMetadata(running, 1_300)).toMatchObject({ queueMs: 250, processingMs: 50 });
  });

  it('stops counting when a task ends without having started, and never goes below zero', () => {
    const cancelled = makeTaskRecord({ status: 'CANCELLED', startedAtMs: null, finishedAtMs: 1_100 });
    expect(toMetadata(cancelled, 9_000).queueMs).toBe(100);
    const running = makeTaskRecord({ status: 'PROCESSING', startedAtMs: 900, finishedAtMs: null });
    expect(toMetadata(running, 800)).toMatchObject({ queueMs: 0, processingMs: 0 });
  });
});

describe('the result of a task', () => {
  it('is shown when it has completed, or was cancelled after it had produced something', () => {
    expect(toResult(makeTaskRecord())).toMatchObject({ __typename: 'TextResult', text: 'Hello' });
    expect(toResult(makeTaskRecord({ status: 'CANCELLED' }))).toMatchObject({ text: 'Hello' });
    expect(toResult(makeTaskRecord({ status: 'CANCELLED', result: null }))).toBeNull();
    // The result is in the row a moment before the terminal event and the status.
    expect(toResult(makeTaskRecord({ status: 'PROCESSING' }))).toBeNull();
  });

  it('tells a chat’s message and an embedding’s dimensions', () => {
    const chat = makeTaskRecord({
      kind: 'CHAT',
      result: { kind: 'CHAT', content: 'Hi', reasoning: 'hm', toolCalls: [], finishReason: 'STOP' },
    });
    expect(toResult(chat)).toMatchObject({
      __typename: 'ChatResult',
      message: { role: 'ASSISTANT', content: 'Hi', reasoning: 'hm', toolCalls: [] },
    });
    const embedding = makeTaskRecord({
      kind: 'EMBEDDING',
      result: {
        kind: 'EMBEDDING',
        embeddings: [
          [1, 2],
          [3, 4],
        ],
      },
    });
    expect(toResult(embedding)).toMatchObject({
      __typename: 'EmbeddingResult',
      dimensions: 2,
      embeddings: [
        { index: 0, values: [1, 2] },
        { index: 1, values: [3, 4] },
      ],
    });
  });
});
