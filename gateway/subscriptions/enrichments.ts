import type { ExecutionResult } from 'graphql';
import { ServiceError } from '../../kernel/errors.ts';
import type { RequestContext } from '../request-context.ts';
import type { FairQueue } from './fair-queue.ts';
import type { EventInput, SubscriptionPlan } from './subscription-plans.ts';

/**
 * Completes events from the subgraphs, a bounded number at a time for each connection and in all. Subscriptions of one key
 * that ask the same of the same event at the same time share one execution.
 */
export interface Enrichments {
  /** Settles as `plan.answer` does. Rejects when all who asked for it have gone. */
  answer(plan: SubscriptionPlan, input: EventInput): Promise<ExecutionResult>;
}

/** An execution that waits or runs, and who wants it. */
interface Shared {
  readonly result: Promise<ExecutionResult>;
  readonly join: (signal: AbortSignal) => void;
}

/** Longest time to complete one event from the subgraphs, in milliseconds; what is missing then is null. */
const timeoutMs = 10_000;

export function makeEnrichments(deps: { readonly queue: FairQueue }): Enrichments {
  const underWay = new WeakMap<SubscriptionPlan, Map<string, Shared>>();

  const begin = (plan: SubscriptionPlan, input: EventInput, onEnd: () => void): Shared => {
    const everyoneLeft = new AbortController();
    const over = new AbortController();
    const signals = new Set<AbortSignal>();
    const leave = (signal: AbortSignal): void => {
      signals.delete(signal);
      if (signals.size === 0) {
        // Whoever comes now gets a new one.
        onEnd();
        everyoneLeft.abort(new Error('the clients have gone'));
      }
    };
    const run = async (): Promise<ExecutionResult> => {
      try {
        if (everyoneLeft.signal.aborted)
          throw new ServiceError('SERVICE_UNAVAILABLE', { cause: everyoneLeft.signal.reason });
        // The time counts from here: waiting for a turn takes nothing from it.
        const signal = AbortSignal.any([everyoneLeft.signal, AbortSignal.timeout(timeoutMs)]);
        return await plan.answer({ ...input, context: { ...input.context, signal } });
      } finally {
        onEnd();
        over.abort();
      }
    };
    return {
      result: deps.queue.run(input.context.connection ?? input.context, run),
      join(signal) {
        signals.add(signal);
        if (signal.aborted) leave(signal);
        else signal.addEventListener('abort', () => leave(signal), { once: true, signal: over.signal });
      },
    };
  };

  return {
    answer(plan, input) {
      let ofPlan = underWay.get(plan);
      if (ofPlan === undefined) underWay.set(plan, (ofPlan = new Map()));
      const key = keyOf(input);
      const known = ofPlan.get(key);
      const shared = known ?? begin(plan, input, () => ofPlan.get(key) === shared && ofPlan.delete(key));
      ofPlan.set(key, shared);
      shared.join(input.context.signal);
      return shared.result;
    },
  };
}

/** What the answer depends on beside the plan. By content: each subscription reads the log for itself. */
function keyOf({ root, variables, context }: EventInput & { readonly context: RequestContext }): string {
  return JSON.stringify([root, variables, context.principal]);
}
