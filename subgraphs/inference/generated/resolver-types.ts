import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { TaskRecord } from '../../../kernel/task.ts';
import type { TaskPage, TaskPageEdge, InferenceContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, ISO 8601 with milliseconds, for example `2026-11-20T18:34:00.000Z`. */
  DateTime: { input: Date; output: number; }
  /** A JSON object. Used only where the shape belongs to somebody else: tool schemas, tool arguments and JSON schemas. */
  JSONObject: { input: Readonly<Record<string, unknown>>; output: Readonly<Record<string, unknown>>; }
  _FieldSet: { input: string; output: string; }
};

export type ApiKey = {
  readonly __typename?: 'ApiKey';
  readonly id: Scalars['ID']['output'];
  /** Tasks submitted with this key, newest first. Null when they cannot be read now. Scope: any inference scope. */
  readonly tasks?: Maybe<TaskConnection>;
};


export type ApiKeyTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Why a task was not cancelled. */
export type CancelTaskError = NotFoundError | TaskStateError;

/** Outcome of `cancelTask`. */
export type CancelTaskPayload = {
  readonly __typename?: 'CancelTaskPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<CancelTaskError>;
  /** The cancelled task. Null exactly when there are errors. */
  readonly task?: Maybe<Task>;
};

/** A message of a chat. */
export type ChatMessage = {
  readonly __typename?: 'ChatMessage';
  /** The text; empty when there are only tool calls. */
  readonly content: Scalars['String']['output'];
  /** The model's reasoning, when the backend reports it apart from the answer. Null otherwise. */
  readonly reasoning?: Maybe<Scalars['String']['output']>;
  /** Who speaks. */
  readonly role: ChatRole;
  /** Tools the model wants called. */
  readonly toolCalls: ReadonlyArray<ToolCall>;
};

/** One message of the conversation. */
export type ChatMessageInput = {
  /** The text, 1,000,000 characters at most. Absent only on an ASSISTANT message with tool calls. */
  readonly content?: InputMaybe<Scalars['String']['input']>;
  /** Images for a model with the VISION capability: base64 text or `data:image/…;base64,` URLs, 16 at most. Only on USER messages. */
  readonly images?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Who speaks. */
  readonly role: ChatRole;
  /** On a TOOL message: the call it answers. */
  readonly toolCallId?: InputMaybe<Scalars['String']['input']>;
  /** The tool calls of an earlier ASSISTANT message. */
  readonly toolCalls?: InputMaybe<ReadonlyArray<ToolCallInput>>;
};

