import type { TaskRecord, TaskResult as TaskResultValue, TokenUsage as TokenUsageValue } from '../../kernel/task.ts';
import type { ChatResult, EmbeddingResult, TaskMetadata, TextResult, TokenUsage } from './generated/resolver-types.ts';

export function toUsage(usage: TokenUsageValue): TokenUsage {
  return { ...usage, totalTokens: usage.promptTokens + usage.completionTokens };
}

/** Times and figures of a task at an instant. */
export function toMetadata(task: TaskRecord, nowMs: number): TaskMetadata {
  const { startedAtMs, finishedAtMs } = task;
  const endMs = finishedAtMs ?? nowMs;
  return {
    queueMs: elapsed(task.createdAtMs, startedAtMs ?? endMs),
    processingMs: startedAtMs === null ? null : elapsed(startedAtMs, endMs),
    attempts: task.attempt,
    maxAttempts: task.maxAttempts,
    model: task.model,
    worker: task.workerName,
    backend: task.backendName,
    usage: task.usage === null ? null : toUsage(task.usage),
  };
}

/** What the task produced: null until it has completed, or been cancelled after it had produced something. */
export function toResult(task: TaskRecord): TextResult | ChatResult | EmbeddingResult | null {
  const shown = task.status === 'COMPLETED' || task.status === 'CANCELLED';
  return shown && task.result !== null ? toResultType(task.result, usageOf(task)) : null;
}

function toResultType(result: TaskResultValue, usage: TokenUsage): TextResult | ChatResult | EmbeddingResult {
  switch (result.kind) {
    case 'TEXT':
      return {
        __typename: 'TextResult',
        text: result.text,
        reasoning: result.reasoning,
        finishReason: result.finishReason,
        usage,
      };
    case 'CHAT':
      return {
        __typename: 'ChatResult',
        message: {
          role: 'ASSISTANT',
          content: result.content,
          reasoning: result.reasoning,
          toolCalls: result.toolCalls,
        },
        finishReason: result.finishReason,
        usage,
      };
    case 'EMBEDDING':
      return {
        __typename: 'EmbeddingResult',
        embeddings: result.embeddings.map((values, index) => ({ index, values })),
        dimensions: result.embeddings.at(0)?.length ?? 0,
        usage,
      };
  }
}

/** A result always comes with its usage; a row without one, from a crash between the two, counts as estimated. */
function usageOf(task: TaskRecord): TokenUsage {
  return toUsage(task.usage ?? { promptTokens: 0, completionTokens: 0, estimated: true });
}

/** Clocks of several hosts differ by a little: never below zero, and within GraphQL's Int. */
function elapsed(fromMs: number, toMs: number): number {
  return Math.min(Math.max(0, Math.round(toMs - fromMs)), 2_147_483_647);
}
