export type ModelType = 'TEXT' | 'IMAGE' | 'AUDIO' | 'SPEECH' | 'MUSIC' | 'VIDEO' | 'EMBEDDING';
export type ModelStatus = 'AVAILABLE' | 'LOADING' | 'DOWNLOADING' | 'ERROR';
export type ModelCapability =
  'COMPLETION' | 'CHAT' | 'TOOLS' | 'VISION' | 'REASONING' | 'STRUCTURED_OUTPUT' | 'EMBEDDING';
export type BackendKind = 'OLLAMA' | 'OPENAI' | 'GGUF' | 'SANDBOX';
export type BackendStatus = 'HEALTHY' | 'STARTING' | 'COOLDOWN' | 'DOWN';
export type WorkerStatus = 'ACTIVE' | 'DRAINING' | 'DRAINED' | 'DEAD';

/** A model as one backend reports it. Null: the backend does not say. */
export interface ModelFacts {
  readonly name: string;
  readonly type: ModelType;
  readonly status: ModelStatus;
  readonly description: string | null;
  readonly sizeBytes: number | null;
  readonly capabilities: readonly ModelCapability[];
  /** Tokens of prompt and answer together. */
  readonly contextLength: number | null;
  readonly quantization: string | null;
  readonly family: string | null;
  readonly parameterSize: string | null;
  readonly licence: string | null;
  /** When the backend last reported it, in milliseconds since the epoch. */
  readonly refreshedAtMs: number;
}

export interface BackendFacts {
  /** `backend_…`, stable for a worker and a backend name. */
  readonly id: string;
  readonly name: string;
  readonly kind: BackendKind;
  /** Without credentials; null when it runs inside the worker. */
  readonly url: string | null;
  readonly status: BackendStatus;
  readonly message: string | null;
  readonly version: string | null;
  readonly concurrency: number;
  readonly runningTasks: number;
  readonly latencyMs: number | null;
  readonly models: readonly ModelFacts[];
}

export interface GpuFacts {
  readonly index: number;
  readonly name: string;
  readonly memoryTotalBytes: number;
  readonly memoryUsedBytes: number;
  /** 0 to 1. */
  readonly utilisation: number | null;
  readonly temperatureCelsius: number | null;
}

/** What a worker says of itself at each heartbeat. Times in milliseconds since the epoch. */
export interface WorkerFacts {
  readonly id: string;
  readonly name: string;
  readonly status: WorkerStatus;
  readonly version: string;
  readonly host: string;
  readonly startedAtMs: number;
  readonly lastSeenAtMs: number;
  readonly runningTasks: number;
  readonly concurrency: number;
  readonly backends: readonly BackendFacts[];
  readonly gpus: readonly GpuFacts[];
}

/** A worker not heard of for this long counts as dead. */
export const workerDeadAfterMs = 15_000;

/** Workers of one moment; the status of silent ones is already DEAD. */
export interface ClusterSnapshot {
  readonly workers: readonly WorkerFacts[];
  readonly readAtMs: number;
}
