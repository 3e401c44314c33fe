import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { WorkerFacts, GpuFacts, ClusterSnapshot } from '../../../kernel/cluster.ts';
import type { BackendOfWorker } from '../cluster-view.ts';
import type { LaneView } from '../queue-view.ts';
import type { RequestContext } from '../../runtime/context.ts';
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
  /** A whole number of any size, as a JSON number when it is safe and a string when not. Bytes and token totals. */
  BigInt: { input: number; output: number; }
  /** An instant in UTC, ISO 8601 with milliseconds, for example `2026-11-20T18:34:00.000Z`. */
  DateTime: { input: Date; output: number; }
  _FieldSet: { input: string; output: string; }
};

/** A server that runs models, as one worker sees it. Scope: `cluster:read`. */
export type Backend = {
  readonly __typename?: 'Backend';
  /** Most tasks it is given at a time. */
  readonly concurrency: Scalars['Int']['output'];
  /** Prefixed id, `backend_…`. */
  readonly id: Scalars['ID']['output'];
  /** What kind of server it is. */
  readonly kind: BackendKind;
  /** Milliseconds its last probe took. Null before the first. */
  readonly latencyMs?: Maybe<Scalars['Int']['output']>;
  /** What is wrong, when something is. Null otherwise. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** Models it serves. Null when they cannot be read now. Scope: `models:read`. */
  readonly models?: Maybe<ReadonlyArray<Model>>;
  /** Its name in the configuration, or the one given at discovery. */
  readonly name: Scalars['String']['output'];
  /** Tasks it is running. */
  readonly runningTasks: Scalars['Int']['output'];
  /** Whether it can take tasks. */
  readonly status: BackendStatus;
  /** Its address without credentials. Null when it runs inside the worker. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** Version it reports. Null when it reports none. */
  readonly version?: Maybe<Scalars['String']['output']>;
  /** The worker that uses it. Null when that worker has left. */
  readonly worker?: Maybe<Worker>;
};

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

/** The cluster as a whole. */
export type Cluster = {
  readonly __typename?: 'Cluster';
  /** All backends of all workers, by name. */
  readonly backends: ReadonlyArray<Backend>;
  /** All GPUs of all workers. */
  readonly gpus: ReadonlyArray<Gpu>;
  /** What waits and runs. Null when the task store cannot be read now. */
  readonly queue?: Maybe<QueueStatus>;
  /** HEALTHY: every backend can take tasks. DEGRADED: some can. DOWN: none can. */
  readonly status: ClusterStatus;
  /** What was finished in the last minute. Null when the task store cannot be read now. */
  readonly throughput?: Maybe<Throughput>;
  /** All workers that are registered, by name. */
  readonly workers: ReadonlyArray<Worker>;
};

/** Whether the cluster can take tasks. */
export type ClusterStatus =
  /** Some backends can take tasks. */
  | 'DEGRADED'
  /** No backend can take tasks. */
  | 'DOWN'
  /** Every backend can take tasks. */
  | 'HEALTHY';

/** Why a worker was not drained. */
export type DrainWorkerError = NotFoundError | WorkerStateError;

/** Outcome of `drainWorker`. */
export type DrainWorkerPayload = {
  readonly __typename?: 'DrainWorkerPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<DrainWorkerError>;
  /** The worker. Null exactly when there are errors. Scope: `cluster:read`. */
  readonly worker?: Maybe<Worker>;
};

/** A graphics processor. Scope: `cluster:read`. */
export type Gpu = {
  readonly __typename?: 'Gpu';
  /** Number on its host, from 0. */
  readonly index: Scalars['Int']['output'];
  /** Memory free in bytes. */
  readonly memoryFreeBytes: Scalars['BigInt']['output'];
  /** Memory in bytes. */
  readonly memoryTotalBytes: Scalars['BigInt']['output'];
  /** Memory in use in bytes. */
  readonly memoryUsedBytes: Scalars['BigInt']['output'];
  /** Its name, for example `NVIDIA GeForce RTX 4090`. */
  readonly name: Scalars['String']['output'];
  /** Degrees Celsius. Null when it does not say. */
  readonly temperatureCelsius?: Maybe<Scalars['Float']['output']>;
  /** Share of time it computed, 0 to 1. Null when it does not say. */
  readonly utilisation?: Maybe<Scalars['Float']['output']>;
};

