import type { ClusterSnapshot, WorkerFacts } from '../kernel/cluster.ts';

/** Where workers announce themselves and everyone reads who is there. */
export interface ClusterRegistry {
  /** Announces the worker; repeated at every heartbeat. */
  announce(worker: WorkerFacts): Promise<void>;
  /** All registered workers, at most a second old. Rejects with SERVICE_UNAVAILABLE when Redis is away and nothing recent is known. */
  snapshot(): Promise<ClusterSnapshot>;
  /** Takes a worker off the list. */
  remove(workerId: string): Promise<void>;
}
