import type { IdPrefix } from '../../kernel/ids.ts';
import type { Database } from '../../platform/database.ts';
import type { SubgraphDefinition } from '../runtime/local-subgraph.ts';
import { dateTimeScalar } from '../runtime/scalars.ts';
import { makeSubgraphSchema, readSubgraphSdl } from '../runtime/subgraph-schema.ts';
import type { Resolvers } from './generated/resolver-types.ts';
import { makeMemoryService } from './memory-service.ts';
import type { MemoryService } from './memory-service.ts';
import { makeMemoryStore } from './memory-store.ts';

export interface KnowledgeDependencies {
  readonly database: Database;
  readonly newId: (prefix: IdPrefix) => string;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/** The subgraph of what is kept for owners: their memories. */
export function makeKnowledgeSubgraph(deps: KnowledgeDependencies): SubgraphDefinition {
  const memories = makeMemoryService({
    store: makeMemoryStore(deps.database),
    newId: deps.newId,
    now: deps.now ?? Date.now,
  });
  return {
    name: 'knowledge',
    schema: makeSubgraphSchema(readSubgraphSdl('knowledge'), makeResolvers(memories)),
    makeContext: (request) => request,
  };
}

function makeResolvers(memories: MemoryService) {
  return {
    DateTime: dateTimeScalar,
    Query: { memories: (_, page, context) => memories.list(page, context) },
    Mutation: {
      addMemory: (_, { input }, context) => memories.add(input, context),
      deleteMemory: (_, { id }, context) => memories.delete(id, context),
    },
    Memory: {
      __resolveReference: ({ id }, context) => memories.find(id, context),
      createdAt: (memory) => memory.createdAtMs,
    },
    MemoryConnection: { totalCount: (page) => page.totalCount() },
  } satisfies Partial<Resolvers>;
}
