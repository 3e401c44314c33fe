import { GraphQLError, createSourceEventStream, getVariableValues } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { TaskEvent } from '../../kernel/task-events.ts';
import type { PreparedOperation } from '../prepared-operations.ts';
import type { RequestContext } from '../request-context.ts';
import type { Supergraph } from '../supergraph.ts';
import type { Enrichments } from './enrichments.ts';
import { toEventObject } from './event-object.ts';
import type { EventSource } from './event-source.ts';
import type { SubscriptionPlans } from './subscription-plans.ts';

export interface SubscriptionsDeps {
  readonly supergraph: Supergraph;
  readonly plans: SubscriptionPlans;
  readonly source: EventSource;
  readonly enrichments: Enrichments;
}

export interface SubscriptionRequest {
  readonly prepared: PreparedOperation;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: RequestContext;
}

export type SubscriptionOutcome =
  | { readonly kind: 'open'; readonly stream: AsyncIterator<ExecutionResult> }
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] };

/** Runs subscriptions across the graph: the gateway's events, completed from the subgraphs event by event, in order. */
export interface Subscriptions {
  /** Opens one. The caller has checked its scopes. The stream ends when the context's signal aborts. */
  open(request: SubscriptionRequest): Promise<SubscriptionOutcome>;
}

export function makeSubscriptions(deps: SubscriptionsDeps): Subscriptions {
  const { supergraph, source } = deps;
  const schema = supergraph.eventsSchema;
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  attach('taskEvents', source.taskEvents);
  attach('myTaskEvents', source.myTaskEvents);

  function attach<Args>(
    name: string,
    open: (args: Args, context: RequestContext) => Promise<AsyncIterableIterator<TaskEvent>>,
  ): void {
    const field = fields[name];
    // A supergraph without the field has nothing to attach to; clients of it cannot ask for it either.
    if (field === undefined) return;
    field.subscribe = async (_root, args: Args, context: RequestContext) =>
      mapIterator(await open(args, context), (event) => ({ [name]: toEventObject(event) }));
  }

  return {
    async open({ prepared, variables, context }) {
      const coerced = getVariableValues(
        supergraph.schema,
        prepared.operation.variableDefinitions ?? [],
        variables ?? {},
      );
      if (coerced.errors !== undefined) return { kind: 'refused', errors: coerced.errors.map(asBadInput) };
      const plan = deps.plans.planOf(prepared);
      const events = await createSourceEventStream({
        schema,
        document: plan.source,
        contextValue: context,
        variableValues: pick(variables ?? {}, plan.sourceVariables),
      });
      if (!(Symbol.asyncIterator in events)) return { kind: 'refused', errors: events.errors ?? [] };
      const stream = mapIterator(events as AsyncIterable<Record<string, unknown>>, (root) =>
        plan.enriched
          ? deps.enrichments.answer(plan, { root, variables: variables ?? {}, context })
          : plan.answer({ root, variables: variables ?? {}, context }),
      );
      return { kind: 'open', stream };
    },
  };
}

/** Maps without a generator, whose `return` would have to wait for a `next` under way. */
function mapIterator<From, To>(
  iterable: AsyncIterable<From>,
  map: (value: From) => To | Promise<To>,
): AsyncIterableIterator<To> {
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    async next() {
      const result = await iterator.next();
      return result.done === true ? { done: true, value: undefined } : { done: false, value: await map(result.value) };
    },
    async return() {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]));
}

function asBadInput(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    extensions: { ...error.extensions, code: 'BAD_USER_INPUT' },
  });
}