export type Model = {
  readonly __typename?: 'Model';
  /** Backends that serve it. Null when the cluster cannot be read now. Scope: `cluster:read`. */
  readonly backends?: Maybe<ReadonlyArray<Backend>>;
  readonly id: Scalars['ID']['output'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Lets the worker finish its running tasks and gives it no new ones, until it is restarted. Null, with an error, when it could not be done. Scope: `cluster:write`. */
  readonly drainWorker?: Maybe<DrainWorkerPayload>;
  /** Drains the worker, stops it and takes it off the list; a dead one is taken off at once. Null, with an error, when it could not be done. Scope: `cluster:write`. */
  readonly removeWorker?: Maybe<RemoveWorkerPayload>;
  /** Finishes or hands back the worker's running tasks, then starts it anew with its configuration read again. Null, with an error, when it could not be done. Scope: `cluster:write`. */
  readonly restartWorker?: Maybe<RestartWorkerPayload>;
};


export type MutationDrainWorkerArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRemoveWorkerArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRestartWorkerArgs = {
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

export type Query = {
  readonly __typename?: 'Query';
  /** All backends of all workers, by name. Null, with an error, when it cannot be read now. Scope: `cluster:read`. */
  readonly backends?: Maybe<ReadonlyArray<Backend>>;
  /** The cluster as a whole. Null, with an error, when it cannot be read now. Scope: `cluster:read`. */
  readonly cluster?: Maybe<Cluster>;
  /** One worker. Null when it is not registered. Scope: `cluster:read`. */
  readonly worker?: Maybe<Worker>;
  /** All workers that are registered, by name. Null, with an error, when it cannot be read now. Scope: `cluster:read`. */
  readonly workers?: Maybe<ReadonlyArray<Worker>>;
};


export type QueryWorkerArgs = {
  id: Scalars['ID']['input'];
};

/** What waits and runs in one lane for one model. */
export type QueueLane = {
  readonly __typename?: 'QueueLane';
  /** Tasks that wait for a worker. */
  readonly depth: Scalars['Int']['output'];
  /** The lane: the tier of the keys whose tasks it holds. */
  readonly lane: Scalars['String']['output'];
  /** The model. Null when no backend serves it. Scope: `models:read`. */
  readonly model?: Maybe<Model>;
  /** Name of the model. */
  readonly modelName: Scalars['String']['output'];
  /** Milliseconds that the oldest waiting task has waited. Null when none waits. */
  readonly oldestWaitMs?: Maybe<Scalars['Int']['output']>;
  /** Tasks that run. */
  readonly running: Scalars['Int']['output'];
};

/** What waits and runs. */
export type QueueStatus = {
  readonly __typename?: 'QueueStatus';
  /** Tasks that wait for a worker. */
  readonly depth: Scalars['Int']['output'];
  /** The same by lane and model; only those with a waiting or running task. */
  readonly lanes: ReadonlyArray<QueueLane>;
  /** Milliseconds that the oldest waiting task has waited. Null when none waits. */
  readonly oldestWaitMs?: Maybe<Scalars['Int']['output']>;
  /** Tasks that run. */
  readonly running: Scalars['Int']['output'];
};

/** Why a worker was not removed. */
export type RemoveWorkerError = NotFoundError;

/** Outcome of `removeWorker`. */
export type RemoveWorkerPayload = {
  readonly __typename?: 'RemoveWorkerPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<RemoveWorkerError>;
  /** The worker as it was. Null exactly when there are errors. Scope: `cluster:read`. */
  readonly worker?: Maybe<Worker>;
};

/** Why a worker was not restarted. */
export type RestartWorkerError = NotFoundError | WorkerStateError;

/** Outcome of `restartWorker`. */
export type RestartWorkerPayload = {
  readonly __typename?: 'RestartWorkerPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<RestartWorkerError>;
  /** The worker. Null exactly when there are errors. Scope: `cluster:read`. */
  readonly worker?: Maybe<Worker>;
};

/** What was finished in the last minute. */
export type Throughput = {
  readonly __typename?: 'Throughput';
  /** Tasks failed. */
  readonly failuresPerMinute: Scalars['Int']['output'];
  /** Tasks completed. */
  readonly tasksPerMinute: Scalars['Int']['output'];
  /** Tokens generated a second, on average. */
  readonly tokensPerSecond: Scalars['Float']['output'];
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

/** A process that runs tasks on its backends. Scope: `cluster:read`. */
export type Worker = {
  readonly __typename?: 'Worker';
  /** Its backends. */
  readonly backends: ReadonlyArray<Backend>;
  /** Most tasks it runs at a time. */
  readonly concurrency: Scalars['Int']['output'];
  /** Its GPUs; empty when it has none it can see. */
  readonly gpus: ReadonlyArray<Gpu>;
  /** Host it runs on. */
  readonly host: Scalars['String']['output'];
  /** Prefixed id, `worker_…`. */
  readonly id: Scalars['ID']['output'];
  /** When it was last heard of. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** Its name, from its configuration or its host. */
  readonly name: Scalars['String']['output'];
  /** Tasks it is running. */
  readonly runningTasks: Scalars['Int']['output'];
  /** When it started. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** What it is doing. */
  readonly status: WorkerStatus;
  /** Version of the program it runs. */
  readonly version: Scalars['String']['output'];
};

/** The worker's state does not allow it. */
export type WorkerStateError = UserError & {
  readonly __typename?: 'WorkerStateError';
  /** `WORKER_DEAD`. */
  readonly code: Scalars['String']['output'];
  /** What was wrong and what is allowed. */
  readonly message: Scalars['String']['output'];
  /** Where: `id`. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** The worker's status. */
  readonly status: WorkerStatus;
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
  Backend: Backend;
  Model: Model;
  Worker: Worker;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Backend:
    ( { __typename: 'Backend' }
    & GraphQLRecursivePick<FederationTypes['Backend'], {"id":true}> );
  Model:
    ( { __typename: 'Model' }
    & GraphQLRecursivePick<FederationTypes['Model'], {"id":true}> );
  Worker:
    ( { __typename: 'Worker' }
    & GraphQLRecursivePick<FederationTypes['Worker'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  DrainWorkerError:
    | ( NotFoundError )
    | ( WorkerStateError )
  ;
  RemoveWorkerError: ( NotFoundError );
  RestartWorkerError:
    | ( NotFoundError )
    | ( WorkerStateError )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( NotFoundError )
    | ( WorkerStateError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Backend: ResolverTypeWrapper<BackendOfWorker>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  BackendKind: BackendKind;
  BackendStatus: BackendStatus;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Cluster: ResolverTypeWrapper<ClusterSnapshot>;
  ClusterStatus: ClusterStatus;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DrainWorkerError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DrainWorkerError']>;
  DrainWorkerPayload: ResolverTypeWrapper<Omit<DrainWorkerPayload, 'errors' | 'worker'> & { errors: ReadonlyArray<ResolversTypes['DrainWorkerError']>, worker?: Maybe<ResolversTypes['Worker']> }>;
  Gpu: ResolverTypeWrapper<GpuFacts>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Model: ResolverTypeWrapper<Omit<Model, 'backends'> & { backends?: Maybe<ReadonlyArray<ResolversTypes['Backend']>> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFoundError: ResolverTypeWrapper<NotFoundError>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QueueLane: ResolverTypeWrapper<LaneView>;
  QueueStatus: ResolverTypeWrapper<Omit<QueueStatus, 'lanes'> & { lanes: ReadonlyArray<ResolversTypes['QueueLane']> }>;
  RemoveWorkerError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveWorkerError']>;
  RemoveWorkerPayload: ResolverTypeWrapper<Omit<RemoveWorkerPayload, 'errors' | 'worker'> & { errors: ReadonlyArray<ResolversTypes['RemoveWorkerError']>, worker?: Maybe<ResolversTypes['Worker']> }>;
  RestartWorkerError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestartWorkerError']>;
  RestartWorkerPayload: ResolverTypeWrapper<Omit<RestartWorkerPayload, 'errors' | 'worker'> & { errors: ReadonlyArray<ResolversTypes['RestartWorkerError']>, worker?: Maybe<ResolversTypes['Worker']> }>;
  Throughput: ResolverTypeWrapper<Throughput>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Worker: ResolverTypeWrapper<WorkerFacts>;
  WorkerStateError: ResolverTypeWrapper<WorkerStateError>;
  WorkerStatus: WorkerStatus;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Backend: BackendOfWorker;
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  BigInt: Scalars['BigInt']['output'];
  Cluster: ClusterSnapshot;
  DateTime: Scalars['DateTime']['output'];
  DrainWorkerError: ResolversUnionTypes<ResolversParentTypes>['DrainWorkerError'];
  DrainWorkerPayload: Omit<DrainWorkerPayload, 'errors' | 'worker'> & { errors: ReadonlyArray<ResolversParentTypes['DrainWorkerError']>, worker?: Maybe<ResolversParentTypes['Worker']> };
  Gpu: GpuFacts;
  Float: Scalars['Float']['output'];
  Model: Omit<Model, 'backends'> & { backends?: Maybe<ReadonlyArray<ResolversParentTypes['Backend']>> } | FederationReferenceTypes['Model'];
  Mutation: Record<PropertyKey, never>;
  NotFoundError: NotFoundError;
  Query: Record<PropertyKey, never>;
  QueueLane: LaneView;
  QueueStatus: Omit<QueueStatus, 'lanes'> & { lanes: ReadonlyArray<ResolversParentTypes['QueueLane']> };
  RemoveWorkerError: ResolversUnionTypes<ResolversParentTypes>['RemoveWorkerError'];
  RemoveWorkerPayload: Omit<RemoveWorkerPayload, 'errors' | 'worker'> & { errors: ReadonlyArray<ResolversParentTypes['RemoveWorkerError']>, worker?: Maybe<ResolversParentTypes['Worker']> };
  RestartWorkerError: ResolversUnionTypes<ResolversParentTypes>['RestartWorkerError'];
  RestartWorkerPayload: Omit<RestartWorkerPayload, 'errors' | 'worker'> & { errors: ReadonlyArray<ResolversParentTypes['RestartWorkerError']>, worker?: Maybe<ResolversParentTypes['Worker']> };
  Throughput: Throughput;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Worker: WorkerFacts;
  WorkerStateError: WorkerStateError;
  Boolean: Scalars['Boolean']['output'];
};

export type BackendResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Backend'] = ResolversParentTypes['Backend'], FederationReferenceType extends FederationReferenceTypes['Backend'] = FederationReferenceTypes['Backend']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Backend']> | FederationReferenceType, FederationReferenceType, ContextType>;
  concurrency?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BackendKind'], ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  models?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Model']>>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  runningTasks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BackendStatus'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type ClusterResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Cluster'] = ResolversParentTypes['Cluster']> = {
  backends?: Resolver<ReadonlyArray<ResolversTypes['Backend']>, ParentType, ContextType>;
  gpus?: Resolver<ReadonlyArray<ResolversTypes['Gpu']>, ParentType, ContextType>;
  queue?: Resolver<Maybe<ResolversTypes['QueueStatus']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ClusterStatus'], ParentType, ContextType>;
  throughput?: Resolver<Maybe<ResolversTypes['Throughput']>, ParentType, ContextType>;
  workers?: Resolver<ReadonlyArray<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DrainWorkerErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DrainWorkerError'] = ResolversParentTypes['DrainWorkerError']> = {
  __resolveType: TypeResolveFn<'NotFoundError' | 'WorkerStateError', ParentType, ContextType>;
};

export type DrainWorkerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DrainWorkerPayload'] = ResolversParentTypes['DrainWorkerPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['DrainWorkerError']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export type GpuResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Gpu'] = ResolversParentTypes['Gpu']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  memoryFreeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  memoryTotalBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  memoryUsedBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  temperatureCelsius?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  utilisation?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ModelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model'], FederationReferenceType extends FederationReferenceTypes['Model'] = FederationReferenceTypes['Model']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Model']> | FederationReferenceType, FederationReferenceType, ContextType>;
  backends?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Backend']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  drainWorker?: Resolver<Maybe<ResolversTypes['DrainWorkerPayload']>, ParentType, ContextType, RequireFields<MutationDrainWorkerArgs, 'id'>>;
  removeWorker?: Resolver<Maybe<ResolversTypes['RemoveWorkerPayload']>, ParentType, ContextType, RequireFields<MutationRemoveWorkerArgs, 'id'>>;
  restartWorker?: Resolver<Maybe<ResolversTypes['RestartWorkerPayload']>, ParentType, ContextType, RequireFields<MutationRestartWorkerArgs, 'id'>>;
};

export type NotFoundErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotFoundError'] = ResolversParentTypes['NotFoundError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  backends?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Backend']>>, ParentType, ContextType>;
  cluster?: Resolver<Maybe<ResolversTypes['Cluster']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType, RequireFields<QueryWorkerArgs, 'id'>>;
  workers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Worker']>>, ParentType, ContextType>;
};

export type QueueLaneResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QueueLane'] = ResolversParentTypes['QueueLane']> = {
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lane?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType>;
  modelName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  oldestWaitMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  running?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QueueStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['QueueStatus'] = ResolversParentTypes['QueueStatus']> = {
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lanes?: Resolver<ReadonlyArray<ResolversTypes['QueueLane']>, ParentType, ContextType>;
  oldestWaitMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  running?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RemoveWorkerErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RemoveWorkerError'] = ResolversParentTypes['RemoveWorkerError']> = {
  __resolveType: TypeResolveFn<'NotFoundError', ParentType, ContextType>;
};

export type RemoveWorkerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RemoveWorkerPayload'] = ResolversParentTypes['RemoveWorkerPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['RemoveWorkerError']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export type RestartWorkerErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RestartWorkerError'] = ResolversParentTypes['RestartWorkerError']> = {
  __resolveType: TypeResolveFn<'NotFoundError' | 'WorkerStateError', ParentType, ContextType>;
};

