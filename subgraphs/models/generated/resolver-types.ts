import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CatalogueModel, CataloguePage, CataloguePageEdge } from '../catalogue.ts';
import type { RequestContext } from '../../runtime/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
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
  /** A JSON value. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: string; output: string; }
};

/** A model of the cluster. The same name on several backends is one model. Scope: `models:read`. */
export type Model = {
  readonly __typename?: 'Model';
  /** What it can do. */
  readonly capabilities: ReadonlyArray<ModelCapability>;
  /** Most tokens of prompt and answer together. Null when the backend does not say. */
  readonly contextLength?: Maybe<Scalars['Int']['output']>;
  /** What it is, for people. Null when the backend says nothing. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Family, for example `llama`. Null when the backend does not say. */
  readonly family?: Maybe<Scalars['String']['output']>;
  /** Prefixed id, `model_…`; stable for a name. */
  readonly id: Scalars['ID']['output'];
  /** Licence, its name or first line. Null when the backend does not say. */
  readonly licence?: Maybe<Scalars['String']['output']>;
  /** The name to ask for. */
  readonly name: Scalars['String']['output'];
  /** Number of weights, for example `7.6B`. Null when the backend does not say. */
  readonly parameterSize?: Maybe<Scalars['String']['output']>;
  /** Quantization, for example `Q4_K_M`. Null when the backend does not say. */
  readonly quantization?: Maybe<Scalars['String']['output']>;
  /** When a backend last reported it. */
  readonly refreshedAt: Scalars['DateTime']['output'];
  /** Size on disk in bytes. Null when the backend does not say. */
  readonly sizeBytes?: Maybe<Scalars['BigInt']['output']>;
  /** Whether it can be used. */
  readonly status: ModelStatus;
  /** Parameters that its tasks accept. */
  readonly supportedParameters: ReadonlyArray<ModelParameter>;
  /** What it works on. */
  readonly type: ModelType;
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

/** A page of models. */
export type ModelConnection = {
  readonly __typename?: 'ModelConnection';
  /** The models with their cursors. */
  readonly edges: ReadonlyArray<ModelEdge>;
  /** The models. */
  readonly nodes: ReadonlyArray<Model>;
  /** Where this page is. */
  readonly pageInfo: PageInfo;
  /** How many match in all. Null when it could not be counted. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A model in a page. */
export type ModelEdge = {
  readonly __typename?: 'ModelEdge';
  /** Continues after this model, as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The model. */
  readonly node: Model;
};

/** Restricts `models`. */
export type ModelFilter = {
  /** Only names that contain this text, without regard to case, 1 to 200 characters. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only this status. */
  readonly status?: InputMaybe<ModelStatus>;
  /** Only this type. */
  readonly type?: InputMaybe<ModelType>;
};

/** A parameter that a model's tasks accept. */
export type ModelParameter = {
  readonly __typename?: 'ModelParameter';
  /** Its default. Null when there is none. */
  readonly default?: Maybe<Scalars['JSON']['output']>;
  /** Largest value. Null when there is no bound. */
  readonly max?: Maybe<Scalars['Float']['output']>;
  /** Smallest value. Null when there is no bound. */
  readonly min?: Maybe<Scalars['Float']['output']>;
  /** Its name in the input. */
  readonly name: Scalars['String']['output'];
  /** Its GraphQL type. */
  readonly type: Scalars['String']['output'];
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
  /** One model by id or by name; give exactly one. Null when no backend serves it. Scope: `models:read`. */
  readonly model?: Maybe<Model>;
  /** Models that the cluster's backends serve, by name. Null, with an error, when it cannot be read now. Scope: `models:read`. */
  readonly models?: Maybe<ModelConnection>;
};


export type QueryModelArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
};


export type QueryModelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ModelFilter>;
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
  Model: Model;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Model:
    ( { __typename: 'Model' }
    & GraphQLRecursivePick<FederationTypes['Model'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Model: ResolverTypeWrapper<CatalogueModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ModelCapability: ModelCapability;
  ModelConnection: ResolverTypeWrapper<CataloguePage>;
  ModelEdge: ResolverTypeWrapper<CataloguePageEdge>;
  ModelFilter: ModelFilter;
  ModelParameter: ResolverTypeWrapper<ModelParameter>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ModelStatus: ModelStatus;
  ModelType: ModelType;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BigInt: Scalars['BigInt']['output'];
  DateTime: Scalars['DateTime']['output'];
  JSON: Scalars['JSON']['output'];
  Model: CatalogueModel;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  ModelConnection: CataloguePage;
  ModelEdge: CataloguePageEdge;
  ModelFilter: ModelFilter;
  ModelParameter: ModelParameter;
  Float: Scalars['Float']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type ModelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model'], FederationReferenceType extends FederationReferenceTypes['Model'] = FederationReferenceTypes['Model']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Model']> | FederationReferenceType, FederationReferenceType, ContextType>;
  capabilities?: Resolver<ReadonlyArray<ResolversTypes['ModelCapability']>, ParentType, ContextType>;
  contextLength?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  family?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  licence?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameterSize?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantization?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refreshedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ModelStatus'], ParentType, ContextType>;
  supportedParameters?: Resolver<ReadonlyArray<ResolversTypes['ModelParameter']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ModelType'], ParentType, ContextType>;
};

export type ModelConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelConnection'] = ResolversParentTypes['ModelConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ModelEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Model']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ModelEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelEdge'] = ResolversParentTypes['ModelEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
};

export type ModelParameterResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelParameter'] = ResolversParentTypes['ModelParameter']> = {
  default?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType, Partial<QueryModelArgs>>;
  models?: Resolver<Maybe<ResolversTypes['ModelConnection']>, ParentType, ContextType, RequireFields<QueryModelsArgs, 'first'>>;
};

export type Resolvers<ContextType = RequestContext> = {
  BigInt?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  Model?: ModelResolvers<ContextType>;
  ModelConnection?: ModelConnectionResolvers<ContextType>;
  ModelEdge?: ModelEdgeResolvers<ContextType>;
  ModelParameter?: ModelParameterResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
};

