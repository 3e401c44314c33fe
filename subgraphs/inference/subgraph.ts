import type { Logger } from '../../platform/logger.ts';
import type { ClusterRegistry } from '../../tasks/cluster-registry.ts';
import type { TaskCanceller } from '../../tasks/task-canceller.ts';
import type { TaskReader } from '../../tasks/task-store.ts';
import type { TaskSubmitter } from '../../tasks/task-submitter.ts';
import type { TaskWaiter } from '../../tasks/task-waiter.ts';
import type { RequestContext } from '../runtime/context.ts';
import type { SubgraphDefinition } from '../runtime/local-subgraph.ts';
import { makeSubgraphSchema, readSubgraphSdl } from '../runtime/subgraph-schema.ts';
import type { InferenceContext } from './context.ts';
import { makeInferenceResolvers } from './resolvers.ts';
import { makeSubmitService } from './submit-service.ts';
import { makeInferenceLoaders } from './task-loaders.ts';
import { makeTaskService } from './task-service.ts';

export interface InferenceDependencies {
  readonly tasks: TaskReader;
  readonly submitter: TaskSubmitter;
  readonly waiter: TaskWaiter;
  readonly canceller: TaskCanceller;
  readonly registry: Pick<ClusterRegistry, 'snapshot'>;
  readonly logger: Logger;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/** The subgraph of tasks: submits, reads, cancels and repeats them. */
export function makeInferenceSubgraph(deps: InferenceDependencies): SubgraphDefinition {
  const submits = makeSubmitService(deps);
  const tasks = makeTaskService({ tasks: deps.tasks, canceller: deps.canceller, submits });
  const resolvers = makeInferenceResolvers({ submits, tasks, now: deps.now ?? Date.now });
  return {
    name: 'inference',
    schema: makeSubgraphSchema(readSubgraphSdl('inference'), resolvers),
    makeContext: (request: RequestContext): InferenceContext => ({
      ...request,
      loaders: makeInferenceLoaders(deps, request.principal),
    }),
  };
}
