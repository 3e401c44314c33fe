import type { ClusterSnapshot, WorkerFacts } from '../../kernel/cluster.ts';
import type { ClusterRegistry } from '../../tasks/cluster-registry.ts';
import type { TaskReader } from '../../tasks/task-store.ts';
import type { WorkerCommand, WorkerControl } from '../../tasks/worker-control.ts';
import type { NotFoundError, WorkerStateError } from './generated/resolver-types.ts';
import { throughputWindowMs, toQueueView, toThroughput } from './queue-view.ts';
import type { QueueView } from './queue-view.ts';

export interface WorkerPayload<E> {
  readonly worker: WorkerFacts | null;
  readonly errors: readonly E[];
}

/** Reads the cluster and gives orders to workers. */
export interface ClusterService {
  snapshot(): Promise<ClusterSnapshot>;
  findWorker(id: string): Promise<WorkerFacts | null>;
  queue(): Promise<QueueView>;
  throughput(): Promise<ReturnType<typeof toThroughput>>;
  /** Orders a living worker to drain or to start anew. */
  order(
    id: string,
    command: Exclude<WorkerCommand, 'REMOVE'>,
  ): Promise<WorkerPayload<NotFoundError | WorkerStateError>>;
  /** Orders a living worker to leave; takes a dead one off the list. */
  remove(id: string): Promise<WorkerPayload<NotFoundError>>;
}

export interface ClusterDependencies {
  readonly registry: Pick<ClusterRegistry, 'snapshot' | 'remove'>;
  readonly control: Pick<WorkerControl, 'send'>;
  readonly tasks: Pick<TaskReader, 'queueDepths' | 'throughput'>;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

export function makeClusterService(deps: ClusterDependencies): ClusterService {
  const now = deps.now ?? Date.now;
  const findWorker = async (id: string): Promise<WorkerFacts | null> =>
    (await deps.registry.snapshot()).workers.find((worker) => worker.id === id) ?? null;
  return {
    snapshot: () => deps.registry.snapshot(),
    findWorker,
    queue: async () => toQueueView(await deps.tasks.queueDepths(), now()),
    throughput: async () => toThroughput(await deps.tasks.throughput(throughputWindowMs)),
    order: async (id, command) => {
      const worker = await findWorker(id);
      if (worker === null) return { worker: null, errors: [notFound] };
      if (worker.status === 'DEAD') return { worker: null, errors: [dead(worker)] };
      await deps.control.send(id, command);
      return { worker, errors: [] };
    },
    remove: async (id) => {
      const worker = await findWorker(id);
      if (worker === null) return { worker: null, errors: [notFound] };
      await deps.control.send(id, 'REMOVE');
      if (worker.status === 'DEAD') await deps.registry.remove(id);
      return { worker, errors: [] };
    },
  };
}

const notFound: NotFoundError = {
  __typename: 'NotFoundError',
  code: 'NOT_FOUND',
  message: 'No worker with this id is registered.',
  path: ['id'],
};

function dead(worker: WorkerFacts): WorkerStateError {
  return {
    __typename: 'WorkerStateError',
    code: 'WORKER_DEAD',
    message: 'The worker has not been heard of for 15 seconds: start it on its host, or remove it.',
    path: ['id'],
    status: worker.status,
  };
}
