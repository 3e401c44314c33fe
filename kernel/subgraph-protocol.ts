import type { Principal } from './principal.ts';

/** One operation sent to a subgraph, in process or over HTTP. */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly principal: Principal;
  /** Correlation id of the client's request. */
  readonly requestId: string;
  /** Aborts when the client has gone or the deadline has passed. */
  readonly signal?: AbortSignal | undefined;
}

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

/** A subgraph, wherever it runs. Rejects with ServiceError SERVICE_UNAVAILABLE or DEADLINE_EXCEEDED when it cannot be reached. */
export interface Subgraph {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
}

export const subgraphNames = ['inference', 'models', 'cluster', 'usage', 'knowledge'] as const;
export type SubgraphName = (typeof subgraphNames)[number];
