import type { BackendFacts, ClusterSnapshot, ModelFacts, WorkerFacts } from '../../../kernel/cluster.ts';

/** A model as a healthy backend reports it, unless told otherwise. */
export function makeModel(changes: Partial<ModelFacts> = {}): ModelFacts {
  return {
    name: 'llama',
    type: 'TEXT',
    status: 'AVAILABLE',
    description: null,
    sizeBytes: null,
    capabilities: ['COMPLETION', 'CHAT'],
    contextLength: 4096,
    quantization: null,
    family: null,
    parameterSize: null,
    licence: null,
    refreshedAtMs: 1_000,
    ...changes,
  };
}

export function makeBackend(changes: Partial<BackendFacts> = {}): BackendFacts {
  return {
    id: 'backend_1',
    name: 'ollama',
    kind: 'OLLAMA',
    url: 'http://127.0.0.1:11434',
    status: 'HEALTHY',
    message: null,
    version: null,
    concurrency: 4,
    runningTasks: 0,
    latencyMs: 2,
    models: [makeModel()],
    ...changes,
  };
}

export function makeWorker(changes: Partial<WorkerFacts> = {}): WorkerFacts {
  return {
    id: 'worker_1',
    name: 'one',
    status: 'ACTIVE',
    version: '0.1.0',
    host: 'host',
    startedAtMs: 0,
    lastSeenAtMs: 1_000,
    runningTasks: 0,
    concurrency: 4,
    backends: [makeBackend()],
    gpus: [],
    ...changes,
  };
}

export function makeSnapshot(...workers: readonly WorkerFacts[]): ClusterSnapshot {
  return { workers, readAtMs: 1_000 };
}
