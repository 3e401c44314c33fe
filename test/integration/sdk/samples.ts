/** A task as the fake graph answers it. */
export function sampleTask(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    __typename: 'Task',
    id: 'task_1',
    kind: 'TEXT',
    status: 'PENDING',
    owner: 'acme',
    modelName: 'tiny',
    createdAt: '2026-11-20T18:00:00.000Z',
    startedAt: null,
    finishedAt: null,
    error: null,
    result: null,
    retryOf: null,
    metadata: {
      queueMs: 3,
      processingMs: null,
      attempts: 0,
      maxAttempts: 3,
      model: 'tiny',
      worker: null,
      backend: null,
      usage: null,
    },
    ...changes,
  };
}

const usage = { promptTokens: 4, completionTokens: 2, totalTokens: 6, estimated: false };

/** The same task, completed with the text. */
export function completedTask(text: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return sampleTask({
    status: 'COMPLETED',
    finishedAt: '2026-11-20T18:00:02.000Z',
    result: { __typename: 'TextResult', text, reasoning: null, finishReason: 'STOP', usage },
    metadata: {
      queueMs: 3,
      processingMs: 1200,
      attempts: 1,
      maxAttempts: 3,
      model: 'tiny',
      worker: 'box',
      backend: 'ollama',
      usage,
    },
    ...changes,
  });
}

/** An event of `task_1`; the cursor names the epoch and the number. */
export function sampleEvent(
  type: string,
  seq: number,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    __typename: type,
    taskId: 'task_1',
    seq,
    attempt: 1,
    cursor: `a:${seq}`,
    at: new Date(Date.UTC(2026, 10, 20, 18, 0, seq)).toISOString(),
    ...changes,
  };
}

export function sampleDelta(seq: number, delta: string): Record<string, unknown> {
  return sampleEvent('TaskOutputAppended', seq, { delta, index: seq, channel: 'ANSWER' });
}

/** An available text model. */
export function sampleModel(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 'model_dGlueQ',
    name: 'tiny',
    type: 'TEXT',
    status: 'AVAILABLE',
    description: null,
    capabilities: ['COMPLETION', 'CHAT'],
    sizeBytes: 1_300_000_000,
    contextLength: 4096,
    quantization: 'Q4_K_M',
    family: 'llama',
    parameterSize: '1.1B',
    licence: null,
    refreshedAt: '2026-11-20T18:00:00.000Z',
    supportedParameters: [],
    ...changes,
  };
}

export function page(nodes: readonly unknown[]): Record<string, unknown> {
  return {
    nodes,
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    totalCount: nodes.length,
  };
}
