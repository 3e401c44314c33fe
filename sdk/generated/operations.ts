/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Input of `addMemory`. */
export type AddMemoryInput = {
  /** The text, 1 to 10,000 characters. */
  readonly text: string;
};

/** What a key's secret begins with, to tell its use. */
export type ApiKeyEnvironment =
  /** `sk_dev_` */
  | 'DEV'
  /** `sk_live_` */
  | 'LIVE'
  /** `sk_test_` */
  | 'TEST';

/** Restricts `apiKeys`. */
export type ApiKeyFilter = {
  /** Only this owner. Others than the own need `admin`. */
  readonly owner?: string | null | undefined;
  /** Only these statuses. */
  readonly status?: ReadonlyArray<ApiKeyStatus> | null | undefined;
};

/** Whether a key works. */
export type ApiKeyStatus =
  /** It works. */
  | 'ACTIVE'
  /** Its time has passed. */
  | 'EXPIRED'
  /** It was revoked. */
  | 'REVOKED';

/** What kind of server a backend is. */
export type BackendKind =
  /** GGUF files run inside the worker by llama.cpp. */
  | 'GGUF'
  /** Ollama, by its native API. */
  | 'OLLAMA'
  /** A server with the OpenAI API: vLLM, llama.cpp server and others. */
  | 'OPENAI'
  /** Built in: says what it is and how to connect a real one. */
  | 'SANDBOX';

/** Whether a backend can take tasks. */
export type BackendStatus =
  /** Failed lately; rests until it is tried again. */
  | 'COOLDOWN'
  /** Does not answer its probes. */
  | 'DOWN'
  /** Answers its probes. */
  | 'HEALTHY'
  /** Starting or loading; not asked for tasks yet. */
  | 'STARTING';

/** One message of the conversation. */
export type ChatMessageInput = {
  /** The text, 1,000,000 characters at most. Absent only on an ASSISTANT message with tool calls. */
  readonly content?: string | null | undefined;
  /** Images for a model with the VISION capability: base64 text or `data:image/…;base64,` URLs, 16 at most. Only on USER messages. */
  readonly images?: ReadonlyArray<string> | null | undefined;
  /** Who speaks. */
  readonly role: ChatRole;
  /** On a TOOL message: the call it answers. */
  readonly toolCallId?: string | null | undefined;
  /** The tool calls of an earlier ASSISTANT message. */
  readonly toolCalls?: ReadonlyArray<ToolCallInput> | null | undefined;
};

/** Who speaks in a chat. */
export type ChatRole =
  /** The model. */
  | 'ASSISTANT'
  /** Instructions to the model. */
  | 'SYSTEM'
  /** The answer of a tool. */
  | 'TOOL'
  /** The person. */
  | 'USER';

/** Whether the cluster can take tasks. */
export type ClusterStatus =
  /** Some backends can take tasks. */
  | 'DEGRADED'
  /** No backend can take tasks. */
  | 'DOWN'
  /** Every backend can take tasks. */
  | 'HEALTHY';

/** Input of `createApiKey`. */
export type CreateApiKeyInput = {
  /** Addresses or networks in CIDR form that may use it, 100 at most. Absent: all, or those of the caller's own key unless it has `admin`. Empty: all. */
  readonly allowedIps?: ReadonlyArray<string> | null | undefined;
  /** What its secret begins with. */
  readonly environment?: ApiKeyEnvironment | null | undefined;
  /** When it ends, in the future. Absent: never, or when the caller's own key ends unless it has `admin`. */
  readonly expiresAt?: string | null | undefined;
  /** 1 to 100 characters. */
  readonly name: string;
  /** Owner, 1 to 64 letters, digits or `._@:-`. Absent: the caller's owner. */
  readonly owner?: string | null | undefined;
  /** What it may do, at least one. */
  readonly scopes: ReadonlyArray<string>;
  /** The tier. */
  readonly tier?: Tier | null | undefined;
};

/** Input of `createEmbeddings`. */
export type CreateEmbeddingsInput = {
  /** Length of the vectors, for models that can shorten theirs, 1 to 16,384. Absent: the model's own. */
  readonly dimensions?: number | null | undefined;
  /** 1 to 200 characters. The same key and input return the same task for 24 hours; another input is an error. */
  readonly idempotencyKey?: string | null | undefined;
  /** The texts, 1 to 2,048, each 1 to 100,000 characters. */
  readonly input: ReadonlyArray<string>;
  /** Name of a model that is AVAILABLE and can embed, 1 to 200 characters. Without a tag it may also mean `:latest`. */
  readonly model: string;
  /** Milliseconds to wait for the finished task before answering, 0 to 120,000. The task goes on when they have passed. */
  readonly waitMs?: number | null | undefined;
};

/** Why a generation ended. */
export type FinishReason =
  /** The backend's own filter stopped it. */
  | 'CONTENT_FILTER'
  /** `maxTokens` or the context length was reached. */
  | 'LENGTH'
  /** The model ended its answer or met a stop sequence. */
  | 'STOP'
  /** The model asks for tool calls. */
  | 'TOOL_CALLS';

/** Input of `generateChat`. */
export type GenerateChatInput = {
  /** 1 to 200 characters. The same key and input return the same task for 24 hours; another input is an error. */
  readonly idempotencyKey?: string | null | undefined;
  /** Most tokens to generate, 1 to 131,072. */
  readonly maxTokens?: number | null | undefined;
  /** The conversation, oldest first, 1 to 1,000 messages. */
  readonly messages: ReadonlyArray<ChatMessageInput>;
  /** Name of a model that is AVAILABLE and can chat, 1 to 200 characters. Without a tag it may also mean `:latest`. */
  readonly model: string;
  /** The form of the answer. Absent: text. */
  readonly responseFormat?: ResponseFormatInput | null | undefined;
  /** Seed for repeatable sampling, 0 to 2147483647. Absent: random. */
  readonly seed?: number | null | undefined;
  /** Texts that end the generation, 16 at most, each 1 to 200 characters. They are not part of the result. */
  readonly stopSequences?: ReadonlyArray<string> | null | undefined;
  /** Randomness, 0 (deterministic) to 2. */
  readonly temperature?: number | null | undefined;
  /** Whether and which tool to call. Absent: AUTO when tools are given. */
  readonly toolChoice?: ToolChoiceInput | null | undefined;
  /** Tools the model may call, 128 at most. */
  readonly tools?: ReadonlyArray<ToolInput> | null | undefined;
  /** Sample from the K most likely tokens, 1 to 1,000. Absent: the backend's default. */
  readonly topK?: number | null | undefined;
  /** Nucleus sampling, above 0 to 1. */
  readonly topP?: number | null | undefined;
  /** Milliseconds to wait for the finished task before answering, 0 to 120,000. The task goes on when they have passed. */
  readonly waitMs?: number | null | undefined;
};

