import { subgraphNames } from '../kernel/subgraph-protocol.ts';
import type { Subgraph, SubgraphName } from '../kernel/subgraph-protocol.ts';
import type { Logger } from '../platform/logger.ts';
import type { TaskEventReader } from '../tasks/event-reader.ts';
import { makeEventsSubgraph } from './events-subgraph.ts';
import { makePreparedOperations } from './prepared-operations.ts';
import type { PreparedOperations } from './prepared-operations.ts';
import { makeSubgraphDataSource } from './subgraph-data-source.ts';
import type { SubgraphDataSource } from './subgraph-data-source.ts';
import type { Enrichments } from './subscriptions/enrichments.ts';
import { makeEventSource } from './subscriptions/event-source.ts';
import { makeSubscriptionPlans } from './subscriptions/subscription-plans.ts';
import { makeSubscriptions } from './subscriptions/subscriptions.ts';
import type { Subscriptions } from './subscriptions/subscriptions.ts';
import { makeTaskLookup } from './subscriptions/task-lookup.ts';
import { buildSupergraph, eventsSubgraphName } from './supergraph.ts';
import type { Supergraph } from './supergraph.ts';
import { makeTracedSubgraph } from './traced-subgraph.ts';

export interface GraphDeps {
  readonly subgraphs: Readonly<Record<SubgraphName, Subgraph>>;
  readonly events: TaskEventReader;
  readonly enrichments: Enrichments;
  readonly logger: Logger;
}

export interface GraphOptions {
  /** How long task events can be replayed after a task's end, in milliseconds. */
  readonly eventRetentionMs: number;
  /** How deep an operation may go; 15 levels of fields by default. */
  readonly maxDepth?: number | undefined;
}

/** How often one type may appear on one path of an operation. */
const maxVisits = 3;

/** A supergraph with everything that hangs on it: caches, plans and the way to the subgraphs. */
export interface Graph {
  readonly supergraph: Supergraph;
  readonly operations: PreparedOperations;
  readonly subscriptions: Subscriptions;
  /** By subgraph name, the gateway's own included. */
  readonly dataSources: Readonly<Record<string, SubgraphDataSource>>;
}

/** Builds the graph of a supergraph file. Throws an Error that says what is wrong with the file. */
export function makeGraph(sdl: string, deps: GraphDeps, options: GraphOptions): Graph {
  const supergraph = buildSupergraph(sdl);
  const unknown = supergraph.subgraphNames.filter(
    (name) => name !== eventsSubgraphName && !(subgraphNames as readonly string[]).includes(name),
  );
  if (unknown.length > 0) throw new Error(`the supergraph names subgraphs that nobody serves: ${unknown.join(', ')}`);
  const dataSources: Record<string, SubgraphDataSource> = {
    [eventsSubgraphName]: makeSubgraphDataSource(
      eventsSubgraphName,
      makeEventsSubgraph(supergraph.eventsSchema, options),
      deps.logger,
    ),
  };
  const subgraphs = traced(deps.subgraphs);
  for (const name of subgraphNames) dataSources[name] = makeSubgraphDataSource(name, subgraphs[name], deps.logger);
  const plans = makeSubscriptionPlans({ supergraph, dataSources, logger: deps.logger });
  const source = makeEventSource({ reader: deps.events, tasks: makeTaskLookup(subgraphs.inference) });
  return {
    supergraph,
    dataSources,
    operations: makePreparedOperations(supergraph, { maxDepth: options.maxDepth ?? 15, maxVisits }),
    subscriptions: makeSubscriptions({ supergraph, plans, source, enrichments: deps.enrichments }),
  };
}

function traced(subgraphs: GraphDeps['subgraphs']): GraphDeps['subgraphs'] {
  return {
    inference: makeTracedSubgraph('inference', subgraphs.inference),
    models: makeTracedSubgraph('models', subgraphs.models),
    cluster: makeTracedSubgraph('cluster', subgraphs.cluster),
    usage: makeTracedSubgraph('usage', subgraphs.usage),
    knowledge: makeTracedSubgraph('knowledge', subgraphs.knowledge),
  };
}
