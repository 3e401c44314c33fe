import type { BackendFacts, ClusterSnapshot, GpuFacts, WorkerFacts } from '../../kernel/cluster.ts';
import { modelNameOf } from '../../kernel/ids.ts';

/** A backend and the worker that uses it. */
export interface BackendOfWorker extends BackendFacts {
  readonly worker: WorkerFacts;
}

export function workersByName(cluster: ClusterSnapshot): WorkerFacts[] {
  return cluster.workers.toSorted((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
}

export function backendsOf(worker: WorkerFacts): BackendOfWorker[] {
  return worker.backends.map((backend) => ({ ...backend, worker }));
}

export function backendsByName(cluster: ClusterSnapshot): BackendOfWorker[] {
  return workersByName(cluster)
    .flatMap(backendsOf)
    .sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
}

export function gpusOf(cluster: ClusterSnapshot): GpuFacts[] {
  return workersByName(cluster).flatMap((worker) => worker.gpus);
}

/** The backends that serve the model with this id. */
export function backendsOfModel(cluster: ClusterSnapshot, modelId: string): BackendOfWorker[] {
  const name = modelNameOf(modelId);
  return backendsByName(cluster).filter((backend) => backend.models.some((model) => model.name === name));
}

/** True when some backend serves a model of this name. */
export function serves(cluster: ClusterSnapshot, modelName: string): boolean {
  return cluster.workers.some((worker) =>
    worker.backends.some((backend) => backend.models.some(({ name }) => name === modelName)),
  );
}

/** HEALTHY: every backend can take tasks. DEGRADED: some can. DOWN: none can. */
export function clusterStatus(cluster: ClusterSnapshot): 'HEALTHY' | 'DEGRADED' | 'DOWN' {
  const backends = backendsByName(cluster);
  const able = backends.filter(({ status, worker }) => status === 'HEALTHY' && worker.status === 'ACTIVE');
  if (able.length === 0) return 'DOWN';
  const anyDead = cluster.workers.some((worker) => worker.status === 'DEAD');
  return able.length === backends.length && !anyDead ? 'HEALTHY' : 'DEGRADED';
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
