import type { GraphQLDataSource } from '@apollo/gateway';
import { ServiceError } from '../kernel/errors.ts';
import type { Subgraph, SubgraphError, SubgraphResponse } from '../kernel/subgraph-protocol.ts';
import { unlessAborted } from '../platform/deadline.ts';
import type { Logger } from '../platform/logger.ts';
import type { RequestContext } from './request-context.ts';

export type SubgraphDataSource = GraphQLDataSource<RequestContext>;

/**
 * What the plan executor asks a subgraph through. A subgraph that fails or is too slow gives an error instead of a
 * rejection: the executor then knows the place in the answer and goes on with the rest.
 */
export function makeSubgraphDataSource(name: string, subgraph: Subgraph, logger: Logger): SubgraphDataSource {
  return {
    async process({ request, context }) {
      const { principal, requestId, signal } = context as RequestContext;
      let response: SubgraphResponse;
      try {
        response = await unlessAborted(
          subgraph.execute({
            query: request.query ?? '',
            operationName: request.operationName,
            variables: request.variables,
            principal,
            requestId,
            signal,
          }),
          signal,
        );
      } catch (error) {
        response = {
          data: null,
          errors: [asSubgraphError(error, { signal, log: logger.child({ subgraph: name, requestId }) })],
        };
      }
      // The executor only reads the errors; its type asks for what it could mutate.
      return response as Awaited<ReturnType<SubgraphDataSource['process']>>;
    },
  };
}

function asSubgraphError(error: unknown, { signal, log }: { signal: AbortSignal; log: Logger }): SubgraphError {
  // The empty path stands for the place in the answer that the subgraph was asked for.
  if (error instanceof ServiceError) {
    log.warn({ code: error.code, err: error.cause }, 'a subgraph could not answer');
    return { message: error.message, path: [], extensions: { code: error.code, details: error.details } };
  }
  if (signal.aborted) {
    const code = isTimeout(signal.reason) ? 'DEADLINE_EXCEEDED' : 'SERVICE_UNAVAILABLE';
    return { message: new ServiceError(code).message, path: [], extensions: { code } };
  }
  log.error({ err: error }, 'a subgraph rejected in an unforeseen way');
  return { message: 'rejected', path: [], extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
