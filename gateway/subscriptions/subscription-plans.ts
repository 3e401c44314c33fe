import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import internals from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ServiceError } from '../../kernel/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import type { PreparedOperation } from '../prepared-operations.ts';
import type { RequestContext } from '../request-context.ts';
import type { SubgraphDataSource } from '../subgraph-data-source.ts';
import type { Supergraph } from '../supergraph.ts';
import { compileProjection } from './event-projection.ts';

export interface EventInput {
  /** The root value on the events schema: the event under its subscription field. */
  readonly root: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

export interface SubscriptionPlan {
  /** The part of the subscription that the events schema answers, and opens the stream with. */
  readonly source: DocumentNode;
  /** Names of the variables that the source uses. */
  readonly sourceVariables: readonly string[];
  /** True when every event asks subgraphs for more. */
  readonly enriched: boolean;
  /** The client's answer for one event. */
  readonly answer: (input: EventInput) => ExecutionResult | Promise<ExecutionResult>;
}

export interface SubscriptionPlansDeps {
  readonly supergraph: Supergraph;
  readonly dataSources: Readonly<Record<string, SubgraphDataSource>>;
  readonly logger: Logger;
}

/** Plans subscriptions, once for each operation. */
export interface SubscriptionPlans {
  planOf(prepared: PreparedOperation): SubscriptionPlan;
}

/** The name under which an event takes part in the plan that completes it. */
const eventService = '__event__';

/** Most plans kept. */
const maxPlans = 1_000;

export function makeSubscriptionPlans(deps: SubscriptionPlansDeps): SubscriptionPlans {
  // Prepared operations are cached by text, so that one text is one object.
  const plans = new LRUCache<PreparedOperation, SubscriptionPlan>({ max: maxPlans });
  return {
    planOf(prepared) {
      const cached = plans.get(prepared);
      if (cached !== undefined) return cached;
      const plan = makePlan(deps, prepared);
      plans.set(prepared, plan);
      return plan;
    },
  };
}

function makePlan(deps: SubscriptionPlansDeps, prepared: PreparedOperation): SubscriptionPlan {
  const { supergraph } = deps;
  const operationName = prepared.operation.name?.value;
  const node = supergraph.planner.buildQueryPlan(
    internals.operationFromDocument(
      supergraph.apiSchema,
      prepared.document,
      operationName === undefined ? {} : { operationName },
    ),
  ).node;
  if (node?.kind !== 'Subscription') {
    throw new ServiceError('BAD_REQUEST', {
      message: 'The field of a subscription may not depend on @skip or @include.',
    });
  }
  const source = parse(node.primary.operation);
  const common = { source, sourceVariables: node.primary.variableUsages ?? [] };

  // The events schema answers it alone: the client's own document, compiled, gives the answer directly.
  if (node.rest === undefined && validate(supergraph.eventsSchema, prepared.document).length === 0) {
    const project = compileProjection(supergraph.eventsSchema, prepared.document, operationName);
    return { ...common, enriched: false, answer: ({ root, variables }) => project(root, variables) };
  }

  // Else each event runs through the plan's rest, as the answer of a first fetch.
  const select = compileProjection(supergraph.eventsSchema, source, node.primary.operationName);
  const { requires: _requires, ...primary } = node.primary;
  const perEvent: QueryPlan = {
    kind: 'QueryPlan',
    node: {
      kind: 'Sequence',
      nodes: [
        { ...primary, serviceName: eventService, variableUsages: [] },
        ...(node.rest === undefined ? [] : [node.rest]),
      ],
    },
  };
  const operationContext = buildOperationContext({
    schema: supergraph.schema,
    operationDocument: prepared.document,
    ...(operationName === undefined ? {} : { operationName }),
  });
  return {
    ...common,
    enriched: true,
    answer: async ({ root, variables, context }) => {
      const event: SubgraphDataSource = {
        process: async () => (await select(root, variables)) as Awaited<ReturnType<SubgraphDataSource['process']>>,
      };
      const requestContext = {
        request: { variables },
        context,
        logger: deps.logger,
        metrics: {},
      } as unknown as Parameters<typeof executeQueryPlan>[2];
      const result = await executeQueryPlan(
        perEvent,
        { ...deps.dataSources, [eventService]: event },
        requestContext,
        operationContext,
        supergraph.executionSchema,
        supergraph.apiSchema,
      );
      // What the executor says in `extensions` of nulls that it filled in is for its developers.
      return { data: result.data ?? null, ...(result.errors === undefined ? {} : { errors: result.errors }) };
    },
  };
}
