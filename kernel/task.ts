import type { Tier } from './principal.ts';

export const taskKinds = ['TEXT', 'CHAT', 'EMBEDDING'] as const;
export type TaskKind = (typeof taskKinds)[number];

export const taskStatuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type TaskStatus = (typeof taskStatuses)[number];
/** A final status. */
export type TaskOutcome = 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** Sampling parameters common to text and chat, validated, defaults applied. Null: the backend's default. */
export interface SamplingParameters {
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number | null;
  readonly stopSequences: readonly string[];
  readonly seed: number | null;
}

export interface TextRequest extends SamplingParameters {
  readonly kind: 'TEXT';
  readonly prompt: string;
}

export type ChatRole = 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL';

export interface ToolCallValue {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface ChatRequestMessage {
  readonly role: ChatRole;
  readonly content: string;
  /** Base64 text without a `data:` prefix. */
  readonly images: readonly { readonly mediaType: string; readonly base64: string }[];
  readonly toolCalls: readonly ToolCallValue[];
  readonly toolCallId: string | null;
}

export interface ToolDefinition {
  readonly name: string;
  readonly description: string | null;
  readonly parameters: Readonly<Record<string, unknown>> | null;
}

export type ToolChoice =
  { readonly mode: 'AUTO' | 'NONE' | 'REQUIRED' } | { readonly mode: 'TOOL'; readonly name: string };

export type ResponseFormat =
  | { readonly type: 'TEXT' }
  | { readonly type: 'JSON' }
  | { readonly type: 'JSON_SCHEMA'; readonly schema: Readonly<Record<string, unknown>> };

export interface ChatRequest extends SamplingParameters {
  readonly kind: 'CHAT';
  readonly messages: readonly ChatRequestMessage[];
  readonly tools: readonly ToolDefinition[];
  readonly toolChoice: ToolChoice;
  readonly responseFormat: ResponseFormat;
}

export interface EmbeddingRequest {
  readonly kind: 'EMBEDDING';
  readonly input: readonly string[];
  readonly dimensions: number | null;
}

/** What a task asks of a backend. */
export type TaskRequest = TextRequest | ChatRequest | EmbeddingRequest;

export type FinishReason = 'STOP' | 'LENGTH' | 'TOOL_CALLS' | 'CONTENT_FILTER';

export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** True when the backend reported nothing and we estimated. */
  readonly estimated: boolean;
}

export type TaskResult =
  | {
      readonly kind: 'TEXT';
      readonly text: string;
      readonly reasoning: string | null;
      readonly finishReason: FinishReason | null;
    }
  | {
      readonly kind: 'CHAT';
      readonly content: string;
      readonly reasoning: string | null;
      readonly toolCalls: readonly ToolCallValue[];
      readonly finishReason: FinishReason | null;
    }
  | { readonly kind: 'EMBEDDING'; readonly embeddings: readonly (readonly number[])[] };

export interface TaskErrorValue {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/** A task as the store has it. Times in milliseconds since the epoch. */
export interface TaskRecord {
  readonly id: string;
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  readonly owner: string;
  readonly keyId: string;
  readonly tier: Tier;
  readonly model: string;
  readonly request: TaskRequest;
  readonly result: TaskResult | null;
  readonly error: TaskErrorValue | null;
  readonly usage: TokenUsage | null;
  /** Attempts begun; the number of the latest is its fencing token. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly workerId: string | null;
  readonly workerName: string | null;
  readonly backendName: string | null;
  readonly retryOf: string | null;
  /** Seq of the last event known to the store; the terminal event's once the task has ended. */
  readonly lastSeq: number;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
}
