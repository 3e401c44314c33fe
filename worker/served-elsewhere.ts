import type { ClusterRegistry } from '../tasks/cluster-registry.ts';

/** Models that other live workers can run now; none when that cannot be known. */
export async function readServedElsewhere(registry: ClusterRegistry, ownId: string): Promise<ReadonlySet<string>> {
  try {
    const { workers } = await registry.snapshot();
    const others = workers.filter((worker) => worker.id !== ownId && worker.status === 'ACTIVE');
    const backends = others.flatMap((worker) => worker.backends).filter((backend) => backend.status === 'HEALTHY');
    return new Set(backends.flatMap((backend) => backend.models.map((model) => model.name)));
  } catch {
    return new Set();
  }
}
