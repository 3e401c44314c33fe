import type { Principal } from '../kernel/principal.ts';
import type { ErrorCode } from '../kernel/errors.ts';

/** What belongs to one request, over HTTP or a WebSocket, from the edge to the subgraphs. */
export interface RequestContext {
  readonly principal: Principal;
  /** Correlation id: in the answer, in every log line, passed on to the subgraphs. */
  readonly requestId: string;
  /** Aborts when the client has gone, and with a TimeoutError at the deadline. */
  readonly signal: AbortSignal;
  /** Stands for the connection that carries many operations; absent over HTTP. */
  readonly connection?: object;
  /** Filled in on the way, for metrics and logs. */
  readonly outcome: RequestOutcome;
}

export type OperationKind = 'query' | 'mutation' | 'subscription' | 'unknown';

/** What became of a request. Mutable, because it is known piece by piece and in different places. */
export interface RequestOutcome {
  operationKind: OperationKind;
  operationName: string | null;
  /** Code of the first error; null: none. */
  code: ErrorCode | null;
}

export function newOutcome(): RequestOutcome {
  return { operationKind: 'unknown', operationName: null, code: null };
}
