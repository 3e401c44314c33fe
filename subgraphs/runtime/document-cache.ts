import { GraphQLError, Kind, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ErrorCode } from '../../kernel/errors.ts';
import type { SubgraphError } from '../../kernel/subgraph-protocol.ts';

export type PreparedDocument =
  | { readonly kind: 'ready'; readonly document: DocumentNode }
  | { readonly kind: 'refused'; readonly errors: readonly SubgraphError[] };

/** Parses and validates each text once. Keeps the `maxDocuments` used last; 1,000 by default. */
export function makeDocumentCache(schema: GraphQLSchema, maxDocuments = 1_000): (text: string) => PreparedDocument {
  const cache = new LRUCache<string, PreparedDocument>({ max: maxDocuments });
  return (text) => {
    const known = cache.get(text);
    if (known !== undefined) return known;
    const prepared = prepare(schema, text);
    cache.set(text, prepared);
    return prepared;
  };
}

function prepare(schema: GraphQLSchema, text: string): PreparedDocument {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse([error], 'GRAPHQL_PARSE_FAILED');
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return refuse(errors, 'GRAPHQL_VALIDATION_FAILED');
  const subscribes = document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'subscription',
  );
  if (subscribes) return refuse([new GraphQLError('Subscriptions are the gateway’s.')], 'BAD_REQUEST');
  return { kind: 'ready', document };
}

function refuse(errors: readonly GraphQLError[], code: ErrorCode): PreparedDocument {
  return { kind: 'refused', errors: errors.map(({ message }) => ({ message, extensions: { code } })) };
}