/** Input of `generateText`. */
export type GenerateTextInput = {
  /** 1 to 200 characters. The same key and input return the same task for 24 hours; another input is an error. */
  readonly idempotencyKey?: string | null | undefined;
  /** Most tokens to generate, 1 to 131,072. */
  readonly maxTokens?: number | null | undefined;
  /** Name of a model that is AVAILABLE and can generate text, 1 to 200 characters. Without a tag it may also mean `:latest`. */
  readonly model: string;
  /** The text to continue, 1 to 1,000,000 characters. */
  readonly prompt: string;
  /** Seed for repeatable sampling, 0 to 2147483647. Absent: random. */
  readonly seed?: number | null | undefined;
  /** Texts that end the generation, 16 at most, each 1 to 200 characters. They are not part of the result. */
  readonly stopSequences?: ReadonlyArray<string> | null | undefined;
  /** Randomness, 0 (deterministic) to 2. */
  readonly temperature?: number | null | undefined;
  /** Sample from the K most likely tokens, 1 to 1,000. Absent: the backend's default. */
  readonly topK?: number | null | undefined;
  /** Nucleus sampling, above 0 to 1. */
  readonly topP?: number | null | undefined;
  /** Milliseconds to wait for the finished task before answering, 0 to 120,000. The task goes on when they have passed. */
  readonly waitMs?: number | null | undefined;
};

/** What a model can do. */
export type ModelCapability =
  /** Answers a conversation. */
  | 'CHAT'
  /** Continues a prompt. */
  | 'COMPLETION'
  /** Turns text into vectors. */
  | 'EMBEDDING'
  /** Reasons before it answers. */
  | 'REASONING'
  /** Answers in JSON by a schema. */
  | 'STRUCTURED_OUTPUT'
  /** Calls tools. */
  | 'TOOLS'
  /** Reads images. */
  | 'VISION';

/** Restricts `models`. */
export type ModelFilter = {
  /** Only names that contain this text, without regard to case, 1 to 200 characters. */
  readonly search?: string | null | undefined;
  /** Only this status. */
  readonly status?: ModelStatus | null | undefined;
  /** Only this type. */
  readonly type?: ModelType | null | undefined;
};

/** Whether a model can be used. */
export type ModelStatus =
  /** Ready for tasks. */
  | 'AVAILABLE'
  /** It is being downloaded. */
  | 'DOWNLOADING'
  /** No healthy backend serves it now. */
  | 'ERROR'
  /** Its backend is loading it. */
  | 'LOADING';

/** What a model works on. */
export type ModelType =
  /** Makes sounds. */
  | 'AUDIO'
  /** Turns text into vectors. */
  | 'EMBEDDING'
  /** Makes images. */
  | 'IMAGE'
  /** Makes music. */
  | 'MUSIC'
  /** Speaks. */
  | 'SPEECH'
  /** Generates text or chats. */
  | 'TEXT'
  /** Makes videos. */
  | 'VIDEO';

/** What a piece of output is. */
export type OutputChannel =
  /** The answer. */
  | 'ANSWER'
  /** The model's reasoning before the answer. */
  | 'REASONING'
  /** A tool call's arguments, as JSON text in pieces. */
  | 'TOOL_CALL';

/** The form of the answer. */
export type ResponseFormatInput = {
  /** The JSON Schema; required with JSON_SCHEMA, not allowed otherwise. */
  readonly schema?: Readonly<Record<string, unknown>> | null | undefined;
  /** Which form. */
  readonly type: ResponseFormatType;
};

/** The form of an answer. */
export type ResponseFormatType =
  /** A JSON object. */
  | 'JSON'
  /** JSON that follows `schema`. */
  | 'JSON_SCHEMA'
  /** Any text. */
  | 'TEXT';

/** Input of `rotateApiKey`. */
export type RotateApiKeyInput = {
  /** Milliseconds that the old secret still works, 0 to 2,147,483,647 (24 days). */
  readonly gracePeriodMs?: number | null | undefined;
  /** The key. */
  readonly id: string;
};

/** Restricts `tasks`. */
export type TaskFilter = {
  /** Only tasks accepted at or after this instant. */
  readonly createdAfter?: string | null | undefined;
  /** Only tasks accepted before this instant. */
  readonly createdBefore?: string | null | undefined;
  /** Only these kinds. */
  readonly kind?: ReadonlyArray<TaskKind> | null | undefined;
  /** Only this model name. */
  readonly model?: string | null | undefined;
  /** Only these statuses. */
  readonly status?: ReadonlyArray<TaskStatus> | null | undefined;
};

/** What a task does. */
export type TaskKind =
  /** Answers a conversation. */
  | 'CHAT'
  /** Turns texts into vectors. */
  | 'EMBEDDING'
  /** Continues a prompt. */
  | 'TEXT';

/** Where a task is in its life. COMPLETED, FAILED and CANCELLED are final. */
export type TaskStatus =
  /** Stopped by its owner or an admin. */
  | 'CANCELLED'
  /** Done; `result` is set. */
  | 'COMPLETED'
  /** Given up; `error` says why. */
  | 'FAILED'
  /** Accepted and waiting for a worker. */
  | 'PENDING'
  /** A worker is running it. */
  | 'PROCESSING';

/** How much a key may use. */
export type Tier =
  /** The most. */
  | 'ENTERPRISE'
  /** The least. */
  | 'FREE'
  /** More. */
  | 'PRO';

/** A tool call made earlier in the conversation. */
export type ToolCallInput = {
  /** Arguments by name. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The call's id. */
  readonly id: string;
  /** The tool's name. */
  readonly name: string;
};

/** Whether and which tool to call. */
export type ToolChoiceInput = {
  /** Who decides. */
  readonly mode?: ToolChoiceMode | null | undefined;
  /** Call this tool. It must be in `tools`; `mode` is then ignored. */
  readonly name?: string | null | undefined;
};

/** How tools are chosen. */
export type ToolChoiceMode =
  /** The model decides. */
  | 'AUTO'
  /** No tool is called. */
  | 'NONE'
  /** At least one tool is called. */
  | 'REQUIRED';

/** A tool that the model may call. */
export type ToolInput = {
  /** What it does, for the model. */
  readonly description?: string | null | undefined;
  /** 1 to 64 letters, digits, `_` or `-`. */
  readonly name: string;
  /** JSON Schema of its arguments, an object. */
  readonly parameters?: Readonly<Record<string, unknown>> | null | undefined;
};

/** Input of `updateApiKey`. Absent fields stay as they are. */
export type UpdateApiKeyInput = {
  /** Addresses or networks in CIDR form that may use it, 100 at most. Empty: all. */
  readonly allowedIps?: ReadonlyArray<string> | null | undefined;
  /** When it ends, in the future. Null: never. */
  readonly expiresAt?: string | null | undefined;
  /** The key. */
  readonly id: string;
  /** 1 to 100 characters. */
  readonly name?: string | null | undefined;
  /** What it may do, at least one. */
  readonly scopes?: ReadonlyArray<string> | null | undefined;
  /** The tier. */
  readonly tier?: Tier | null | undefined;
};

/** What a worker is doing. */
export type WorkerStatus =
  /** Takes tasks. */
  | 'ACTIVE'
  /** Has not been heard of for 15 seconds. */
  | 'DEAD'
  /** Has finished its tasks and takes no new ones. */
  | 'DRAINED'
  /** Finishes its tasks and takes no new ones. */
  | 'DRAINING';

export type GpuFieldsFragment = { readonly index: number, readonly name: string, readonly memoryTotalBytes: number | string, readonly memoryUsedBytes: number | string, readonly memoryFreeBytes: number | string, readonly utilisation: number | null, readonly temperatureCelsius: number | null };

