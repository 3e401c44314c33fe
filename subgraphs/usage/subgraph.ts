import { randomBytes } from 'node:crypto';
import DataLoader from 'dataloader';
import { isId } from '../../kernel/ids.ts';
import type { IdPrefix } from '../../kernel/ids.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Database } from '../../platform/database.ts';
import type { RequestContext } from '../runtime/context.ts';
import type { SubgraphDefinition } from '../runtime/local-subgraph.ts';
import { dateTimeScalar, scopeScalar } from '../runtime/scalars.ts';
import { makeSubgraphSchema, readSubgraphSdl } from '../runtime/subgraph-schema.ts';
import type { UsageContext } from './context.ts';
import type { CredentialAnnouncer } from './credential-announcer.ts';
import { maySeeKey } from './escalation-rules.ts';
import type { Resolvers } from './generated/resolver-types.ts';
import { keyStatus, previousSecretEnd } from './key-record.ts';
import { makeKeyService } from './key-service.ts';
import type { KeyService } from './key-service.ts';
import { makeKeyStore } from './key-store.ts';
import type { KeyStore } from './key-store.ts';

export interface UsageDependencies {
  readonly database: Database;
  readonly announcer: CredentialAnnouncer;
  readonly newId: (prefix: IdPrefix) => string;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/** The subgraph of keys. */
export function makeUsageSubgraph(deps: UsageDependencies): SubgraphDefinition {
  const now = deps.now ?? Date.now;
  const store = makeKeyStore(deps.database);
  const keys = makeKeyService({ store, announcer: deps.announcer, newId: deps.newId, randomBytes, now });
  return {
    name: 'usage',
    schema: makeSubgraphSchema(readSubgraphSdl('usage'), makeResolvers(keys, now)),
    makeContext: (request: RequestContext): UsageContext => ({
      ...request,
      loaders: { key: makeKeyLoader(store, request.principal) },
    }),
  };
}

/** Tenancy is checked here, whichever way a key is reached. */
function makeKeyLoader(store: Pick<KeyStore, 'findMany'>, principal: Principal): UsageContext['loaders']['key'] {
  return new DataLoader(
    async (ids: readonly string[]) => {
      const found = await store.findMany(ids.filter((id) => isId('key', id)));
      const visible = new Map(found.filter((key) => maySeeKey(principal, key)).map((key) => [key.id, key]));
      return ids.map((id) => visible.get(id) ?? null);
    },
    { maxBatchSize: 200 },
  );
}

function makeResolvers(keys: KeyService, now: () => number) {
  return {
    DateTime: dateTimeScalar,
    Scope: scopeScalar,
    Query: {
      me: (_, _args, context) => context.principal,
      apiKeys: (_, { filter, ...page }, context) => keys.list(filter, page, context),
      apiKey: (_, { id }, context) => context.loaders.key.load(id),
    },
    Mutation: {
      createApiKey: (_, { input }, context) => keys.create(input, context),
      updateApiKey: (_, { input }, context) => keys.update(input, context),
      rotateApiKey: (_, { input }, context) => keys.rotate(input, context),
      revokeApiKey: (_, { id }, context) => keys.revoke(id, context),
    },
    Me: {
      name: (principal) => principal.keyName,
      expiresAt: (principal) => principal.expiresAtMs,
    },
    ApiKey: {
      __resolveReference: ({ id }, context) => context.loaders.key.load(id),
      status: (key) => keyStatus(key, now()),
      createdAt: (key) => key.createdAtMs,
      expiresAt: (key) => key.expiresAtMs,
      revokedAt: (key) => key.revokedAtMs,
      previousSecretValidUntil: (key) => previousSecretEnd(key, now()),
    },
    ApiKeyConnection: { totalCount: (page) => page.totalCount() },
  } satisfies Partial<Resolvers>;
}
