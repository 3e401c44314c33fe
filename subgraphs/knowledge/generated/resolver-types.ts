import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { MemoryRecord, MemoryPage, MemoryPageEdge } from '../memory-record.ts';
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
  /** An instant in UTC, ISO 8601 with milliseconds, for example `2026-11-20T18:34:00.000Z`. */
  DateTime: { input: Date; output: number; }
  _FieldSet: { input: string; output: string; }
};

/** Why a memory was not added. */
export type AddMemoryError = InvalidInputError;

/** Input of `addMemory`. */
export type AddMemoryInput = {
  /** The text, 1 to 10,000 characters. */
  readonly text: Scalars['String']['input'];
};

/** Outcome of `addMemory`. */
export type AddMemoryPayload = {
  readonly __typename?: 'AddMemoryPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<AddMemoryError>;
  /** The memory. Null exactly when there are errors. */
  readonly memory?: Maybe<Memory>;
};

/** Why a memory was not deleted. */
export type DeleteMemoryError = NotFoundError;

/** Outcome of `deleteMemory`. */
export type DeleteMemoryPayload = {
  readonly __typename?: 'DeleteMemoryPayload';
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<DeleteMemoryError>;
  /** The memory as it was. Null exactly when there are errors. */
  readonly memory?: Maybe<Memory>;
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

/** A text kept for an owner. */
export type Memory = {
  readonly __typename?: 'Memory';
  /** When it was added. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Prefixed, time-sortable id, `memory_…`. */
  readonly id: Scalars['ID']['output'];
  /** The owner. */
  readonly owner: Scalars['String']['output'];
  /** The text. */
  readonly text: Scalars['String']['output'];
};

/** A page of memories. */
export type MemoryConnection = {
  readonly __typename?: 'MemoryConnection';
  /** The memories with their cursors. */
  readonly edges: ReadonlyArray<MemoryEdge>;
  /** The memories. */
  readonly nodes: ReadonlyArray<Memory>;
  /** Where this page is. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Null when it could not be counted in time. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A memory in a page. */
export type MemoryEdge = {
  readonly __typename?: 'MemoryEdge';
  /** Continues after this memory, as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The memory. */
  readonly node: Memory;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Keeps a text for the owner. Null, with an error, when it could not be done. Scope: `knowledge:write`. */
  readonly addMemory?: Maybe<AddMemoryPayload>;
  /** Deletes a memory. Null, with an error, when it could not be done. Scope: `knowledge:write`. */
  readonly deleteMemory?: Maybe<DeleteMemoryPayload>;
};


export type MutationAddMemoryArgs = {
  input: AddMemoryInput;
};


export type MutationDeleteMemoryArgs = {
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
  /** The owner's memories, newest first. Null, with an error, when it cannot be read now. Scope: `knowledge:read`. */
  readonly memories?: Maybe<MemoryConnection>;
};


export type QueryMemoriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  Memory: Memory;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Memory:
    ( { __typename: 'Memory' }
    & GraphQLRecursivePick<FederationTypes['Memory'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AddMemoryError: ( InvalidInputError );
  DeleteMemoryError: ( NotFoundError );
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( InvalidInputError )
    | ( NotFoundError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddMemoryError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddMemoryError']>;
  AddMemoryInput: AddMemoryInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AddMemoryPayload: ResolverTypeWrapper<Omit<AddMemoryPayload, 'errors' | 'memory'> & { errors: ReadonlyArray<ResolversTypes['AddMemoryError']>, memory?: Maybe<ResolversTypes['Memory']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteMemoryError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteMemoryError']>;
  DeleteMemoryPayload: ResolverTypeWrapper<Omit<DeleteMemoryPayload, 'errors' | 'memory'> & { errors: ReadonlyArray<ResolversTypes['DeleteMemoryError']>, memory?: Maybe<ResolversTypes['Memory']> }>;
  InvalidInputError: ResolverTypeWrapper<InvalidInputError>;
  Memory: ResolverTypeWrapper<MemoryRecord>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  MemoryConnection: ResolverTypeWrapper<MemoryPage>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  MemoryEdge: ResolverTypeWrapper<MemoryPageEdge>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFoundError: ResolverTypeWrapper<NotFoundError>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddMemoryError: ResolversUnionTypes<ResolversParentTypes>['AddMemoryError'];
  AddMemoryInput: AddMemoryInput;
  String: Scalars['String']['output'];
  AddMemoryPayload: Omit<AddMemoryPayload, 'errors' | 'memory'> & { errors: ReadonlyArray<ResolversParentTypes['AddMemoryError']>, memory?: Maybe<ResolversParentTypes['Memory']> };
  DateTime: Scalars['DateTime']['output'];
  DeleteMemoryError: ResolversUnionTypes<ResolversParentTypes>['DeleteMemoryError'];
  DeleteMemoryPayload: Omit<DeleteMemoryPayload, 'errors' | 'memory'> & { errors: ReadonlyArray<ResolversParentTypes['DeleteMemoryError']>, memory?: Maybe<ResolversParentTypes['Memory']> };
  InvalidInputError: InvalidInputError;
  Memory: MemoryRecord;
  ID: Scalars['ID']['output'];
  MemoryConnection: MemoryPage;
  Int: Scalars['Int']['output'];
  MemoryEdge: MemoryPageEdge;
  Mutation: Record<PropertyKey, never>;
  NotFoundError: NotFoundError;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
};

export type AddMemoryErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AddMemoryError'] = ResolversParentTypes['AddMemoryError']> = {
  __resolveType: TypeResolveFn<'InvalidInputError', ParentType, ContextType>;
};

export type AddMemoryPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AddMemoryPayload'] = ResolversParentTypes['AddMemoryPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['AddMemoryError']>, ParentType, ContextType>;
  memory?: Resolver<Maybe<ResolversTypes['Memory']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteMemoryErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteMemoryError'] = ResolversParentTypes['DeleteMemoryError']> = {
  __resolveType: TypeResolveFn<'NotFoundError', ParentType, ContextType>;
};

export type DeleteMemoryPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteMemoryPayload'] = ResolversParentTypes['DeleteMemoryPayload']> = {
  errors?: Resolver<ReadonlyArray<ResolversTypes['DeleteMemoryError']>, ParentType, ContextType>;
  memory?: Resolver<Maybe<ResolversTypes['Memory']>, ParentType, ContextType>;
};

export type InvalidInputErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvalidInputError'] = ResolversParentTypes['InvalidInputError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MemoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Memory'] = ResolversParentTypes['Memory'], FederationReferenceType extends FederationReferenceTypes['Memory'] = FederationReferenceTypes['Memory']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Memory']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MemoryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MemoryConnection'] = ResolversParentTypes['MemoryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MemoryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Memory']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MemoryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MemoryEdge'] = ResolversParentTypes['MemoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Memory'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addMemory?: Resolver<Maybe<ResolversTypes['AddMemoryPayload']>, ParentType, ContextType, RequireFields<MutationAddMemoryArgs, 'input'>>;
  deleteMemory?: Resolver<Maybe<ResolversTypes['DeleteMemoryPayload']>, ParentType, ContextType, RequireFields<MutationDeleteMemoryArgs, 'id'>>;
};

export type NotFoundErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NotFoundError'] = ResolversParentTypes['NotFoundError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  memories?: Resolver<Maybe<ResolversTypes['MemoryConnection']>, ParentType, ContextType, RequireFields<QueryMemoriesArgs, 'first'>>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'InvalidInputError' | 'NotFoundError', ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  AddMemoryError?: AddMemoryErrorResolvers<ContextType>;
  AddMemoryPayload?: AddMemoryPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteMemoryError?: DeleteMemoryErrorResolvers<ContextType>;
  DeleteMemoryPayload?: DeleteMemoryPayloadResolvers<ContextType>;
  InvalidInputError?: InvalidInputErrorResolvers<ContextType>;
  Memory?: MemoryResolvers<ContextType>;
  MemoryConnection?: MemoryConnectionResolvers<ContextType>;
  MemoryEdge?: MemoryEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFoundError?: NotFoundErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

