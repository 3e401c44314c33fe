import type { Principal } from '../../kernel/principal.ts';

/** What every resolver knows of the request it serves. One object for each request. */
export interface RequestContext {
  readonly principal: Principal;
  /** Correlation id of the client's request. */
  readonly requestId: string;
  /** Aborts when the client has gone or the deadline has passed. */
  readonly signal: AbortSignal;
}