/** The result of `generateChat`. */
export type ChatResult = {
  readonly __typename?: 'ChatResult';
  /** Why it ended. Null when it was cancelled. */
  readonly finishReason?: Maybe<FinishReason>;
  /** The assistant's message. */
  readonly message: ChatMessage;
  /** Tokens used. */
  readonly usage: TokenUsage;
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

/** Input of `createEmbeddings`. */
export type CreateEmbeddingsInput = {
  /** Length of the vectors, for models that can shorten theirs, 1 to 16,384. Absent: the model's own. */
  readonly dimensions?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 200 characters. The same key and input return the same task for 24 hours; another input is an error. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The texts, 1 to 2,048, each 1 to 100,000 characters. */
  readonly input: ReadonlyArray<Scalars['String']['input']>;
  /** Name of a model that is AVAILABLE and can embed, 1 to 200 characters. Without a tag it may also mean `:latest`. */
  readonly model: Scalars['String']['input'];
  /** Milliseconds to wait for the finished task before answering, 0 to 120,000. The task goes on when they have passed. */
  readonly waitMs?: InputMaybe<Scalars['Int']['input']>;
};

/** Outcome of `createEmbeddings`. */
export type CreateEmbeddingsPayload = {
  readonly __typename?: 'CreateEmbeddingsPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<SubmitTaskError>;
  /** The task. Null exactly when there are errors. */
  readonly task?: Maybe<Task>;
};

/** One vector. */
export type Embedding = {
  readonly __typename?: 'Embedding';
  /** Position of its text in the input, from 0. */
  readonly index: Scalars['Int']['output'];
  /** The vector. */
  readonly values: ReadonlyArray<Scalars['Float']['output']>;
};

/** The result of `createEmbeddings`. */
export type EmbeddingResult = {
  readonly __typename?: 'EmbeddingResult';
  /** Length of each vector. */
  readonly dimensions: Scalars['Int']['output'];
  /** One vector for each input, in the order of the inputs. */
  readonly embeddings: ReadonlyArray<Embedding>;
  /** Tokens used. */
  readonly usage: TokenUsage;
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
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Most tokens to generate, 1 to 131,072. */
  readonly maxTokens?: InputMaybe<Scalars['Int']['input']>;
  /** The conversation, oldest first, 1 to 1,000 messages. */
  readonly messages: ReadonlyArray<ChatMessageInput>;
  /** Name of a model that is AVAILABLE and can chat, 1 to 200 characters. Without a tag it may also mean `:latest`. */
  readonly model: Scalars['String']['input'];
  /** The form of the answer. Absent: text. */
  readonly responseFormat?: InputMaybe<ResponseFormatInput>;
  /** Seed for repeatable sampling, 0 to 2147483647. Absent: random. */
  readonly seed?: InputMaybe<Scalars['Int']['input']>;
  /** Texts that end the generation, 16 at most, each 1 to 200 characters. They are not part of the result. */
  readonly stopSequences?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Randomness, 0 (deterministic) to 2. */
  readonly temperature?: InputMaybe<Scalars['Float']['input']>;
  /** Whether and which tool to call. Absent: AUTO when tools are given. */
  readonly toolChoice?: InputMaybe<ToolChoiceInput>;
  /** Tools the model may call, 128 at most. */
  readonly tools?: InputMaybe<ReadonlyArray<ToolInput>>;
  /** Sample from the K most likely tokens, 1 to 1,000. Absent: the backend's default. */
  readonly topK?: InputMaybe<Scalars['Int']['input']>;
  /** Nucleus sampling, above 0 to 1. */
  readonly topP?: InputMaybe<Scalars['Float']['input']>;
  /** Milliseconds to wait for the finished task before answering, 0 to 120,000. The task goes on when they have passed. */
  readonly waitMs?: InputMaybe<Scalars['Int']['input']>;
};

/** Outcome of `generateChat`. */
export type GenerateChatPayload = {
  readonly __typename?: 'GenerateChatPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<SubmitTaskError>;
  /** The task. Null exactly when there are errors. */
  readonly task?: Maybe<Task>;
};

/** Input of `generateText`. */
export type GenerateTextInput = {
  /** 1 to 200 characters. The same key and input return the same task for 24 hours; another input is an error. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Most tokens to generate, 1 to 131,072. */
  readonly maxTokens?: InputMaybe<Scalars['Int']['input']>;
  /** Name of a model that is AVAILABLE and can generate text, 1 to 200 characters. Without a tag it may also mean `:latest`. */
  readonly model: Scalars['String']['input'];
  /** The text to continue, 1 to 1,000,000 characters. */
  readonly prompt: Scalars['String']['input'];
  /** Seed for repeatable sampling, 0 to 2147483647. Absent: random. */
  readonly seed?: InputMaybe<Scalars['Int']['input']>;
  /** Texts that end the generation, 16 at most, each 1 to 200 characters. They are not part of the result. */
  readonly stopSequences?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Randomness, 0 (deterministic) to 2. */
  readonly temperature?: InputMaybe<Scalars['Float']['input']>;
  /** Sample from the K most likely tokens, 1 to 1,000. Absent: the backend's default. */
  readonly topK?: InputMaybe<Scalars['Int']['input']>;
  /** Nucleus sampling, above 0 to 1. */
  readonly topP?: InputMaybe<Scalars['Float']['input']>;
  /** Milliseconds to wait for the finished task before answering, 0 to 120,000. The task goes on when they have passed. */
  readonly waitMs?: InputMaybe<Scalars['Int']['input']>;
};

/** Outcome of `generateText`. */
export type GenerateTextPayload = {
  readonly __typename?: 'GenerateTextPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<SubmitTaskError>;
  /** The task. Null exactly when there are errors. */
  readonly task?: Maybe<Task>;
};

/** The idempotency key was used with another input. */
export type IdempotencyConflictError = UserError & {
  readonly __typename?: 'IdempotencyConflictError';
  /** `IDEMPOTENCY_CONFLICT`. */
  readonly code: Scalars['String']['output'];
  /** What was wrong and what is allowed. */
  readonly message: Scalars['String']['output'];
  /** Where: `input`, `idempotencyKey`. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** A value that is not allowed. */
export type InvalidInputError = UserError & {
  readonly __typename?: 'InvalidInputError';
  /** `BAD_USER_INPUT`. */
  readonly code: Scalars['String']['output'];
  /** What was wrong and what is allowed. */
  readonly message: Scalars['String']['output'];
  /** Where: input field names and list positions from the argument on. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** No such model, or it cannot do this. */
export type InvalidModelError = UserError & {
  readonly __typename?: 'InvalidModelError';
  /** Models that can do it now, 50 at most, by name. */
  readonly availableModels: ReadonlyArray<Scalars['String']['output']>;
  /** `INVALID_MODEL`. */
  readonly code: Scalars['String']['output'];
  /** What was wrong and what is allowed. */
  readonly message: Scalars['String']['output'];
  /** Where: `input`, `model`. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

export type Model = {
  readonly __typename?: 'Model';
  readonly id: Scalars['ID']['output'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Stops a pending or running task; the backend stops its work too. Cancelling a finished task is an error. Null, with an error, when it could not be done. Scope: the scope of the task's kind. */
  readonly cancelTask?: Maybe<CancelTaskPayload>;
  /** Submits an embedding task: one vector for each input text. Null, with an error, when it could not be done. Scope: `inference:embedding`. */
  readonly createEmbeddings?: Maybe<CreateEmbeddingsPayload>;
  /** Submits a chat task: one reply to a list of messages. Null, with an error, when it could not be done. Scope: `inference:text`. */
  readonly generateChat?: Maybe<GenerateChatPayload>;
  /** Submits a text generation task. Null, with an error, when it could not be done. Scope: `inference:text`. */
  readonly generateText?: Maybe<GenerateTextPayload>;
  /** Submits a failed or cancelled task's request again, as a new task. Null, with an error, when it could not be done. Scope: the scope of the task's kind. */
  readonly retryTask?: Maybe<RetryTaskPayload>;
};


export type MutationCancelTaskArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateEmbeddingsArgs = {
  input: CreateEmbeddingsInput;
};


export type MutationGenerateChatArgs = {
  input: GenerateChatInput;
};


export type MutationGenerateTextArgs = {
  input: GenerateTextInput;
};


export type MutationRetryTaskArgs = {
  id: Scalars['ID']['input'];
};

/** There is no such thing, or it is not yours. */
export type NotFoundError = UserError & {
  readonly __typename?: 'NotFoundError';
  /** `NOT_FOUND`. */
  readonly code: Scalars['String']['output'];
  /** What was not found. */
  readonly message: Scalars['String']['output'];
  /** Where: the argument. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** Where a page is in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item. Null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** True when there is a page after this one. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when there is a page before this one. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item. Null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** One task by id. Null when there is no such task or it belongs to another owner. Scope: any inference scope. */
  readonly task?: Maybe<Task>;
  /** Own tasks, newest first; every owner's for an admin. Null, with an error, when it cannot be read now. Scope: any inference scope. */
  readonly tasks?: Maybe<TaskConnection>;
};


export type QueryTaskArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TaskFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The form of the answer. */
export type ResponseFormatInput = {
  /** The JSON Schema; required with JSON_SCHEMA, not allowed otherwise. */
  readonly schema?: InputMaybe<Scalars['JSONObject']['input']>;
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

/** Why a task was not submitted again. */
export type RetryTaskError = InvalidModelError | NotFoundError | TaskStateError;

/** Outcome of `retryTask`. */
export type RetryTaskPayload = {
  readonly __typename?: 'RetryTaskPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<RetryTaskError>;
  /** The new task. Null exactly when there are errors. */
  readonly task?: Maybe<Task>;
};

/** Why a task was not accepted. */
export type SubmitTaskError = IdempotencyConflictError | InvalidInputError | InvalidModelError;

/** One request to a model, from submission to its result. */
export type Task = {
  readonly __typename?: 'Task';
  /** The key that submitted it. Null when the key is not yours to see. Scope: `keys:write` or `usage:read`. */
  readonly apiKey?: Maybe<ApiKey>;
  /** When it was accepted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Why it failed. Null unless the status is FAILED. */
  readonly error?: Maybe<TaskError>;
  /** When it ended. Null before that. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Prefixed, time-sortable id, `task_…`. */
  readonly id: Scalars['ID']['output'];
  /** What it does. */
  readonly kind: TaskKind;
  /** Number of its last event known to the store, 0 before the first; the terminal event's once the task has ended. */
  readonly lastEventSeq: Scalars['Int']['output'];
  /** Times, attempts and token usage. */
  readonly metadata: TaskMetadata;
  /** The model. Null when no backend serves it any more. Scope: `models:read`. */
  readonly model?: Maybe<Model>;
  /** The model's name. */
  readonly modelName: Scalars['String']['output'];
  /** The owner it belongs to; keys of one owner share tasks. */
  readonly owner: Scalars['String']['output'];
  /** The result. Null until the task has completed; a cancelled task keeps what it had produced. */
  readonly result?: Maybe<TaskResult>;
  /** The task that this one repeats. Null unless it was made by `retryTask`. */
  readonly retryOf?: Maybe<Task>;
  /** When the latest attempt began. Null before the first. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it is in its life. */
  readonly status: TaskStatus;
  /** The worker of the latest attempt. Null before it starts and after that worker has left. Scope: `cluster:read`. */
  readonly worker?: Maybe<Worker>;
};

/** A page of tasks. */
export type TaskConnection = {
  readonly __typename?: 'TaskConnection';
  /** The tasks with their cursors. */
  readonly edges: ReadonlyArray<TaskEdge>;
  /** The tasks. */
  readonly nodes: ReadonlyArray<Task>;
  /** Where this page is. */
  readonly pageInfo: PageInfo;
  /** How many match in all. Null when it could not be counted in time. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A task in a page. */
export type TaskEdge = {
  readonly __typename?: 'TaskEdge';
  /** Continues after this task, as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The task. */
  readonly node: Task;
};

/** Why a task failed. */
export type TaskError = {
  readonly __typename?: 'TaskError';
  /** A code of the error reference, for example `BACKEND_TRUNCATED`. */
  readonly code: Scalars['String']['output'];
  /** What happened, for people. */
  readonly message: Scalars['String']['output'];
  /** True when `retryTask` may well succeed. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Restricts `tasks`. */
export type TaskFilter = {
  /** Only tasks accepted at or after this instant. */
  readonly createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only tasks accepted before this instant. */
  readonly createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only these kinds. */
  readonly kind?: InputMaybe<ReadonlyArray<TaskKind>>;
  /** Only this model name. */
  readonly model?: InputMaybe<Scalars['String']['input']>;
  /** Only these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<TaskStatus>>;
};

/** What a task does. */
export type TaskKind =
  /** Answers a conversation. */
  | 'CHAT'
  /** Turns texts into vectors. */
  | 'EMBEDDING'
  /** Continues a prompt. */
  | 'TEXT';

/** Figures of a task. */
export type TaskMetadata = {
  readonly __typename?: 'TaskMetadata';
  /** Attempts begun, 0 or more. */
  readonly attempts: Scalars['Int']['output'];
  /** Name of the backend that ran the latest attempt. Null before it starts. */
  readonly backend?: Maybe<Scalars['String']['output']>;
  /** Attempts allowed, 1 or more. */
  readonly maxAttempts: Scalars['Int']['output'];
  /** Name of the model asked for. */
  readonly model: Scalars['String']['output'];
  /** Milliseconds from the start of the latest attempt to the end; to now while it runs. Null before it starts. */
  readonly processingMs?: Maybe<Scalars['Int']['output']>;
  /** Milliseconds from submission to the start of the latest attempt; to now while it waits. */
  readonly queueMs: Scalars['Int']['output'];
  /** Tokens used. Null until the task ends. */
  readonly usage?: Maybe<TokenUsage>;
  /** Name of the worker of the latest attempt. Null before it starts. */
  readonly worker?: Maybe<Scalars['String']['output']>;
};

/** What a task produced. */
export type TaskResult = ChatResult | EmbeddingResult | TextResult;

/** The task's state does not allow it. */
export type TaskStateError = UserError & {
  readonly __typename?: 'TaskStateError';
  /** `TASK_FINISHED` or `TASK_NOT_FINISHED`. */
  readonly code: Scalars['String']['output'];
  /** What was wrong and what is allowed. */
  readonly message: Scalars['String']['output'];
  /** Where: `id`. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** The task's status. */
  readonly status: TaskStatus;
};

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

/** The result of `generateText`. */
export type TextResult = {
  readonly __typename?: 'TextResult';
  /** Why it ended. Null when it was cancelled. */
  readonly finishReason?: Maybe<FinishReason>;
  /** The model's reasoning, when the backend reports it apart from the answer. Null otherwise. */
  readonly reasoning?: Maybe<Scalars['String']['output']>;
  /** The generated text, without the prompt. */
  readonly text: Scalars['String']['output'];
  /** Tokens used. */
  readonly usage: TokenUsage;
};

/** Tokens read and written. */
export type TokenUsage = {
  readonly __typename?: 'TokenUsage';
  /** Tokens generated; 0 for embeddings. */
  readonly completionTokens: Scalars['Int']['output'];
  /** True when the backend reported no usage and the figures are estimated. */
  readonly estimated: Scalars['Boolean']['output'];
  /** Tokens of the prompt or the inputs. */
  readonly promptTokens: Scalars['Int']['output'];
  /** The sum of both. */
  readonly totalTokens: Scalars['Int']['output'];
};

/** A tool call that the model asks for. */
export type ToolCall = {
  readonly __typename?: 'ToolCall';
  /** Arguments by name. */
  readonly arguments: Scalars['JSONObject']['output'];
  /** Id to answer with, in `toolCallId` of a TOOL message. */
  readonly id: Scalars['String']['output'];
  /** The tool's name. */
  readonly name: Scalars['String']['output'];
};

/** A tool call made earlier in the conversation. */
export type ToolCallInput = {
  /** Arguments by name. */
  readonly arguments: Scalars['JSONObject']['input'];
  /** The call's id. */
  readonly id: Scalars['String']['input'];
  /** The tool's name. */
  readonly name: Scalars['String']['input'];
};

/** Whether and which tool to call. */
export type ToolChoiceInput = {
  /** Who decides. */
  readonly mode?: InputMaybe<ToolChoiceMode>;
  /** Call this tool. It must be in `tools`; `mode` is then ignored. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
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
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 64 letters, digits, `_` or `-`. */
  readonly name: Scalars['String']['input'];
  /** JSON Schema of its arguments, an object. */
  readonly parameters?: InputMaybe<Scalars['JSONObject']['input']>;
};

/** A mistake that the caller can mend. */
export type UserError = {
  /** A code of the error reference. */
  readonly code: Scalars['String']['output'];
  /** What was wrong and what is allowed. */
  readonly message: Scalars['String']['output'];
  /** Where: input field names and list positions from the argument on; empty when it concerns the whole request. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

export type Worker = {
  readonly __typename?: 'Worker';
  readonly id: Scalars['ID']['output'];
  /** Own tasks that this worker ran or runs, newest first; every owner's for an admin. Null when they cannot be read now. Scope: any inference scope. */
  readonly tasks?: Maybe<TaskConnection>;
};


export type WorkerTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  ApiKey: ApiKey;
  Task: Task;
  Worker: Worker;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ApiKey:
    ( { __typename: 'ApiKey' }
    & GraphQLRecursivePick<FederationTypes['ApiKey'], {"id":true}> );
  Task:
    ( { __typename: 'Task' }
    & GraphQLRecursivePick<FederationTypes['Task'], {"id":true}> );
  Worker:
    ( { __typename: 'Worker' }
    & GraphQLRecursivePick<FederationTypes['Worker'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CancelTaskError:
    | ( NotFoundError )
    | ( TaskStateError )
  ;
  RetryTaskError:
    | ( InvalidModelError )
    | ( NotFoundError )
    | ( TaskStateError )
  ;
  SubmitTaskError:
    | ( IdempotencyConflictError )
    | ( InvalidInputError )
    | ( InvalidModelError )
  ;
  TaskResult:
    | ( ChatResult )
    | ( EmbeddingResult )
    | ( TextResult )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( IdempotencyConflictError )
    | ( InvalidInputError )
    | ( InvalidModelError )
    | ( NotFoundError )
    | ( TaskStateError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ApiKey: ResolverTypeWrapper<Omit<ApiKey, 'tasks'> & { tasks?: Maybe<ResolversTypes['TaskConnection']> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CancelTaskError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelTaskError']>;
  CancelTaskPayload: ResolverTypeWrapper<Omit<CancelTaskPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversTypes['CancelTaskError']>, task?: Maybe<ResolversTypes['Task']> }>;
  ChatMessage: ResolverTypeWrapper<ChatMessage>;
  ChatMessageInput: ChatMessageInput;
  ChatResult: ResolverTypeWrapper<ChatResult>;
  ChatRole: ChatRole;
  CreateEmbeddingsInput: CreateEmbeddingsInput;
  CreateEmbeddingsPayload: ResolverTypeWrapper<Omit<CreateEmbeddingsPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversTypes['SubmitTaskError']>, task?: Maybe<ResolversTypes['Task']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Embedding: ResolverTypeWrapper<Embedding>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  EmbeddingResult: ResolverTypeWrapper<EmbeddingResult>;
  FinishReason: FinishReason;
  GenerateChatInput: GenerateChatInput;
  GenerateChatPayload: ResolverTypeWrapper<Omit<GenerateChatPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversTypes['SubmitTaskError']>, task?: Maybe<ResolversTypes['Task']> }>;
  GenerateTextInput: GenerateTextInput;
  GenerateTextPayload: ResolverTypeWrapper<Omit<GenerateTextPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversTypes['SubmitTaskError']>, task?: Maybe<ResolversTypes['Task']> }>;
  IdempotencyConflictError: ResolverTypeWrapper<IdempotencyConflictError>;
  InvalidInputError: ResolverTypeWrapper<InvalidInputError>;
  InvalidModelError: ResolverTypeWrapper<InvalidModelError>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Model: ResolverTypeWrapper<Model>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFoundError: ResolverTypeWrapper<NotFoundError>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ResponseFormatInput: ResponseFormatInput;
  ResponseFormatType: ResponseFormatType;
  RetryTaskError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetryTaskError']>;
  RetryTaskPayload: ResolverTypeWrapper<Omit<RetryTaskPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversTypes['RetryTaskError']>, task?: Maybe<ResolversTypes['Task']> }>;
  SubmitTaskError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitTaskError']>;
  Task: ResolverTypeWrapper<TaskRecord>;
  TaskConnection: ResolverTypeWrapper<TaskPage>;
  TaskEdge: ResolverTypeWrapper<TaskPageEdge>;
  TaskError: ResolverTypeWrapper<TaskError>;
  TaskFilter: TaskFilter;
  TaskKind: TaskKind;
  TaskMetadata: ResolverTypeWrapper<TaskMetadata>;
  TaskResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TaskResult']>;
  TaskStateError: ResolverTypeWrapper<TaskStateError>;
  TaskStatus: TaskStatus;
  TextResult: ResolverTypeWrapper<TextResult>;
  TokenUsage: ResolverTypeWrapper<TokenUsage>;
  ToolCall: ResolverTypeWrapper<ToolCall>;
  ToolCallInput: ToolCallInput;
  ToolChoiceInput: ToolChoiceInput;
  ToolChoiceMode: ToolChoiceMode;
  ToolInput: ToolInput;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Worker: ResolverTypeWrapper<Omit<Worker, 'tasks'> & { tasks?: Maybe<ResolversTypes['TaskConnection']> }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ApiKey: Omit<ApiKey, 'tasks'> & { tasks?: Maybe<ResolversParentTypes['TaskConnection']> } | FederationReferenceTypes['ApiKey'];
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  CancelTaskError: ResolversUnionTypes<ResolversParentTypes>['CancelTaskError'];
  CancelTaskPayload: Omit<CancelTaskPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversParentTypes['CancelTaskError']>, task?: Maybe<ResolversParentTypes['Task']> };
  ChatMessage: ChatMessage;
  ChatMessageInput: ChatMessageInput;
  ChatResult: ChatResult;
  CreateEmbeddingsInput: CreateEmbeddingsInput;
  CreateEmbeddingsPayload: Omit<CreateEmbeddingsPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversParentTypes['SubmitTaskError']>, task?: Maybe<ResolversParentTypes['Task']> };
  DateTime: Scalars['DateTime']['output'];
  Embedding: Embedding;
  Float: Scalars['Float']['output'];
  EmbeddingResult: EmbeddingResult;
  GenerateChatInput: GenerateChatInput;
  GenerateChatPayload: Omit<GenerateChatPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversParentTypes['SubmitTaskError']>, task?: Maybe<ResolversParentTypes['Task']> };
  GenerateTextInput: GenerateTextInput;
  GenerateTextPayload: Omit<GenerateTextPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversParentTypes['SubmitTaskError']>, task?: Maybe<ResolversParentTypes['Task']> };
  IdempotencyConflictError: IdempotencyConflictError;
  InvalidInputError: InvalidInputError;
  InvalidModelError: InvalidModelError;
  JSONObject: Scalars['JSONObject']['output'];
  Model: Model;
  Mutation: Record<PropertyKey, never>;
  NotFoundError: NotFoundError;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  ResponseFormatInput: ResponseFormatInput;
  RetryTaskError: ResolversUnionTypes<ResolversParentTypes>['RetryTaskError'];
  RetryTaskPayload: Omit<RetryTaskPayload, 'errors' | 'task'> & { errors: ReadonlyArray<ResolversParentTypes['RetryTaskError']>, task?: Maybe<ResolversParentTypes['Task']> };
  SubmitTaskError: ResolversUnionTypes<ResolversParentTypes>['SubmitTaskError'];
  Task: TaskRecord;
  TaskConnection: TaskPage;
  TaskEdge: TaskPageEdge;
  TaskError: TaskError;
  TaskFilter: TaskFilter;
  TaskMetadata: TaskMetadata;
  TaskResult: ResolversUnionTypes<ResolversParentTypes>['TaskResult'];
  TaskStateError: TaskStateError;
  TextResult: TextResult;
  TokenUsage: TokenUsage;
  ToolCall: ToolCall;
  ToolCallInput: ToolCallInput;
  ToolChoiceInput: ToolChoiceInput;
  ToolInput: ToolInput;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Worker: Omit<Worker, 'tasks'> & { tasks?: Maybe<ResolversParentTypes['TaskConnection']> } | FederationReferenceTypes['Worker'];
};

export type ApiKeyResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey'], FederationReferenceType extends FederationReferenceTypes['ApiKey'] = FederationReferenceTypes['ApiKey']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ApiKey']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tasks?: Resolver<Maybe<ResolversTypes['TaskConnection']>, ParentType, ContextType, RequireFields<ApiKeyTasksArgs, 'first'>>;
};

