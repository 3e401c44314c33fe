import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer, HeaderMap } from '@apollo/server';
import type { ApolloServerPlugin, HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ServiceError } from '../kernel/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { inSyncSpan } from '../platform/spans.ts';
import { maxTokens } from './document-parser.ts';
import type { EdgeError, ErrorFormatter } from './error-format.ts';
import { acceptsOnlyJson, httpStatusOf } from './http-status-rules.ts';
import type { LiveGraph } from './live-graph.ts';
import { makePreparationTracer, traceExecution } from './operation-phases.ts';
import { refuseBeyondScopes } from './prepared-operations.ts';
import type { RequestContext } from './request-context.ts';

export interface OperationServerDeps {
  readonly graph: LiveGraph;
  readonly formatError: ErrorFormatter;
  readonly logger: Logger;
}

/** Seconds after which to try again what the service could not do now. */
const retryAfterSeconds = 1;

export interface OperationText {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface OperationResult {
  /** Undefined: refused before it executed. */
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly EdgeError[];
}

/** Runs queries and mutations through Apollo Server: parse, validate, refuse, plan, execute, format. */
export interface OperationServer extends AsyncDisposable {
  /** One GraphQL-over-HTTP request, as the draft of that specification says. */
  executeHttp(request: HTTPGraphQLRequest, context: RequestContext): Promise<HTTPGraphQLResponse>;
  /** The same without HTTP, for sockets. */
  execute(operation: OperationText, context: RequestContext): Promise<OperationResult>;
}

export async function makeOperationServer(deps: OperationServerDeps): Promise<OperationServer> {
  // Apollo Server formats errors of requests that it refuses early without telling whose they are.
  const current = new AsyncLocalStorage<RequestContext>();
  const server = new ApolloServer<RequestContext>({
    gateway: traceExecution(deps.graph.gateway),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: {
      debug: () => {},
      info: () => {},
      warn: (message) => deps.logger.warn(message),
      error: (message) => deps.logger.error(message),
    },
    formatError: (_formatted, error) => {
      const context = current.getStore();
      const formatted = deps.formatError(error, context?.requestId ?? 'unknown');
      if (context !== undefined) context.outcome.code ??= formatted.extensions.code;
      return formatted;
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      makePreparationTracer(),
      makeGuard(deps.graph),
      makeAnswerShaper(),
    ],
  });
  await server.start();
  return {
    executeHttp: (request, context) =>
      current.run(context, () =>
        server.executeHTTPGraphQLRequest({ httpGraphQLRequest: request, context: () => Promise.resolve(context) }),
      ),
    execute: (operation, context) =>
      current.run(context, async () => {
        const { body } = await server.executeOperation(
          {
            query: operation.query,
            ...(operation.operationName == null ? {} : { operationName: operation.operationName }),
            ...(operation.variables == null ? {} : { variables: { ...operation.variables } }),
          },
          { contextValue: context },
        );
        if (body.kind !== 'single') throw new Error('incremental delivery is not supported');
        return body.singleResult as OperationResult;
      }),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** Refuses, before anything executes, what is not for this transport or beyond the key's scopes. */
function makeGuard(graph: LiveGraph): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: async ({ source, document, request, contextValue }) => {
          const prepared = graph.current().operations.adopt(source, document, request.operationName);
          contextValue.outcome.operationKind = prepared.operation.operation;
          contextValue.outcome.operationName = prepared.operation.name?.value ?? null;
          if (prepared.operation.operation === 'subscription') throw new ServiceError('SUBSCRIPTION_NEEDS_WEBSOCKET');
          inSyncSpan({ name: 'admit' }, () => refuseBeyondScopes(prepared, contextValue.principal.scopes));
        },
      }),
  };
}

/** Gives the answer its HTTP status, and takes away what is not for clients. */
function makeAnswerShaper(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: async ({ request, response }) => {
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          // Nulls that the executor filled in for entities that are gone: told in `extensions`, for its developers.
          delete singleResult.extensions;
          const status = httpStatusOf(
            { data: singleResult.data, codes: (singleResult.errors ?? []).map((error) => error.extensions?.['code']) },
            acceptsOnlyJson(request.http?.headers.get('accept')),
          );
          response.http.status = status;
          if (status === 503) response.http.headers.set('retry-after', String(retryAfterSeconds));
        },
      }),
  };
}

/** Headers in the form that Apollo Server reads. */
export function toHeaderMap(headers: Readonly<Record<string, string | readonly string[] | undefined>>): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}
