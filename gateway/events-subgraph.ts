import { execute, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Subgraph, SubgraphResponse } from '../kernel/subgraph-protocol.ts';

export interface EventsSubgraphOptions {
  /** How long task events can be replayed after a task's end, in milliseconds. */
  readonly eventRetentionMs: number;
}

/** The gateway's own subgraph, as far as queries go. Subscriptions take the way through subscriptions/. */
export function makeEventsSubgraph(schema: GraphQLSchema, options: EventsSubgraphOptions): Subgraph {
  const documents = new LRUCache<string, DocumentNode>({ max: 500 });
  // Int fields hold 24 days of milliseconds; longer retentions are shown as that.
  const rootValue = { eventRetentionMs: Math.min(options.eventRetentionMs, 2_147_483_647) };
  return {
    async execute({ query, operationName, variables }) {
      const document = documents.get(query) ?? parse(query);
      documents.set(query, document);
      const result = await execute({
        schema,
        document,
        rootValue,
        variableValues: variables ?? {},
        operationName: operationName ?? null,
      });
      return result as SubgraphResponse;
    },
  };
}