export type BackendFieldsFragment = { readonly id: string, readonly name: string, readonly kind: BackendKind, readonly url: string | null, readonly status: BackendStatus, readonly message: string | null, readonly version: string | null, readonly concurrency: number, readonly runningTasks: number, readonly latencyMs: number | null };

export type WorkerFieldsFragment = { readonly id: string, readonly name: string, readonly status: WorkerStatus, readonly version: string, readonly host: string, readonly startedAt: string, readonly lastSeenAt: string, readonly runningTasks: number, readonly concurrency: number, readonly backends: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: BackendKind, readonly url: string | null, readonly status: BackendStatus, readonly message: string | null, readonly version: string | null, readonly concurrency: number, readonly runningTasks: number, readonly latencyMs: number | null }>, readonly gpus: ReadonlyArray<{ readonly index: number, readonly name: string, readonly memoryTotalBytes: number | string, readonly memoryUsedBytes: number | string, readonly memoryFreeBytes: number | string, readonly utilisation: number | null, readonly temperatureCelsius: number | null }> };

export type ClusterQueryVariables = Exact<{ [key: string]: never; }>;


export type ClusterQuery = { readonly cluster: { readonly status: ClusterStatus, readonly workers: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: WorkerStatus, readonly version: string, readonly host: string, readonly startedAt: string, readonly lastSeenAt: string, readonly runningTasks: number, readonly concurrency: number, readonly backends: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: BackendKind, readonly url: string | null, readonly status: BackendStatus, readonly message: string | null, readonly version: string | null, readonly concurrency: number, readonly runningTasks: number, readonly latencyMs: number | null }>, readonly gpus: ReadonlyArray<{ readonly index: number, readonly name: string, readonly memoryTotalBytes: number | string, readonly memoryUsedBytes: number | string, readonly memoryFreeBytes: number | string, readonly utilisation: number | null, readonly temperatureCelsius: number | null }> }>, readonly queue: { readonly depth: number, readonly running: number, readonly oldestWaitMs: number | null, readonly lanes: ReadonlyArray<{ readonly lane: string, readonly modelName: string, readonly depth: number, readonly running: number, readonly oldestWaitMs: number | null }> } | null, readonly throughput: { readonly tasksPerMinute: number, readonly failuresPerMinute: number, readonly tokensPerSecond: number } | null } | null };

export type WorkersQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkersQuery = { readonly workers: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: WorkerStatus, readonly version: string, readonly host: string, readonly startedAt: string, readonly lastSeenAt: string, readonly runningTasks: number, readonly concurrency: number, readonly backends: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: BackendKind, readonly url: string | null, readonly status: BackendStatus, readonly message: string | null, readonly version: string | null, readonly concurrency: number, readonly runningTasks: number, readonly latencyMs: number | null }>, readonly gpus: ReadonlyArray<{ readonly index: number, readonly name: string, readonly memoryTotalBytes: number | string, readonly memoryUsedBytes: number | string, readonly memoryFreeBytes: number | string, readonly utilisation: number | null, readonly temperatureCelsius: number | null }> }> | null };

export type WorkerQueryVariables = Exact<{
  id: string;
}>;


export type WorkerQuery = { readonly worker: { readonly id: string, readonly name: string, readonly status: WorkerStatus, readonly version: string, readonly host: string, readonly startedAt: string, readonly lastSeenAt: string, readonly runningTasks: number, readonly concurrency: number, readonly backends: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: BackendKind, readonly url: string | null, readonly status: BackendStatus, readonly message: string | null, readonly version: string | null, readonly concurrency: number, readonly runningTasks: number, readonly latencyMs: number | null }>, readonly gpus: ReadonlyArray<{ readonly index: number, readonly name: string, readonly memoryTotalBytes: number | string, readonly memoryUsedBytes: number | string, readonly memoryFreeBytes: number | string, readonly utilisation: number | null, readonly temperatureCelsius: number | null }> } | null };

export type RestartWorkerMutationVariables = Exact<{
  id: string;
}>;


export type RestartWorkerMutation = { readonly restartWorker: { readonly worker: { readonly id: string, readonly name: string, readonly status: WorkerStatus, readonly version: string, readonly host: string, readonly startedAt: string, readonly lastSeenAt: string, readonly runningTasks: number, readonly concurrency: number, readonly backends: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: BackendKind, readonly url: string | null, readonly status: BackendStatus, readonly message: string | null, readonly version: string | null, readonly concurrency: number, readonly runningTasks: number, readonly latencyMs: number | null }>, readonly gpus: ReadonlyArray<{ readonly index: number, readonly name: string, readonly memoryTotalBytes: number | string, readonly memoryUsedBytes: number | string, readonly memoryFreeBytes: number | string, readonly utilisation: number | null, readonly temperatureCelsius: number | null }> } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'WorkerStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type DrainWorkerMutationVariables = Exact<{
  id: string;
}>;


export type DrainWorkerMutation = { readonly drainWorker: { readonly worker: { readonly id: string, readonly name: string, readonly status: WorkerStatus, readonly version: string, readonly host: string, readonly startedAt: string, readonly lastSeenAt: string, readonly runningTasks: number, readonly concurrency: number, readonly backends: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: BackendKind, readonly url: string | null, readonly status: BackendStatus, readonly message: string | null, readonly version: string | null, readonly concurrency: number, readonly runningTasks: number, readonly latencyMs: number | null }>, readonly gpus: ReadonlyArray<{ readonly index: number, readonly name: string, readonly memoryTotalBytes: number | string, readonly memoryUsedBytes: number | string, readonly memoryFreeBytes: number | string, readonly utilisation: number | null, readonly temperatureCelsius: number | null }> } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'WorkerStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type RemoveWorkerMutationVariables = Exact<{
  id: string;
}>;


