import type { Scope } from '../../../kernel/scopes.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { KeyRecord, KeyPage, KeyPageEdge } from '../key-record.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { UsageContext } from '../context.ts';
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
  /**
   * What a key may do, one of: `models:read`, `models:write`, `inference:text`, `inference:image`, `inference:audio`,
   * `inference:video`, `inference:embedding`, `knowledge:read`, `knowledge:write`, `cluster:read`, `cluster:write`,
   * `usage:read`, `keys:write`, `admin` (implies all).
   */
  Scope: { input: Scope; output: Scope; }
  _FieldSet: { input: string; output: string; }
};

/** A key to the API. Scope: `keys:write` or `usage:read`. */
export type ApiKey = {
  readonly __typename?: 'ApiKey';
  /** Addresses or networks in CIDR form that may use it; empty: all. */
  readonly allowedIps: ReadonlyArray<Scalars['String']['output']>;
  /** When it was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ends. Null: never. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Prefixed, time-sortable id, `key_…`. */
  readonly id: Scalars['ID']['output'];
  /** Its name, for people. */
  readonly name: Scalars['String']['output'];
  /** The owner whose tasks and knowledge it sees. */
  readonly owner: Scalars['String']['output'];
  /** The first characters of its secret, to recognise it. */
  readonly prefix: Scalars['String']['output'];
  /** Until when the secret before the last rotation still works. Null when there is none. */
  readonly previousSecretValidUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When it was revoked. Null unless it was. */
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it may do. */
  readonly scopes: ReadonlyArray<Scalars['Scope']['output']>;
  /** Whether it works. */
  readonly status: ApiKeyStatus;
  /** Its tier. */
  readonly tier: Tier;
};

