import {
  ClusterDocument,
  DrainWorkerDocument,
  RemoveWorkerDocument,
  RestartWorkerDocument,
  WorkerDocument,
  WorkersDocument,
} from '../generated/operations.ts';
import type { CallOptions, Graph } from '../graph.ts';
import { valueOrThrow } from '../payload.ts';
import type { Cluster, Worker } from '../types.ts';

/** Workers, backends and GPUs. The commands need `cluster:read` beside `cluster:write`, to tell what became of the worker. */
export interface ClusterGroup {
  status(options?: CallOptions): Promise<Cluster>;
  /** By name. */
  workers(options?: CallOptions): Promise<readonly Worker[]>;
  /** Null when it is not registered. */
  worker(id: string, options?: CallOptions): Promise<Worker | null>;
  /** Throws UserInputError NOT_FOUND or WORKER_DEAD. */
  restart(id: string, options?: CallOptions): Promise<Worker>;
  /** Throws UserInputError NOT_FOUND or WORKER_DEAD. */
  drain(id: string, options?: CallOptions): Promise<Worker>;
  /** Throws UserInputError NOT_FOUND. */
  remove(id: string, options?: CallOptions): Promise<Worker>;
}

export function makeCluster(graph: Graph): ClusterGroup {
  return {
    status: async (options) => valueOrThrow((await graph.query(ClusterDocument, {}, options)).cluster),
    workers: async (options) => valueOrThrow((await graph.query(WorkersDocument, {}, options)).workers),
    worker: async (id, options) => (await graph.query(WorkerDocument, { id }, options)).worker,
    restart: async (id, options) => {
      const { restartWorker } = await graph.mutate(RestartWorkerDocument, { id }, options);
      return valueOrThrow(restartWorker?.worker, restartWorker?.errors);
    },
    drain: async (id, options) => {
      const { drainWorker } = await graph.mutate(DrainWorkerDocument, { id }, options);
      return valueOrThrow(drainWorker?.worker, drainWorker?.errors);
    },
    remove: async (id, options) => {
      const { removeWorker } = await graph.mutate(RemoveWorkerDocument, { id }, options);
      return valueOrThrow(removeWorker?.worker, removeWorker?.errors);
    },
  };
}
