import { ServiceError } from '../kernel/errors.ts';
import type { FinishReason, TaskRequest, TaskResult, TokenUsage, ToolCallValue } from '../kernel/task.ts';
import type { BackendChunk, ReportedUsage } from './backend.ts';

/** Puts a run's chunks together. */
export interface ResultAssembly {
  /** Throws BACKEND_ERROR when the text grows beyond the bound. */
  take(chunk: BackendChunk): void;
  /** True once there is text or anything else that a client may see or has been charged for. */
  readonly hasOutput: boolean;
  /** The result so far; null when there is none to speak of. */
  result(): TaskResult | null;
  /** Tokens as reported, else counted by `estimate` and flagged. */
  usage(estimate: (text: string) => number): TokenUsage;
}

export function makeResultAssembly(request: TaskRequest, maxTextLength: number): ResultAssembly {
  const answer: string[] = [];
  const reasoning: string[] = [];
  const toolCalls: ToolCallValue[] = [];
  let embeddings: readonly (readonly number[])[] | null = null;
  let textLength = 0;
  let finishReason: FinishReason | null = null;
  let reported: ReportedUsage | null = null;
  let hasEnded = false;

  function takeText(chunk: Extract<BackendChunk, { type: 'text' }>): void {
    textLength += chunk.delta.length;
    if (textLength > maxTextLength) {
      throw new ServiceError('BACKEND_ERROR', {
        message: `The answer is longer than ${maxTextLength} characters.`,
        details: { maxTextLength },
      });
    }
    if (chunk.channel === 'ANSWER') answer.push(chunk.delta);
    if (chunk.channel === 'REASONING') reasoning.push(chunk.delta);
  }

  function hasOutput(): boolean {
    return textLength > 0 || toolCalls.length > 0 || embeddings !== null;
  }

  return {
    take(chunk) {
      switch (chunk.type) {
        case 'text':
          takeText(chunk);
          return;
        case 'toolCall':
          toolCalls.push(chunk.call);
          return;
        case 'embeddings':
          embeddings = chunk.values;
          return;
        case 'end':
          hasEnded = true;
          finishReason = chunk.finishReason;
          reported = chunk.usage;
          return;
        case 'progress':
          return;
      }
    },
    get hasOutput() {
      return hasOutput();
    },
    result() {
      if (!hasEnded && !hasOutput()) return null;
      const shared = { reasoning: reasoning.length === 0 ? null : reasoning.join(''), finishReason };
      switch (request.kind) {
        case 'TEXT':
          return { kind: 'TEXT', text: answer.join(''), ...shared };
        case 'CHAT':
          return { kind: 'CHAT', content: answer.join(''), toolCalls, ...shared };
        case 'EMBEDDING':
          return embeddings === null ? null : { kind: 'EMBEDDING', embeddings };
      }
    },
    usage(estimate) {
      if (reported !== null) return { ...reported, estimated: false };
      const written = [...reasoning, ...answer, ...toolCalls.map((call) => call.name + JSON.stringify(call.arguments))];
      return {
        promptTokens: estimate(promptTextOf(request)),
        completionTokens: estimate(written.join('')),
        estimated: true,
      };
    },
  };
}

function promptTextOf(request: TaskRequest): string {
  switch (request.kind) {
    case 'TEXT':
      return request.prompt;
    case 'CHAT':
      return request.messages.map((message) => `${message.role}\n${message.content}`).join('\n');
    case 'EMBEDDING':
      return request.input.join('\n');
  }
}
