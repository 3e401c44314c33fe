import internals from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';

/** Name of the schema that the gateway itself serves: all subscriptions. */
export const eventsSubgraphName = 'events';

/** One state of the graph. Never changes: a new supergraph file makes a new one, and what runs keeps the old. */
export interface Supergraph {
  /** As the executor takes it, without what it refuses to load. */
  readonly sdl: string;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The same in the planner's form. */
  readonly apiSchema: Schema;
  /** Everything, with the access directives. */
  readonly markedSchema: GraphQLSchema;
  /** What the plan executor needs to know of all subgraphs. */
  readonly executionSchema: GraphQLSchema;
  /** The gateway's own part, to be given its resolvers. */
  readonly eventsSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly subgraphNames: readonly string[];
}

/** Reads a composed supergraph. Throws an Error that says what is wrong with it. */
export function buildSupergraph(text: string): Supergraph {
  const marked = internals.Supergraph.build(text, {
    supportedFeatures: internals.ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  // The executor refuses features meant for security that it does not know. From here on nothing enforces
  // the access directives but our scope rules, which read them from the marked schema.
  const sdl = text.replaceAll(', for: SECURITY', '');
  const supergraph = internals.Supergraph.build(sdl);
  const events = supergraph.subgraphs().get(eventsSubgraphName);
  if (events === undefined) throw new Error(`the supergraph has no subgraph named ${eventsSubgraphName}`);
  const apiSchema = supergraph.apiSchema();
  return {
    sdl,
    schema: apiSchema.toGraphQLJSSchema(),
    apiSchema,
    markedSchema: marked.schema.toGraphQLJSSchema(),
    executionSchema: supergraph.schema.toGraphQLJSSchema(),
    eventsSchema: events.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph),
    subgraphNames: supergraph.subgraphsMetadata().map(({ name }) => name),
  };
}