/** A page of keys. */
export type ApiKeyConnection = {
  readonly __typename?: 'ApiKeyConnection';
  /** The keys with their cursors. */
  readonly edges: ReadonlyArray<ApiKeyEdge>;
  /** The keys. */
  readonly nodes: ReadonlyArray<ApiKey>;
  /** Where this page is. */
  readonly pageInfo: PageInfo;
  /** How many match in all. Null when it could not be counted in time. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A key in a page. */
export type ApiKeyEdge = {
  readonly __typename?: 'ApiKeyEdge';
  /** Continues after this key, as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The key. */
  readonly node: ApiKey;
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
  readonly owner?: InputMaybe<Scalars['String']['input']>;
  /** Only these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<ApiKeyStatus>>;
};

/** The key's state does not allow it. */
export type ApiKeyStateError = UserError & {
  readonly __typename?: 'ApiKeyStateError';
  /** `KEY_REVOKED`. */
  readonly code: Scalars['String']['output'];
  /** What was wrong and what is allowed. */
  readonly message: Scalars['String']['output'];
  /** Where: the key's id. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** Whether a key works. */
export type ApiKeyStatus =
  /** It works. */
  | 'ACTIVE'
  /** Its time has passed. */
  | 'EXPIRED'
  /** It was revoked. */
  | 'REVOKED';

/** Why a key was not created. */
export type CreateApiKeyError = EscalationError | InvalidInputError;

/** Input of `createApiKey`. */
export type CreateApiKeyInput = {
  /** Addresses or networks in CIDR form that may use it, 100 at most. Absent: all, or those of the caller's own key unless it has `admin`. Empty: all. */
  readonly allowedIps?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What its secret begins with. */
  readonly environment?: InputMaybe<ApiKeyEnvironment>;
  /** When it ends, in the future. Absent: never, or when the caller's own key ends unless it has `admin`. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** Owner, 1 to 64 letters, digits or `._@:-`. Absent: the caller's owner. */
  readonly owner?: InputMaybe<Scalars['String']['input']>;
  /** What it may do, at least one. */
  readonly scopes: ReadonlyArray<Scalars['Scope']['input']>;
  /** The tier. */
  readonly tier?: InputMaybe<Tier>;
};

/** Outcome of `createApiKey`. */
export type CreateApiKeyPayload = {
  readonly __typename?: 'CreateApiKeyPayload';
  /** The key. Null exactly when there are errors. */
  readonly apiKey?: Maybe<ApiKey>;
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<CreateApiKeyError>;
  /** The secret, `sk_…`, shown only now. Null exactly when there are errors. */
  readonly secret?: Maybe<Scalars['String']['output']>;
};

/** The caller would give more than it has. */
export type EscalationError = UserError & {
  readonly __typename?: 'EscalationError';
  /** `FORBIDDEN`. */
  readonly code: Scalars['String']['output'];
  /** What was wrong and what is allowed. */
  readonly message: Scalars['String']['output'];
  /** Where: the input field that asks for too much. */
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

/** Who the caller is. */
export type Me = {
  readonly __typename?: 'Me';
  /** When the key ends. Null: never. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Id of the key in use. */
  readonly keyId: Scalars['ID']['output'];
  /** Name of the key in use. */
  readonly name: Scalars['String']['output'];
  /** The owner whose tasks and knowledge the key sees. */
  readonly owner: Scalars['String']['output'];
  /** What the key may do. */
  readonly scopes: ReadonlyArray<Scalars['Scope']['output']>;
  /** The key's tier. */
  readonly tier: Tier;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Creates a key and shows its secret once. Without `admin`, only for the own owner and with scopes and a tier that the caller has. Null, with an error, when it could not be done. Scope: `keys:write`. */
  readonly createApiKey?: Maybe<CreateApiKeyPayload>;
  /** Ends a key for good; in force on every gateway and closes its sockets within a second. Revoking a revoked key changes nothing. Null, with an error, when it could not be done. Scope: `keys:write`. */
  readonly revokeApiKey?: Maybe<RevokeApiKeyPayload>;
  /** Gives a key a new secret and shows it once; the old one works until the grace period ends. Null, with an error, when it could not be done. Scope: `keys:write`. */
  readonly rotateApiKey?: Maybe<RotateApiKeyPayload>;
  /** Changes a key; in force on every gateway within a second. Null, with an error, when it could not be done. Scope: `keys:write`. */
  readonly updateApiKey?: Maybe<UpdateApiKeyPayload>;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationRevokeApiKeyArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRotateApiKeyArgs = {
  input: RotateApiKeyInput;
};


export type MutationUpdateApiKeyArgs = {
  input: UpdateApiKeyInput;
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
  /** One key. Null when there is no such key or it belongs to another owner. Scope: `keys:write` or `usage:read`. */
  readonly apiKey?: Maybe<ApiKey>;
  /** The owner's keys, newest first; every owner's for an admin. Null, with an error, when it cannot be read now. Scope: `keys:write` or `usage:read`. */
  readonly apiKeys?: Maybe<ApiKeyConnection>;
  /** Who the caller is. Null, with an error, when it cannot be read now. Scope: none beyond a valid key. */
  readonly me?: Maybe<Me>;
};


export type QueryApiKeyArgs = {
  id: Scalars['ID']['input'];
};


export type QueryApiKeysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ApiKeyFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Why a key was not revoked. */
export type RevokeApiKeyError = EscalationError | NotFoundError;

/** Outcome of `revokeApiKey`. */
export type RevokeApiKeyPayload = {
  readonly __typename?: 'RevokeApiKeyPayload';
  /** The key. Null exactly when there are errors. */
  readonly apiKey?: Maybe<ApiKey>;
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<RevokeApiKeyError>;
};

/** Why a key was not rotated. */
export type RotateApiKeyError = ApiKeyStateError | EscalationError | InvalidInputError | NotFoundError;

/** Input of `rotateApiKey`. */
export type RotateApiKeyInput = {
  /** Milliseconds that the old secret still works, 0 to 2,147,483,647 (24 days). */
  readonly gracePeriodMs?: InputMaybe<Scalars['Int']['input']>;
  /** The key. */
  readonly id: Scalars['ID']['input'];
};

/** Outcome of `rotateApiKey`. */
export type RotateApiKeyPayload = {
  readonly __typename?: 'RotateApiKeyPayload';
  /** The key. Null exactly when there are errors. */
  readonly apiKey?: Maybe<ApiKey>;
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<RotateApiKeyError>;
  /** The new secret, `sk_…`, shown only now. Null exactly when there are errors. */
  readonly secret?: Maybe<Scalars['String']['output']>;
};

/** How much a key may use. */
export type Tier =
  /** The most. */
  | 'ENTERPRISE'
  /** The least. */
  | 'FREE'
  /** More. */
  | 'PRO';

/** Why a key was not changed. */
export type UpdateApiKeyError = ApiKeyStateError | EscalationError | InvalidInputError | NotFoundError;

/** Input of `updateApiKey`. Absent fields stay as they are. */
export type UpdateApiKeyInput = {
  /** Addresses or networks in CIDR form that may use it, 100 at most. Empty: all. */
  readonly allowedIps?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** When it ends, in the future. Null: never. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The key. */
  readonly id: Scalars['ID']['input'];
  /** 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What it may do, at least one. */
  readonly scopes?: InputMaybe<ReadonlyArray<Scalars['Scope']['input']>>;
  /** The tier. */
  readonly tier?: InputMaybe<Tier>;
};

/** Outcome of `updateApiKey`. */
export type UpdateApiKeyPayload = {
  readonly __typename?: 'UpdateApiKeyPayload';
  /** The key. Null exactly when there are errors. */
  readonly apiKey?: Maybe<ApiKey>;
  /** All that was wrong; empty on success. */
  readonly errors: ReadonlyArray<UpdateApiKeyError>;
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
  ApiKey: ApiKey;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ApiKey:
    ( { __typename: 'ApiKey' }
    & GraphQLRecursivePick<FederationTypes['ApiKey'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CreateApiKeyError:
    | ( EscalationError )
    | ( InvalidInputError )
  ;
  RevokeApiKeyError:
    | ( EscalationError )
    | ( NotFoundError )
  ;
  RotateApiKeyError:
    | ( ApiKeyStateError )
    | ( EscalationError )
    | ( InvalidInputError )
    | ( NotFoundError )
  ;
  UpdateApiKeyError:
    | ( ApiKeyStateError )
    | ( EscalationError )
    | ( InvalidInputError )
    | ( NotFoundError )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( ApiKeyStateError )
    | ( EscalationError )
    | ( InvalidInputError )
    | ( NotFoundError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ApiKey: ResolverTypeWrapper<KeyRecord>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ApiKeyConnection: ResolverTypeWrapper<KeyPage>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ApiKeyEdge: ResolverTypeWrapper<KeyPageEdge>;
  ApiKeyEnvironment: ApiKeyEnvironment;
  ApiKeyFilter: ApiKeyFilter;
  ApiKeyStateError: ResolverTypeWrapper<ApiKeyStateError>;
  ApiKeyStatus: ApiKeyStatus;
  CreateApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateApiKeyError']>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<Omit<CreateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: ReadonlyArray<ResolversTypes['CreateApiKeyError']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EscalationError: ResolverTypeWrapper<EscalationError>;
  InvalidInputError: ResolverTypeWrapper<InvalidInputError>;
  Me: ResolverTypeWrapper<Principal>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFoundError: ResolverTypeWrapper<NotFoundError>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RevokeApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeApiKeyError']>;
  RevokeApiKeyPayload: ResolverTypeWrapper<Omit<RevokeApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: ReadonlyArray<ResolversTypes['RevokeApiKeyError']> }>;
  RotateApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateApiKeyError']>;
  RotateApiKeyInput: RotateApiKeyInput;
  RotateApiKeyPayload: ResolverTypeWrapper<Omit<RotateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: ReadonlyArray<ResolversTypes['RotateApiKeyError']> }>;
  Scope: ResolverTypeWrapper<Scalars['Scope']['output']>;
  Tier: Tier;
  UpdateApiKeyError: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateApiKeyError']>;
  UpdateApiKeyInput: UpdateApiKeyInput;
  UpdateApiKeyPayload: ResolverTypeWrapper<Omit<UpdateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversTypes['ApiKey']>, errors: ReadonlyArray<ResolversTypes['UpdateApiKeyError']> }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ApiKey: KeyRecord;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  ApiKeyConnection: KeyPage;
  Int: Scalars['Int']['output'];
  ApiKeyEdge: KeyPageEdge;
  ApiKeyFilter: ApiKeyFilter;
  ApiKeyStateError: ApiKeyStateError;
  CreateApiKeyError: ResolversUnionTypes<ResolversParentTypes>['CreateApiKeyError'];
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: Omit<CreateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: ReadonlyArray<ResolversParentTypes['CreateApiKeyError']> };
  DateTime: Scalars['DateTime']['output'];
  EscalationError: EscalationError;
  InvalidInputError: InvalidInputError;
  Me: Principal;
  Mutation: Record<PropertyKey, never>;
  NotFoundError: NotFoundError;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  RevokeApiKeyError: ResolversUnionTypes<ResolversParentTypes>['RevokeApiKeyError'];
  RevokeApiKeyPayload: Omit<RevokeApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: ReadonlyArray<ResolversParentTypes['RevokeApiKeyError']> };
  RotateApiKeyError: ResolversUnionTypes<ResolversParentTypes>['RotateApiKeyError'];
  RotateApiKeyInput: RotateApiKeyInput;
  RotateApiKeyPayload: Omit<RotateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: ReadonlyArray<ResolversParentTypes['RotateApiKeyError']> };
  Scope: Scalars['Scope']['output'];
  UpdateApiKeyError: ResolversUnionTypes<ResolversParentTypes>['UpdateApiKeyError'];
  UpdateApiKeyInput: UpdateApiKeyInput;
  UpdateApiKeyPayload: Omit<UpdateApiKeyPayload, 'apiKey' | 'errors'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']>, errors: ReadonlyArray<ResolversParentTypes['UpdateApiKeyError']> };
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
};

export type ApiKeyResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey'], FederationReferenceType extends FederationReferenceTypes['ApiKey'] = FederationReferenceTypes['ApiKey']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ApiKey']> | FederationReferenceType, FederationReferenceType, ContextType>;
  allowedIps?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousSecretValidUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['Scope']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ApiKeyStatus'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['Tier'], ParentType, ContextType>;
};

