import type { TaskRecord } from '../../../kernel/task.ts';

/** A completed text task of alice's, unless told otherwise. */
export function makeTaskRecord(changes: Partial<TaskRecord> = {}): TaskRecord {
  return {
    id: 'task_01k00000000000000000000000',
    kind: 'TEXT',
    status: 'COMPLETED',
    owner: 'alice',
    keyId: 'key_01k00000000000000000000000',
    tier: 'PRO',
    model: 'llama',
    request: {
      kind: 'TEXT',
      prompt: 'Hi',
      maxTokens: 512,
      temperature: 0.7,
      topP: 0.9,
      topK: null,
      stopSequences: [],
      seed: null,
    },
    result: { kind: 'TEXT', text: 'Hello', reasoning: null, finishReason: 'STOP' },
    error: null,
    usage: { promptTokens: 1, completionTokens: 2, estimated: false },
    attempt: 1,
    maxAttempts: 3,
    workerId: 'worker_1',
    workerName: 'one',
    backendName: 'ollama',
    retryOf: null,
    lastSeq: 4,
    createdAtMs: 1_000,
    startedAtMs: 1_250,
    finishedAtMs: 3_000,
    ...changes,
  };
}