export type RestartWorkerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RestartWorkerPayload'] = ResolversParentTypes['RestartWorkerPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['RestartWorkerError']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export type ThroughputResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Throughput'] = ResolversParentTypes['Throughput']> = {
  failuresPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tasksPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tokensPerSecond?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'NotFoundError' | 'WorkerStateError', ParentType, ContextType>;
};

export type WorkerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Worker'] = ResolversParentTypes['Worker'], FederationReferenceType extends FederationReferenceTypes['Worker'] = FederationReferenceTypes['Worker']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Worker']> | FederationReferenceType, FederationReferenceType, ContextType>;
  backends?: Resolver<ReadonlyArray<ResolversTypes['Backend']>, ParentType, ContextType>;
  concurrency?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  gpus?: Resolver<ReadonlyArray<ResolversTypes['Gpu']>, ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  runningTasks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WorkerStatus'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WorkerStateErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WorkerStateError'] = ResolversParentTypes['WorkerStateError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WorkerStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Backend?: BackendResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  Cluster?: ClusterResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DrainWorkerError?: DrainWorkerErrorResolvers<ContextType>;
  DrainWorkerPayload?: DrainWorkerPayloadResolvers<ContextType>;
  Gpu?: GpuResolvers<ContextType>;
  Model?: ModelResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFoundError?: NotFoundErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QueueLane?: QueueLaneResolvers<ContextType>;
  QueueStatus?: QueueStatusResolvers<ContextType>;
  RemoveWorkerError?: RemoveWorkerErrorResolvers<ContextType>;
  RemoveWorkerPayload?: RemoveWorkerPayloadResolvers<ContextType>;
  RestartWorkerError?: RestartWorkerErrorResolvers<ContextType>;
  RestartWorkerPayload?: RestartWorkerPayloadResolvers<ContextType>;
  Throughput?: ThroughputResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Worker?: WorkerResolvers<ContextType>;
  WorkerStateError?: WorkerStateErrorResolvers<ContextType>;
};

