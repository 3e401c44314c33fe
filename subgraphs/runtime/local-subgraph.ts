import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { ServiceError } from '../../kernel/errors.ts';
import type { Subgraph, SubgraphName, SubgraphRequest, SubgraphResponse } from '../../kernel/subgraph-protocol.ts';
import type { Logger } from '../../platform/logger.ts';
import type { RequestContext } from './context.ts';

import { formatError } from './format-error.ts';
import { makeOperationCache } from './operation-cache.ts';

/** A subgraph ready to be run, in this process or behind a server. */
export interface SubgraphDefinition {
  readonly name: SubgraphName;
  readonly schema: GraphQLSchema;
  /** The context of one request: what is given, and the subgraph's own loaders. */
  readonly makeContext: (request: RequestContext) => RequestContext;
}

export interface LocalSubgraphOptions {
  readonly logger: Logger;
  /** Parsed documents kept; 1,000 by default. */
  readonly maxDocuments?: number;
}

/**
 * Runs a subgraph in this process: a document is parsed and validated once, and compiled when it comes again.
 * Rejects with ServiceError DEADLINE_EXCEEDED, or the signal's own ServiceError, as soon as the request's signal aborts.
 */
export function makeLocalSubgraph(definition: SubgraphDefinition, options: LocalSubgraphOptions): Subgraph {
  const { schema, makeContext } = definition;
  const logger = options.logger.child({ subgraph: definition.name });
  const prepare = makeOperationCache(schema, options.maxDocuments);
  return {
    execute: async (request) => {
      const prepared = prepare(request.query);
      if (prepared.kind === 'refused') return { errors: prepared.errors };
      const signal = request.signal ?? new AbortController().signal;
      if (signal.aborted) throw abortError(signal);
      const running = prepared.run({
        operationName: request.operationName ?? null,
        variables: request.variables ?? {},
        context: makeContext({ principal: request.principal, requestId: request.requestId, signal }),
      });
      const result = running instanceof Promise ? await orAborted(running, signal) : running;
      return toResponse(result, request, logger);
    },
  };
}

function toResponse(result: ExecutionResult, request: SubgraphRequest, logger: Logger): SubgraphResponse {
  const data = result.data === undefined ? {} : { data: result.data };
  if (result.errors === undefined) return data;
  return { ...data, errors: result.errors.map((error) => formatError(error, request.requestId, logger)) };
}

/** graphql-js cannot be stopped; the caller need not wait for it. Resolvers see the same signal and stop by themselves. */
async function orAborted<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(abortError(signal));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([running, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    running.catch(() => undefined);
  }
}

function abortError(signal: AbortSignal): ServiceError {
  return signal.reason instanceof ServiceError ? signal.reason : new ServiceError('DEADLINE_EXCEEDED');
}
