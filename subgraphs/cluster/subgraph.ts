import { modelIdOf } from '../../kernel/ids.ts';
import type { SubgraphDefinition } from '../runtime/local-subgraph.ts';
import { bigIntScalar, dateTimeScalar } from '../runtime/scalars.ts';
import { makeSubgraphSchema, readSubgraphSdl } from '../runtime/subgraph-schema.ts';
import { makeClusterService } from './cluster-service.ts';
import type { ClusterDependencies, ClusterService } from './cluster-service.ts';
import {
  backendsByName,
  backendsOf,
  backendsOfModel,
  clusterStatus,
  gpusOf,
  serves,
  workersByName,
} from './cluster-view.ts';
import type { Resolvers } from './generated/resolver-types.ts';

/** The subgraph of the cluster: workers, backends, GPUs, queues. */
export function makeClusterSubgraph(deps: ClusterDependencies): SubgraphDefinition {
  return {
    name: 'cluster',
    schema: makeSubgraphSchema(readSubgraphSdl('cluster'), makeResolvers(makeClusterService(deps))),
    makeContext: (request) => request,
  };
}

function makeResolvers(service: ClusterService) {
  return {
    BigInt: bigIntScalar,
    DateTime: dateTimeScalar,
    Query: {
      cluster: () => service.snapshot(),
      workers: async () => workersByName(await service.snapshot()),
      worker: (_, { id }) => service.findWorker(id),
      backends: async () => backendsByName(await service.snapshot()),
    },
    Mutation: {
      restartWorker: (_, { id }) => service.order(id, 'RESTART'),
      drainWorker: (_, { id }) => service.order(id, 'DRAIN'),
      removeWorker: (_, { id }) => service.remove(id),
    },
    Cluster: {
      status: (cluster) => clusterStatus(cluster),
      workers: (cluster) => workersByName(cluster),
      backends: (cluster) => backendsByName(cluster),
      gpus: (cluster) => gpusOf(cluster),
      queue: () => service.queue(),
      throughput: () => service.throughput(),
    },
    QueueLane: {
      model: async (lane) =>
        serves(await service.snapshot(), lane.modelName) ? { id: modelIdOf(lane.modelName) } : null,
    },
    Worker: {
      __resolveReference: ({ id }) => service.findWorker(id),
      backends: (worker) => backendsOf(worker),
      startedAt: (worker) => worker.startedAtMs,
      lastSeenAt: (worker) => worker.lastSeenAtMs,
    },
    Backend: {
      __resolveReference: async ({ id }) =>
        backendsByName(await service.snapshot()).find((backend) => backend.id === id) ?? null,
      models: (backend) => backend.models.map(({ name }) => ({ id: modelIdOf(name) })),
    },
    Gpu: { memoryFreeBytes: (gpu) => Math.max(0, gpu.memoryTotalBytes - gpu.memoryUsedBytes) },
    Model: {
      __resolveReference: ({ id }) => ({ id }),
      backends: async ({ id }) => backendsOfModel(await service.snapshot(), id),
    },
  } satisfies Partial<Resolvers>;
}