export type RemoveWorkerMutation = { readonly removeWorker: { readonly worker: { readonly id: string, readonly name: string, readonly status: WorkerStatus, readonly version: string, readonly host: string, readonly startedAt: string, readonly lastSeenAt: string, readonly runningTasks: number, readonly concurrency: number, readonly backends: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: BackendKind, readonly url: string | null, readonly status: BackendStatus, readonly message: string | null, readonly version: string | null, readonly concurrency: number, readonly runningTasks: number, readonly latencyMs: number | null }>, readonly gpus: ReadonlyArray<{ readonly index: number, readonly name: string, readonly memoryTotalBytes: number | string, readonly memoryUsedBytes: number | string, readonly memoryFreeBytes: number | string, readonly utilisation: number | null, readonly temperatureCelsius: number | null }> } | null, readonly errors: ReadonlyArray<{ readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

type TaskEventFields_TaskCancelled_Fragment = { readonly __typename: 'TaskCancelled', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string };

type TaskEventFields_TaskCompleted_Fragment = { readonly __typename: 'TaskCompleted', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string };

type TaskEventFields_TaskFailed_Fragment = { readonly __typename: 'TaskFailed', readonly code: string, readonly message: string, readonly retryable: boolean, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string };

type TaskEventFields_TaskOutputAppended_Fragment = { readonly __typename: 'TaskOutputAppended', readonly delta: string, readonly index: number, readonly channel: OutputChannel, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string };

type TaskEventFields_TaskProgressed_Fragment = { readonly __typename: 'TaskProgressed', readonly fraction: number | null, readonly step: number | null, readonly totalSteps: number | null, readonly message: string, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string };

type TaskEventFields_TaskQueued_Fragment = { readonly __typename: 'TaskQueued', readonly position: number | null, readonly estimatedWaitMs: number | null, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string };

type TaskEventFields_TaskRestarted_Fragment = { readonly __typename: 'TaskRestarted', readonly reason: string, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string };

type TaskEventFields_TaskStarted_Fragment = { readonly __typename: 'TaskStarted', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string };

export type TaskEventFieldsFragment =
  | TaskEventFields_TaskCancelled_Fragment
  | TaskEventFields_TaskCompleted_Fragment
  | TaskEventFields_TaskFailed_Fragment
  | TaskEventFields_TaskOutputAppended_Fragment
  | TaskEventFields_TaskProgressed_Fragment
  | TaskEventFields_TaskQueued_Fragment
  | TaskEventFields_TaskRestarted_Fragment
  | TaskEventFields_TaskStarted_Fragment
;

export type TaskEventsSubscriptionVariables = Exact<{
  taskId: string;
  after?: string | null | undefined;
}>;


export type TaskEventsSubscription = { readonly taskEvents:
    | { readonly __typename: 'TaskCancelled', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskCompleted', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskFailed', readonly code: string, readonly message: string, readonly retryable: boolean, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskOutputAppended', readonly delta: string, readonly index: number, readonly channel: OutputChannel, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskProgressed', readonly fraction: number | null, readonly step: number | null, readonly totalSteps: number | null, readonly message: string, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskQueued', readonly position: number | null, readonly estimatedWaitMs: number | null, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskRestarted', readonly reason: string, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskStarted', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
   };

export type MyTaskEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MyTaskEventsSubscription = { readonly myTaskEvents:
    | { readonly __typename: 'TaskCancelled', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskCompleted', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskFailed', readonly code: string, readonly message: string, readonly retryable: boolean, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskOutputAppended', readonly delta: string, readonly index: number, readonly channel: OutputChannel, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskProgressed', readonly fraction: number | null, readonly step: number | null, readonly totalSteps: number | null, readonly message: string, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskQueued', readonly position: number | null, readonly estimatedWaitMs: number | null, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskRestarted', readonly reason: string, readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
    | { readonly __typename: 'TaskStarted', readonly taskId: string, readonly seq: number, readonly attempt: number, readonly cursor: string, readonly at: string }
   };

export type TokenUsageFieldsFragment = { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean };

export type TaskSummaryFragment = { readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } };

export type TaskDetailsFragment = { readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly retryOf: { readonly id: string } | null, readonly result:
    | { readonly __typename: 'ChatResult', readonly finishReason: FinishReason | null, readonly message: { readonly role: ChatRole, readonly content: string, readonly reasoning: string | null, readonly toolCalls: ReadonlyArray<{ readonly id: string, readonly name: string, readonly arguments: Readonly<Record<string, unknown>> }> }, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
    | { readonly __typename: 'EmbeddingResult', readonly dimensions: number, readonly embeddings: ReadonlyArray<{ readonly index: number, readonly values: ReadonlyArray<number> }>, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
    | { readonly __typename: 'TextResult', readonly text: string, readonly reasoning: string | null, readonly finishReason: FinishReason | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
   | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } };

type Violation_ApiKeyStateError_Fragment = { readonly __typename: 'ApiKeyStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Violation_EscalationError_Fragment = { readonly __typename: 'EscalationError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Violation_IdempotencyConflictError_Fragment = { readonly __typename: 'IdempotencyConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Violation_InvalidInputError_Fragment = { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Violation_InvalidModelError_Fragment = { readonly __typename: 'InvalidModelError', readonly availableModels: ReadonlyArray<string>, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Violation_NotFoundError_Fragment = { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Violation_TaskStateError_Fragment = { readonly __typename: 'TaskStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Violation_WorkerStateError_Fragment = { readonly __typename: 'WorkerStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

export type ViolationFragment =
  | Violation_ApiKeyStateError_Fragment
  | Violation_EscalationError_Fragment
  | Violation_IdempotencyConflictError_Fragment
  | Violation_InvalidInputError_Fragment
  | Violation_InvalidModelError_Fragment
  | Violation_NotFoundError_Fragment
  | Violation_TaskStateError_Fragment
  | Violation_WorkerStateError_Fragment
;

export type GenerateTextMutationVariables = Exact<{
  input: GenerateTextInput;
}>;


export type GenerateTextMutation = { readonly generateText: { readonly task: { readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly retryOf: { readonly id: string } | null, readonly result:
        | { readonly __typename: 'ChatResult', readonly finishReason: FinishReason | null, readonly message: { readonly role: ChatRole, readonly content: string, readonly reasoning: string | null, readonly toolCalls: ReadonlyArray<{ readonly id: string, readonly name: string, readonly arguments: Readonly<Record<string, unknown>> }> }, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'EmbeddingResult', readonly dimensions: number, readonly embeddings: ReadonlyArray<{ readonly index: number, readonly values: ReadonlyArray<number> }>, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'TextResult', readonly text: string, readonly reasoning: string | null, readonly finishReason: FinishReason | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
       | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'IdempotencyConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidModelError', readonly availableModels: ReadonlyArray<string>, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type GenerateChatMutationVariables = Exact<{
  input: GenerateChatInput;
}>;


export type GenerateChatMutation = { readonly generateChat: { readonly task: { readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly retryOf: { readonly id: string } | null, readonly result:
        | { readonly __typename: 'ChatResult', readonly finishReason: FinishReason | null, readonly message: { readonly role: ChatRole, readonly content: string, readonly reasoning: string | null, readonly toolCalls: ReadonlyArray<{ readonly id: string, readonly name: string, readonly arguments: Readonly<Record<string, unknown>> }> }, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'EmbeddingResult', readonly dimensions: number, readonly embeddings: ReadonlyArray<{ readonly index: number, readonly values: ReadonlyArray<number> }>, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'TextResult', readonly text: string, readonly reasoning: string | null, readonly finishReason: FinishReason | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
       | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'IdempotencyConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidModelError', readonly availableModels: ReadonlyArray<string>, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type CreateEmbeddingsMutationVariables = Exact<{
  input: CreateEmbeddingsInput;
}>;


export type CreateEmbeddingsMutation = { readonly createEmbeddings: { readonly task: { readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly retryOf: { readonly id: string } | null, readonly result:
        | { readonly __typename: 'ChatResult', readonly finishReason: FinishReason | null, readonly message: { readonly role: ChatRole, readonly content: string, readonly reasoning: string | null, readonly toolCalls: ReadonlyArray<{ readonly id: string, readonly name: string, readonly arguments: Readonly<Record<string, unknown>> }> }, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'EmbeddingResult', readonly dimensions: number, readonly embeddings: ReadonlyArray<{ readonly index: number, readonly values: ReadonlyArray<number> }>, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'TextResult', readonly text: string, readonly reasoning: string | null, readonly finishReason: FinishReason | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
       | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'IdempotencyConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidModelError', readonly availableModels: ReadonlyArray<string>, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type CancelTaskMutationVariables = Exact<{
  id: string;
}>;


export type CancelTaskMutation = { readonly cancelTask: { readonly task: { readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly retryOf: { readonly id: string } | null, readonly result:
        | { readonly __typename: 'ChatResult', readonly finishReason: FinishReason | null, readonly message: { readonly role: ChatRole, readonly content: string, readonly reasoning: string | null, readonly toolCalls: ReadonlyArray<{ readonly id: string, readonly name: string, readonly arguments: Readonly<Record<string, unknown>> }> }, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'EmbeddingResult', readonly dimensions: number, readonly embeddings: ReadonlyArray<{ readonly index: number, readonly values: ReadonlyArray<number> }>, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'TextResult', readonly text: string, readonly reasoning: string | null, readonly finishReason: FinishReason | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
       | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'TaskStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type RetryTaskMutationVariables = Exact<{
  id: string;
}>;


export type RetryTaskMutation = { readonly retryTask: { readonly task: { readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly retryOf: { readonly id: string } | null, readonly result:
        | { readonly __typename: 'ChatResult', readonly finishReason: FinishReason | null, readonly message: { readonly role: ChatRole, readonly content: string, readonly reasoning: string | null, readonly toolCalls: ReadonlyArray<{ readonly id: string, readonly name: string, readonly arguments: Readonly<Record<string, unknown>> }> }, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'EmbeddingResult', readonly dimensions: number, readonly embeddings: ReadonlyArray<{ readonly index: number, readonly values: ReadonlyArray<number> }>, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
        | { readonly __typename: 'TextResult', readonly text: string, readonly reasoning: string | null, readonly finishReason: FinishReason | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
       | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'InvalidModelError', readonly availableModels: ReadonlyArray<string>, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'TaskStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type TaskQueryVariables = Exact<{
  id: string;
}>;


export type TaskQuery = { readonly task: { readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly retryOf: { readonly id: string } | null, readonly result:
      | { readonly __typename: 'ChatResult', readonly finishReason: FinishReason | null, readonly message: { readonly role: ChatRole, readonly content: string, readonly reasoning: string | null, readonly toolCalls: ReadonlyArray<{ readonly id: string, readonly name: string, readonly arguments: Readonly<Record<string, unknown>> }> }, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
      | { readonly __typename: 'EmbeddingResult', readonly dimensions: number, readonly embeddings: ReadonlyArray<{ readonly index: number, readonly values: ReadonlyArray<number> }>, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
      | { readonly __typename: 'TextResult', readonly text: string, readonly reasoning: string | null, readonly finishReason: FinishReason | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } }
     | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } } | null };

export type TasksQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TasksQuery = { readonly tasks: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: TaskKind, readonly status: TaskStatus, readonly owner: string, readonly modelName: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly error: { readonly code: string, readonly message: string, readonly retryable: boolean } | null, readonly metadata: { readonly queueMs: number, readonly processingMs: number | null, readonly attempts: number, readonly maxAttempts: number, readonly model: string, readonly worker: string | null, readonly backend: string | null, readonly usage: { readonly promptTokens: number, readonly completionTokens: number, readonly totalTokens: number, readonly estimated: boolean } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type ApiKeyFieldsFragment = { readonly id: string, readonly name: string, readonly prefix: string, readonly owner: string, readonly tier: Tier, readonly scopes: ReadonlyArray<string>, readonly status: ApiKeyStatus, readonly allowedIps: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly previousSecretValidUntil: string | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { readonly me: { readonly keyId: string, readonly name: string, readonly owner: string, readonly tier: Tier, readonly scopes: ReadonlyArray<string>, readonly expiresAt: string | null } | null };

export type ApiKeysQueryVariables = Exact<{
  filter?: ApiKeyFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { readonly apiKeys: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly prefix: string, readonly owner: string, readonly tier: Tier, readonly scopes: ReadonlyArray<string>, readonly status: ApiKeyStatus, readonly allowedIps: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly previousSecretValidUntil: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type ApiKeyQueryVariables = Exact<{
  id: string;
}>;


export type ApiKeyQuery = { readonly apiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly owner: string, readonly tier: Tier, readonly scopes: ReadonlyArray<string>, readonly status: ApiKeyStatus, readonly allowedIps: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly previousSecretValidUntil: string | null } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly createApiKey: { readonly secret: string | null, readonly apiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly owner: string, readonly tier: Tier, readonly scopes: ReadonlyArray<string>, readonly status: ApiKeyStatus, readonly allowedIps: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly previousSecretValidUntil: string | null } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'EscalationError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type UpdateApiKeyMutationVariables = Exact<{
  input: UpdateApiKeyInput;
}>;


export type UpdateApiKeyMutation = { readonly updateApiKey: { readonly apiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly owner: string, readonly tier: Tier, readonly scopes: ReadonlyArray<string>, readonly status: ApiKeyStatus, readonly allowedIps: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly previousSecretValidUntil: string | null } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'ApiKeyStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'EscalationError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { readonly rotateApiKey: { readonly secret: string | null, readonly apiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly owner: string, readonly tier: Tier, readonly scopes: ReadonlyArray<string>, readonly status: ApiKeyStatus, readonly allowedIps: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly previousSecretValidUntil: string | null } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'ApiKeyStateError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'EscalationError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey: { readonly apiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly owner: string, readonly tier: Tier, readonly scopes: ReadonlyArray<string>, readonly status: ApiKeyStatus, readonly allowedIps: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly previousSecretValidUntil: string | null } | null, readonly errors: ReadonlyArray<
      | { readonly __typename: 'EscalationError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    > } | null };

export type MemoryFieldsFragment = { readonly id: string, readonly text: string, readonly owner: string, readonly createdAt: string };

export type MemoriesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MemoriesQuery = { readonly memories: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly text: string, readonly owner: string, readonly createdAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type AddMemoryMutationVariables = Exact<{
  input: AddMemoryInput;
}>;


export type AddMemoryMutation = { readonly addMemory: { readonly memory: { readonly id: string, readonly text: string, readonly owner: string, readonly createdAt: string } | null, readonly errors: ReadonlyArray<{ readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type DeleteMemoryMutationVariables = Exact<{
  id: string;
}>;


export type DeleteMemoryMutation = { readonly deleteMemory: { readonly memory: { readonly id: string, readonly text: string, readonly owner: string, readonly createdAt: string } | null, readonly errors: ReadonlyArray<{ readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }> } | null };

export type ModelFieldsFragment = { readonly id: string, readonly name: string, readonly type: ModelType, readonly status: ModelStatus, readonly description: string | null, readonly capabilities: ReadonlyArray<ModelCapability>, readonly sizeBytes: number | string | null, readonly contextLength: number | null, readonly quantization: string | null, readonly family: string | null, readonly parameterSize: string | null, readonly licence: string | null, readonly refreshedAt: string };

export type ModelsQueryVariables = Exact<{
  filter?: ModelFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ModelsQuery = { readonly models: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly type: ModelType, readonly status: ModelStatus, readonly description: string | null, readonly capabilities: ReadonlyArray<ModelCapability>, readonly sizeBytes: number | string | null, readonly contextLength: number | null, readonly quantization: string | null, readonly family: string | null, readonly parameterSize: string | null, readonly licence: string | null, readonly refreshedAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type ModelQueryVariables = Exact<{
  id?: string | null | undefined;
  name?: string | null | undefined;
}>;


export type ModelQuery = { readonly model: { readonly id: string, readonly name: string, readonly type: ModelType, readonly status: ModelStatus, readonly description: string | null, readonly capabilities: ReadonlyArray<ModelCapability>, readonly sizeBytes: number | string | null, readonly contextLength: number | null, readonly quantization: string | null, readonly family: string | null, readonly parameterSize: string | null, readonly licence: string | null, readonly refreshedAt: string, readonly supportedParameters: ReadonlyArray<{ readonly name: string, readonly type: string, readonly default: unknown, readonly min: number | null, readonly max: number | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const BackendFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackendFields on Backend {
  id
  name
  kind
  url
  status
  message
  version
  concurrency
  runningTasks
  latencyMs
}
    `, {"fragmentName":"BackendFields"}) as unknown as TypedDocumentString<BackendFieldsFragment, unknown>;
export const GpuFieldsFragmentDoc = new TypedDocumentString(`
    fragment GpuFields on Gpu {
  index
  name
  memoryTotalBytes
  memoryUsedBytes
  memoryFreeBytes
  utilisation
  temperatureCelsius
}
    `, {"fragmentName":"GpuFields"}) as unknown as TypedDocumentString<GpuFieldsFragment, unknown>;
export const WorkerFieldsFragmentDoc = new TypedDocumentString(`
    fragment WorkerFields on Worker {
  id
  name
  status
  version
  host
  startedAt
  lastSeenAt
  runningTasks
  concurrency
  backends {
    ...BackendFields
  }
  gpus {
    ...GpuFields
  }
}
    fragment GpuFields on Gpu {
  index
  name
  memoryTotalBytes
  memoryUsedBytes
  memoryFreeBytes
  utilisation
  temperatureCelsius
}
fragment BackendFields on Backend {
  id
  name
  kind
  url
  status
  message
  version
  concurrency
  runningTasks
  latencyMs
}`, {"fragmentName":"WorkerFields"}) as unknown as TypedDocumentString<WorkerFieldsFragment, unknown>;
export const TaskEventFieldsFragmentDoc = new TypedDocumentString(`
    fragment TaskEventFields on TaskEvent {
  __typename
  taskId
  seq
  attempt
  cursor
  at
  ... on TaskQueued {
    position
    estimatedWaitMs
  }
  ... on TaskProgressed {
    fraction
    step
    totalSteps
    message
  }
  ... on TaskOutputAppended {
    delta
    index
    channel
  }
  ... on TaskRestarted {
    reason
  }
  ... on TaskFailed {
    code
    message
    retryable
  }
}
    `, {"fragmentName":"TaskEventFields"}) as unknown as TypedDocumentString<TaskEventFieldsFragment, unknown>;
export const TokenUsageFieldsFragmentDoc = new TypedDocumentString(`
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
    `, {"fragmentName":"TokenUsageFields"}) as unknown as TypedDocumentString<TokenUsageFieldsFragment, unknown>;
export const TaskSummaryFragmentDoc = new TypedDocumentString(`
    fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}`, {"fragmentName":"TaskSummary"}) as unknown as TypedDocumentString<TaskSummaryFragment, unknown>;
export const TaskDetailsFragmentDoc = new TypedDocumentString(`
    fragment TaskDetails on Task {
  ...TaskSummary
  retryOf {
    id
  }
  result {
    __typename
    ... on TextResult {
      text
      reasoning
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on ChatResult {
      message {
        role
        content
        reasoning
        toolCalls {
          id
          name
          arguments
        }
      }
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on EmbeddingResult {
      embeddings {
        index
        values
      }
      dimensions
      usage {
        ...TokenUsageFields
      }
    }
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}`, {"fragmentName":"TaskDetails"}) as unknown as TypedDocumentString<TaskDetailsFragment, unknown>;
export const ViolationFragmentDoc = new TypedDocumentString(`
    fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}
    `, {"fragmentName":"Violation"}) as unknown as TypedDocumentString<ViolationFragment, unknown>;
export const ApiKeyFieldsFragmentDoc = new TypedDocumentString(`
    fragment ApiKeyFields on ApiKey {
  id
  name
  prefix
  owner
  tier
  scopes
  status
  allowedIps
  createdAt
  expiresAt
  revokedAt
  previousSecretValidUntil
}
    `, {"fragmentName":"ApiKeyFields"}) as unknown as TypedDocumentString<ApiKeyFieldsFragment, unknown>;
export const MemoryFieldsFragmentDoc = new TypedDocumentString(`
    fragment MemoryFields on Memory {
  id
  text
  owner
  createdAt
}
    `, {"fragmentName":"MemoryFields"}) as unknown as TypedDocumentString<MemoryFieldsFragment, unknown>;
export const ModelFieldsFragmentDoc = new TypedDocumentString(`
    fragment ModelFields on Model {
  id
  name
  type
  status
  description
  capabilities
  sizeBytes
  contextLength
  quantization
  family
  parameterSize
  licence
  refreshedAt
}
    `, {"fragmentName":"ModelFields"}) as unknown as TypedDocumentString<ModelFieldsFragment, unknown>;
export const ClusterDocument = new TypedDocumentString(`
    query Cluster {
  cluster {
    status
    workers {
      ...WorkerFields
    }
    queue {
      depth
      running
      oldestWaitMs
      lanes {
        lane
        modelName
        depth
        running
        oldestWaitMs
      }
    }
    throughput {
      tasksPerMinute
      failuresPerMinute
      tokensPerSecond
    }
  }
}
    fragment GpuFields on Gpu {
  index
  name
  memoryTotalBytes
  memoryUsedBytes
  memoryFreeBytes
  utilisation
  temperatureCelsius
}
fragment BackendFields on Backend {
  id
  name
  kind
  url
  status
  message
  version
  concurrency
  runningTasks
  latencyMs
}
fragment WorkerFields on Worker {
  id
  name
  status
  version
  host
  startedAt
  lastSeenAt
  runningTasks
  concurrency
  backends {
    ...BackendFields
  }
  gpus {
    ...GpuFields
  }
}`) as unknown as TypedDocumentString<ClusterQuery, ClusterQueryVariables>;
export const WorkersDocument = new TypedDocumentString(`
    query Workers {
  workers {
    ...WorkerFields
  }
}
    fragment GpuFields on Gpu {
  index
  name
  memoryTotalBytes
  memoryUsedBytes
  memoryFreeBytes
  utilisation
  temperatureCelsius
}
fragment BackendFields on Backend {
  id
  name
  kind
  url
  status
  message
  version
  concurrency
  runningTasks
  latencyMs
}
fragment WorkerFields on Worker {
  id
  name
  status
  version
  host
  startedAt
  lastSeenAt
  runningTasks
  concurrency
  backends {
    ...BackendFields
  }
  gpus {
    ...GpuFields
  }
}`) as unknown as TypedDocumentString<WorkersQuery, WorkersQueryVariables>;
export const WorkerDocument = new TypedDocumentString(`
    query Worker($id: ID!) {
  worker(id: $id) {
    ...WorkerFields
  }
}
    fragment GpuFields on Gpu {
  index
  name
  memoryTotalBytes
  memoryUsedBytes
  memoryFreeBytes
  utilisation
  temperatureCelsius
}
fragment BackendFields on Backend {
  id
  name
  kind
  url
  status
  message
  version
  concurrency
  runningTasks
  latencyMs
}
fragment WorkerFields on Worker {
  id
  name
  status
  version
  host
  startedAt
  lastSeenAt
  runningTasks
  concurrency
  backends {
    ...BackendFields
  }
  gpus {
    ...GpuFields
  }
}`) as unknown as TypedDocumentString<WorkerQuery, WorkerQueryVariables>;
export const RestartWorkerDocument = new TypedDocumentString(`
    mutation RestartWorker($id: ID!) {
  restartWorker(id: $id) {
    worker {
      ...WorkerFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment GpuFields on Gpu {
  index
  name
  memoryTotalBytes
  memoryUsedBytes
  memoryFreeBytes
  utilisation
  temperatureCelsius
}
fragment BackendFields on Backend {
  id
  name
  kind
  url
  status
  message
  version
  concurrency
  runningTasks
  latencyMs
}
fragment WorkerFields on Worker {
  id
  name
  status
  version
  host
  startedAt
  lastSeenAt
  runningTasks
  concurrency
  backends {
    ...BackendFields
  }
  gpus {
    ...GpuFields
  }
}
fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}`) as unknown as TypedDocumentString<RestartWorkerMutation, RestartWorkerMutationVariables>;
export const DrainWorkerDocument = new TypedDocumentString(`
    mutation DrainWorker($id: ID!) {
  drainWorker(id: $id) {
    worker {
      ...WorkerFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment GpuFields on Gpu {
  index
  name
  memoryTotalBytes
  memoryUsedBytes
  memoryFreeBytes
  utilisation
  temperatureCelsius
}
fragment BackendFields on Backend {
  id
  name
  kind
  url
  status
  message
  version
  concurrency
  runningTasks
  latencyMs
}
fragment WorkerFields on Worker {
  id
  name
  status
  version
  host
  startedAt
  lastSeenAt
  runningTasks
  concurrency
  backends {
    ...BackendFields
  }
  gpus {
    ...GpuFields
  }
}
fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}`) as unknown as TypedDocumentString<DrainWorkerMutation, DrainWorkerMutationVariables>;
export const RemoveWorkerDocument = new TypedDocumentString(`
    mutation RemoveWorker($id: ID!) {
  removeWorker(id: $id) {
    worker {
      ...WorkerFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment GpuFields on Gpu {
  index
  name
  memoryTotalBytes
  memoryUsedBytes
  memoryFreeBytes
  utilisation
  temperatureCelsius
}
fragment BackendFields on Backend {
  id
  name
  kind
  url
  status
  message
  version
  concurrency
  runningTasks
  latencyMs
}
fragment WorkerFields on Worker {
  id
  name
  status
  version
  host
  startedAt
  lastSeenAt
  runningTasks
  concurrency
  backends {
    ...BackendFields
  }
  gpus {
    ...GpuFields
  }
}
fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}`) as unknown as TypedDocumentString<RemoveWorkerMutation, RemoveWorkerMutationVariables>;
export const TaskEventsDocument = new TypedDocumentString(`
    subscription TaskEvents($taskId: ID!, $after: String) {
  taskEvents(taskId: $taskId, after: $after) {
    ...TaskEventFields
  }
}
    fragment TaskEventFields on TaskEvent {
  __typename
  taskId
  seq
  attempt
  cursor
  at
  ... on TaskQueued {
    position
    estimatedWaitMs
  }
  ... on TaskProgressed {
    fraction
    step
    totalSteps
    message
  }
  ... on TaskOutputAppended {
    delta
    index
    channel
  }
  ... on TaskRestarted {
    reason
  }
  ... on TaskFailed {
    code
    message
    retryable
  }
}`) as unknown as TypedDocumentString<TaskEventsSubscription, TaskEventsSubscriptionVariables>;
export const MyTaskEventsDocument = new TypedDocumentString(`
    subscription MyTaskEvents($after: String) {
  myTaskEvents(after: $after) {
    ...TaskEventFields
  }
}
    fragment TaskEventFields on TaskEvent {
  __typename
  taskId
  seq
  attempt
  cursor
  at
  ... on TaskQueued {
    position
    estimatedWaitMs
  }
  ... on TaskProgressed {
    fraction
    step
    totalSteps
    message
  }
  ... on TaskOutputAppended {
    delta
    index
    channel
  }
  ... on TaskRestarted {
    reason
  }
  ... on TaskFailed {
    code
    message
    retryable
  }
}`) as unknown as TypedDocumentString<MyTaskEventsSubscription, MyTaskEventsSubscriptionVariables>;
export const GenerateTextDocument = new TypedDocumentString(`
    mutation GenerateText($input: GenerateTextInput!) {
  generateText(input: $input) {
    task {
      ...TaskDetails
    }
    errors {
      ...Violation
    }
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}
fragment TaskDetails on Task {
  ...TaskSummary
  retryOf {
    id
  }
  result {
    __typename
    ... on TextResult {
      text
      reasoning
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on ChatResult {
      message {
        role
        content
        reasoning
        toolCalls {
          id
          name
          arguments
        }
      }
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on EmbeddingResult {
      embeddings {
        index
        values
      }
      dimensions
      usage {
        ...TokenUsageFields
      }
    }
  }
}
fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}`) as unknown as TypedDocumentString<GenerateTextMutation, GenerateTextMutationVariables>;
export const GenerateChatDocument = new TypedDocumentString(`
    mutation GenerateChat($input: GenerateChatInput!) {
  generateChat(input: $input) {
    task {
      ...TaskDetails
    }
    errors {
      ...Violation
    }
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}
fragment TaskDetails on Task {
  ...TaskSummary
  retryOf {
    id
  }
  result {
    __typename
    ... on TextResult {
      text
      reasoning
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on ChatResult {
      message {
        role
        content
        reasoning
        toolCalls {
          id
          name
          arguments
        }
      }
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on EmbeddingResult {
      embeddings {
        index
        values
      }
      dimensions
      usage {
        ...TokenUsageFields
      }
    }
  }
}
fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}`) as unknown as TypedDocumentString<GenerateChatMutation, GenerateChatMutationVariables>;
export const CreateEmbeddingsDocument = new TypedDocumentString(`
    mutation CreateEmbeddings($input: CreateEmbeddingsInput!) {
  createEmbeddings(input: $input) {
    task {
      ...TaskDetails
    }
    errors {
      ...Violation
    }
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}
fragment TaskDetails on Task {
  ...TaskSummary
  retryOf {
    id
  }
  result {
    __typename
    ... on TextResult {
      text
      reasoning
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on ChatResult {
      message {
        role
        content
        reasoning
        toolCalls {
          id
          name
          arguments
        }
      }
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on EmbeddingResult {
      embeddings {
        index
        values
      }
      dimensions
      usage {
        ...TokenUsageFields
      }
    }
  }
}
fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}`) as unknown as TypedDocumentString<CreateEmbeddingsMutation, CreateEmbeddingsMutationVariables>;
export const CancelTaskDocument = new TypedDocumentString(`
    mutation CancelTask($id: ID!) {
  cancelTask(id: $id) {
    task {
      ...TaskDetails
    }
    errors {
      ...Violation
    }
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}
fragment TaskDetails on Task {
  ...TaskSummary
  retryOf {
    id
  }
  result {
    __typename
    ... on TextResult {
      text
      reasoning
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on ChatResult {
      message {
        role
        content
        reasoning
        toolCalls {
          id
          name
          arguments
        }
      }
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on EmbeddingResult {
      embeddings {
        index
        values
      }
      dimensions
      usage {
        ...TokenUsageFields
      }
    }
  }
}
fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}`) as unknown as TypedDocumentString<CancelTaskMutation, CancelTaskMutationVariables>;
export const RetryTaskDocument = new TypedDocumentString(`
    mutation RetryTask($id: ID!) {
  retryTask(id: $id) {
    task {
      ...TaskDetails
    }
    errors {
      ...Violation
    }
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}
fragment TaskDetails on Task {
  ...TaskSummary
  retryOf {
    id
  }
  result {
    __typename
    ... on TextResult {
      text
      reasoning
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on ChatResult {
      message {
        role
        content
        reasoning
        toolCalls {
          id
          name
          arguments
        }
      }
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on EmbeddingResult {
      embeddings {
        index
        values
      }
      dimensions
      usage {
        ...TokenUsageFields
      }
    }
  }
}
fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}`) as unknown as TypedDocumentString<RetryTaskMutation, RetryTaskMutationVariables>;
export const TaskDocument = new TypedDocumentString(`
    query Task($id: ID!) {
  task(id: $id) {
    ...TaskDetails
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}
fragment TaskDetails on Task {
  ...TaskSummary
  retryOf {
    id
  }
  result {
    __typename
    ... on TextResult {
      text
      reasoning
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on ChatResult {
      message {
        role
        content
        reasoning
        toolCalls {
          id
          name
          arguments
        }
      }
      finishReason
      usage {
        ...TokenUsageFields
      }
    }
    ... on EmbeddingResult {
      embeddings {
        index
        values
      }
      dimensions
      usage {
        ...TokenUsageFields
      }
    }
  }
}`) as unknown as TypedDocumentString<TaskQuery, TaskQueryVariables>;
export const TasksDocument = new TypedDocumentString(`
    query Tasks($filter: TaskFilter, $first: Int, $after: String) {
  tasks(filter: $filter, first: $first, after: $after) {
    nodes {
      ...TaskSummary
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment TokenUsageFields on TokenUsage {
  promptTokens
  completionTokens
  totalTokens
  estimated
}
fragment TaskSummary on Task {
  id
  kind
  status
  owner
  modelName
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
    retryable
  }
  metadata {
    queueMs
    processingMs
    attempts
    maxAttempts
    model
    worker
    backend
    usage {
      ...TokenUsageFields
    }
  }
}`) as unknown as TypedDocumentString<TasksQuery, TasksQueryVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    keyId
    name
    owner
    tier
    scopes
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys($filter: ApiKeyFilter, $first: Int, $after: String) {
  apiKeys(filter: $filter, first: $first, after: $after) {
    nodes {
      ...ApiKeyFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment ApiKeyFields on ApiKey {
  id
  name
  prefix
  owner
  tier
  scopes
  status
  allowedIps
  createdAt
  expiresAt
  revokedAt
  previousSecretValidUntil
}`) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const ApiKeyDocument = new TypedDocumentString(`
    query ApiKey($id: ID!) {
  apiKey(id: $id) {
    ...ApiKeyFields
  }
}
    fragment ApiKeyFields on ApiKey {
  id
  name
  prefix
  owner
  tier
  scopes
  status
  allowedIps
  createdAt
  expiresAt
  revokedAt
  previousSecretValidUntil
}`) as unknown as TypedDocumentString<ApiKeyQuery, ApiKeyQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey {
      ...ApiKeyFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}
fragment ApiKeyFields on ApiKey {
  id
  name
  prefix
  owner
  tier
  scopes
  status
  allowedIps
  createdAt
  expiresAt
  revokedAt
  previousSecretValidUntil
}`) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const UpdateApiKeyDocument = new TypedDocumentString(`
    mutation UpdateApiKey($input: UpdateApiKeyInput!) {
  updateApiKey(input: $input) {
    apiKey {
      ...ApiKeyFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}
fragment ApiKeyFields on ApiKey {
  id
  name
  prefix
  owner
  tier
  scopes
  status
  allowedIps
  createdAt
  expiresAt
  revokedAt
  previousSecretValidUntil
}`) as unknown as TypedDocumentString<UpdateApiKeyMutation, UpdateApiKeyMutationVariables>;
export const RotateApiKeyDocument = new TypedDocumentString(`
    mutation RotateApiKey($input: RotateApiKeyInput!) {
  rotateApiKey(input: $input) {
    secret
    apiKey {
      ...ApiKeyFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}
fragment ApiKeyFields on ApiKey {
  id
  name
  prefix
  owner
  tier
  scopes
  status
  allowedIps
  createdAt
  expiresAt
  revokedAt
  previousSecretValidUntil
}`) as unknown as TypedDocumentString<RotateApiKeyMutation, RotateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($id: ID!) {
  revokeApiKey(id: $id) {
    apiKey {
      ...ApiKeyFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}
fragment ApiKeyFields on ApiKey {
  id
  name
  prefix
  owner
  tier
  scopes
  status
  allowedIps
  createdAt
  expiresAt
  revokedAt
  previousSecretValidUntil
}`) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const MemoriesDocument = new TypedDocumentString(`
    query Memories($first: Int, $after: String) {
  memories(first: $first, after: $after) {
    nodes {
      ...MemoryFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment MemoryFields on Memory {
  id
  text
  owner
  createdAt
}`) as unknown as TypedDocumentString<MemoriesQuery, MemoriesQueryVariables>;
export const AddMemoryDocument = new TypedDocumentString(`
    mutation AddMemory($input: AddMemoryInput!) {
  addMemory(input: $input) {
    memory {
      ...MemoryFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}
fragment MemoryFields on Memory {
  id
  text
  owner
  createdAt
}`) as unknown as TypedDocumentString<AddMemoryMutation, AddMemoryMutationVariables>;
export const DeleteMemoryDocument = new TypedDocumentString(`
    mutation DeleteMemory($id: ID!) {
  deleteMemory(id: $id) {
    memory {
      ...MemoryFields
    }
    errors {
      ...Violation
    }
  }
}
    fragment Violation on UserError {
  __typename
  code
  message
  path
  ... on InvalidModelError {
    availableModels
  }
}
fragment MemoryFields on Memory {
  id
  text
  owner
  createdAt
}`) as unknown as TypedDocumentString<DeleteMemoryMutation, DeleteMemoryMutationVariables>;
export const ModelsDocument = new TypedDocumentString(`
    query Models($filter: ModelFilter, $first: Int, $after: String) {
  models(filter: $filter, first: $first, after: $after) {
    nodes {
      ...ModelFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment ModelFields on Model {
  id
  name
  type
  status
  description
  capabilities
  sizeBytes
  contextLength
  quantization
  family
  parameterSize
  licence
  refreshedAt
}`) as unknown as TypedDocumentString<ModelsQuery, ModelsQueryVariables>;
export const ModelDocument = new TypedDocumentString(`
    query Model($id: ID, $name: String) {
  model(id: $id, name: $name) {
    ...ModelFields
    supportedParameters {
      name
      type
      default
      min
      max
    }
  }
}
    fragment ModelFields on Model {
  id
  name
  type
  status
  description
  capabilities
  sizeBytes
  contextLength
  quantization
  family
  parameterSize
  licence
  refreshedAt
}`) as unknown as TypedDocumentString<ModelQuery, ModelQueryVariables>;