export type CancelTaskErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['CancelTaskError'] = ResolversParentTypes['CancelTaskError']> = {
  __resolveType: TypeResolveFn<'NotFoundError' | 'TaskStateError', ParentType, ContextType>;
};

export type CancelTaskPayloadResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['CancelTaskPayload'] = ResolversParentTypes['CancelTaskPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['CancelTaskError']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
};

export type ChatMessageResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['ChatMessage'] = ResolversParentTypes['ChatMessage']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reasoning?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ChatRole'], ParentType, ContextType>;
  toolCalls?: Resolver<ReadonlyArray<ResolversTypes['ToolCall']>, ParentType, ContextType>;
};

export type ChatResultResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['ChatResult'] = ResolversParentTypes['ChatResult']> = {
  finishReason?: Resolver<Maybe<ResolversTypes['FinishReason']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['ChatMessage'], ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['TokenUsage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateEmbeddingsPayloadResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['CreateEmbeddingsPayload'] = ResolversParentTypes['CreateEmbeddingsPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['SubmitTaskError']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EmbeddingResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['Embedding'] = ResolversParentTypes['Embedding']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type EmbeddingResultResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['EmbeddingResult'] = ResolversParentTypes['EmbeddingResult']> = {
  dimensions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  embeddings?: Resolver<ReadonlyArray<ResolversTypes['Embedding']>, ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['TokenUsage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GenerateChatPayloadResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['GenerateChatPayload'] = ResolversParentTypes['GenerateChatPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['SubmitTaskError']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
};

export type GenerateTextPayloadResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['GenerateTextPayload'] = ResolversParentTypes['GenerateTextPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['SubmitTaskError']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
};

export type IdempotencyConflictErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['IdempotencyConflictError'] = ResolversParentTypes['IdempotencyConflictError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['InvalidInputError'] = ResolversParentTypes['InvalidInputError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidModelErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['InvalidModelError'] = ResolversParentTypes['InvalidModelError']> = {
  availableModels?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type ModelResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelTask?: Resolver<Maybe<ResolversTypes['CancelTaskPayload']>, ParentType, ContextType, RequireFields<MutationCancelTaskArgs, 'id'>>;
  createEmbeddings?: Resolver<Maybe<ResolversTypes['CreateEmbeddingsPayload']>, ParentType, ContextType, RequireFields<MutationCreateEmbeddingsArgs, 'input'>>;
  generateChat?: Resolver<Maybe<ResolversTypes['GenerateChatPayload']>, ParentType, ContextType, RequireFields<MutationGenerateChatArgs, 'input'>>;
  generateText?: Resolver<Maybe<ResolversTypes['GenerateTextPayload']>, ParentType, ContextType, RequireFields<MutationGenerateTextArgs, 'input'>>;
  retryTask?: Resolver<Maybe<ResolversTypes['RetryTaskPayload']>, ParentType, ContextType, RequireFields<MutationRetryTaskArgs, 'id'>>;
};

export type NotFoundErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['NotFoundError'] = ResolversParentTypes['NotFoundError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType, RequireFields<QueryTaskArgs, 'id'>>;
  tasks?: Resolver<Maybe<ResolversTypes['TaskConnection']>, ParentType, ContextType, RequireFields<QueryTasksArgs, 'first'>>;
};

export type RetryTaskErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['RetryTaskError'] = ResolversParentTypes['RetryTaskError']> = {
  __resolveType: TypeResolveFn<'InvalidModelError' | 'NotFoundError' | 'TaskStateError', ParentType, ContextType>;
};

export type RetryTaskPayloadResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['RetryTaskPayload'] = ResolversParentTypes['RetryTaskPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['RetryTaskError']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
};

export type SubmitTaskErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['SubmitTaskError'] = ResolversParentTypes['SubmitTaskError']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflictError' | 'InvalidInputError' | 'InvalidModelError', ParentType, ContextType>;
};

export type TaskResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task'], FederationReferenceType extends FederationReferenceTypes['Task'] = FederationReferenceTypes['Task']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Task']> | FederationReferenceType, FederationReferenceType, ContextType>;
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['TaskError']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TaskKind'], ParentType, ContextType>;
  lastEventSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['TaskMetadata'], ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType>;
  modelName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['TaskResult']>, ParentType, ContextType>;
  retryOf?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TaskStatus'], ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export type TaskConnectionResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['TaskConnection'] = ResolversParentTypes['TaskConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TaskEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Task']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TaskEdgeResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['TaskEdge'] = ResolversParentTypes['TaskEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type TaskErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['TaskError'] = ResolversParentTypes['TaskError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TaskMetadataResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['TaskMetadata'] = ResolversParentTypes['TaskMetadata']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  backend?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maxAttempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  processingMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  queueMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['TokenUsage']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TaskResultResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['TaskResult'] = ResolversParentTypes['TaskResult']> = {
  __resolveType: TypeResolveFn<'ChatResult' | 'EmbeddingResult' | 'TextResult', ParentType, ContextType>;
};

export type TaskStateErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['TaskStateError'] = ResolversParentTypes['TaskStateError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TaskStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TextResultResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['TextResult'] = ResolversParentTypes['TextResult']> = {
  finishReason?: Resolver<Maybe<ResolversTypes['FinishReason']>, ParentType, ContextType>;
  reasoning?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['TokenUsage'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TokenUsageResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['TokenUsage'] = ResolversParentTypes['TokenUsage']> = {
  completionTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  estimated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  promptTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ToolCallResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['ToolCall'] = ResolversParentTypes['ToolCall']> = {
  arguments?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflictError' | 'InvalidInputError' | 'InvalidModelError' | 'NotFoundError' | 'TaskStateError', ParentType, ContextType>;
};

export type WorkerResolvers<ContextType = InferenceContext, ParentType extends ResolversParentTypes['Worker'] = ResolversParentTypes['Worker'], FederationReferenceType extends FederationReferenceTypes['Worker'] = FederationReferenceTypes['Worker']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Worker']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tasks?: Resolver<Maybe<ResolversTypes['TaskConnection']>, ParentType, ContextType, RequireFields<WorkerTasksArgs, 'first'>>;
};

export type Resolvers<ContextType = InferenceContext> = {
  ApiKey?: ApiKeyResolvers<ContextType>;
  CancelTaskError?: CancelTaskErrorResolvers<ContextType>;
  CancelTaskPayload?: CancelTaskPayloadResolvers<ContextType>;
  ChatMessage?: ChatMessageResolvers<ContextType>;
  ChatResult?: ChatResultResolvers<ContextType>;
  CreateEmbeddingsPayload?: CreateEmbeddingsPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Embedding?: EmbeddingResolvers<ContextType>;
  EmbeddingResult?: EmbeddingResultResolvers<ContextType>;
  GenerateChatPayload?: GenerateChatPayloadResolvers<ContextType>;
  GenerateTextPayload?: GenerateTextPayloadResolvers<ContextType>;
  IdempotencyConflictError?: IdempotencyConflictErrorResolvers<ContextType>;
  InvalidInputError?: InvalidInputErrorResolvers<ContextType>;
  InvalidModelError?: InvalidModelErrorResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  Model?: ModelResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFoundError?: NotFoundErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RetryTaskError?: RetryTaskErrorResolvers<ContextType>;
  RetryTaskPayload?: RetryTaskPayloadResolvers<ContextType>;
  SubmitTaskError?: SubmitTaskErrorResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  TaskConnection?: TaskConnectionResolvers<ContextType>;
  TaskEdge?: TaskEdgeResolvers<ContextType>;
  TaskError?: TaskErrorResolvers<ContextType>;
  TaskMetadata?: TaskMetadataResolvers<ContextType>;
  TaskResult?: TaskResultResolvers<ContextType>;
  TaskStateError?: TaskStateErrorResolvers<ContextType>;
  TextResult?: TextResultResolvers<ContextType>;
  TokenUsage?: TokenUsageResolvers<ContextType>;
  ToolCall?: ToolCallResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Worker?: WorkerResolvers<ContextType>;
};