export type ApiKeyConnectionResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['ApiKeyConnection'] = ResolversParentTypes['ApiKeyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ApiKeyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ApiKeyEdgeResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['ApiKeyEdge'] = ResolversParentTypes['ApiKeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type ApiKeyStateErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['ApiKeyStateError'] = ResolversParentTypes['ApiKeyStateError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateApiKeyErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['CreateApiKeyError'] = ResolversParentTypes['CreateApiKeyError']> = {
  __resolveType: TypeResolveFn<'EscalationError' | 'InvalidInputError', ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['CreateApiKeyError']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EscalationErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['EscalationError'] = ResolversParentTypes['EscalationError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['InvalidInputError'] = ResolversParentTypes['InvalidInputError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MeResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['Me'] = ResolversParentTypes['Me']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  keyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['Scope']>, ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['Tier'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createApiKey?: Resolver<Maybe<ResolversTypes['CreateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  revokeApiKey?: Resolver<Maybe<ResolversTypes['RevokeApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'id'>>;
  rotateApiKey?: Resolver<Maybe<ResolversTypes['RotateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRotateApiKeyArgs, 'input'>>;
  updateApiKey?: Resolver<Maybe<ResolversTypes['UpdateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationUpdateApiKeyArgs, 'input'>>;
};

export type NotFoundErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['NotFoundError'] = ResolversParentTypes['NotFoundError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType, RequireFields<QueryApiKeyArgs, 'id'>>;
  apiKeys?: Resolver<Maybe<ResolversTypes['ApiKeyConnection']>, ParentType, ContextType, RequireFields<QueryApiKeysArgs, 'first'>>;
  me?: Resolver<Maybe<ResolversTypes['Me']>, ParentType, ContextType>;
};

export type RevokeApiKeyErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['RevokeApiKeyError'] = ResolversParentTypes['RevokeApiKeyError']> = {
  __resolveType: TypeResolveFn<'EscalationError' | 'NotFoundError', ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] = ResolversParentTypes['RevokeApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['RevokeApiKeyError']>, ParentType, ContextType>;
};

export type RotateApiKeyErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['RotateApiKeyError'] = ResolversParentTypes['RotateApiKeyError']> = {
  __resolveType: TypeResolveFn<'ApiKeyStateError' | 'EscalationError' | 'InvalidInputError' | 'NotFoundError', ParentType, ContextType>;
};

export type RotateApiKeyPayloadResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['RotateApiKeyPayload'] = ResolversParentTypes['RotateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['RotateApiKeyError']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface ScopeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Scope'], any> {
  name: 'Scope';
}

export type UpdateApiKeyErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['UpdateApiKeyError'] = ResolversParentTypes['UpdateApiKeyError']> = {
  __resolveType: TypeResolveFn<'ApiKeyStateError' | 'EscalationError' | 'InvalidInputError' | 'NotFoundError', ParentType, ContextType>;
};

export type UpdateApiKeyPayloadResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['UpdateApiKeyPayload'] = ResolversParentTypes['UpdateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UpdateApiKeyError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = UsageContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'ApiKeyStateError' | 'EscalationError' | 'InvalidInputError' | 'NotFoundError', ParentType, ContextType>;
};

export type Resolvers<ContextType = UsageContext> = {
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyConnection?: ApiKeyConnectionResolvers<ContextType>;
  ApiKeyEdge?: ApiKeyEdgeResolvers<ContextType>;
  ApiKeyStateError?: ApiKeyStateErrorResolvers<ContextType>;
  CreateApiKeyError?: CreateApiKeyErrorResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  EscalationError?: EscalationErrorResolvers<ContextType>;
  InvalidInputError?: InvalidInputErrorResolvers<ContextType>;
  Me?: MeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFoundError?: NotFoundErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RevokeApiKeyError?: RevokeApiKeyErrorResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  RotateApiKeyError?: RotateApiKeyErrorResolvers<ContextType>;
  RotateApiKeyPayload?: RotateApiKeyPayloadResolvers<ContextType>;
  Scope?: GraphQLScalarType;
  UpdateApiKeyError?: UpdateApiKeyErrorResolvers<ContextType>;
  UpdateApiKeyPayload?: UpdateApiKeyPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

