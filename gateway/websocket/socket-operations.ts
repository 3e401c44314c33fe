import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { ServiceError } from '../../kernel/errors.ts';
import { inSpan, inSyncSpan, withinSpan } from '../../platform/spans.ts';
import type { EdgeError, ErrorFormatter } from '../error-format.ts';
import type { LiveGraph } from '../live-graph.ts';
import type { GatewayMetrics } from '../metrics.ts';
import type { OperationServer } from '../operation-server.ts';
import { refuseBeyondScopes } from '../prepared-operations.ts';
import type { PreparedOperation } from '../prepared-operations.ts';
import { newOutcome } from '../request-context.ts';
import type { RequestContext, RequestOutcome } from '../request-context.ts';
import { endOperationSpan, traceSocketOperation } from '../request-tracing.ts';
import { OperationRefused, makeOperationStream, onlyOnce } from './operation-stream.ts';
import type { StreamedResult } from './operation-stream.ts';
import type { SocketSession } from './socket-sessions.ts';

export interface SocketOperationsDeps {
  readonly graph: LiveGraph;
  readonly operations: OperationServer;
  readonly formatError: ErrorFormatter;
  readonly metrics: GatewayMetrics;
  readonly newRequestId: () => string;
}

export interface SocketOperationsOptions {
  /** Longest time for a query or mutation, in milliseconds. */
  readonly requestTimeoutMs: number;
}

export interface StartedOperation {
  readonly prepared: PreparedOperation;
  readonly stream: AsyncGenerator<StreamedResult, undefined, undefined>;
}

/** Operations that come over sockets. */
export interface SocketOperations {
  /** Checks an operation and makes it ready to run. `onEnd` is called once when it is over. Throws OperationRefused. */
  start(session: SocketSession, payload: SubscribePayload, onEnd: () => void): StartedOperation;
}

export function makeSocketOperations(deps: SocketOperationsDeps, options: SocketOperationsOptions): SocketOperations {
  const formatAll = (
    errors: readonly unknown[],
    request: { requestId: string; outcome: RequestOutcome },
  ): EdgeError[] => {
    const formatted = errors.map((error) => deps.formatError(error, request.requestId));
    request.outcome.code ??= formatted[0]?.extensions.code ?? null;
    return formatted;
  };

  /** The operation, when it is valid and the key may run it. */
  const prepare = (payload: SubscribePayload, request: Omit<RequestContext, 'signal'>): PreparedOperation => {
    const preparation = inSyncSpan({ name: 'prepare' }, () =>
      deps.graph.current().operations.prepare(payload.query, payload.operationName),
    );
    if (preparation.kind === 'refused') throw new OperationRefused(formatAll(preparation.errors, request));
    const { prepared } = preparation;
    request.outcome.operationKind = prepared.operation.operation;
    request.outcome.operationName = prepared.operation.name?.value ?? null;
    inSyncSpan({ name: 'admit' }, () => refuseBeyondScopes(prepared, request.principal.scopes));
    return prepared;
  };

  const openSubscription = async (
    prepared: PreparedOperation,
    payload: SubscribePayload,
    context: RequestContext,
  ): Promise<AsyncIterator<StreamedResult>> => {
    const outcome = await inSpan({ name: 'execute' }, () =>
      deps.graph.current().subscriptions.open({ prepared, variables: payload.variables ?? undefined, context }),
    );
    if (outcome.kind === 'refused') throw new OperationRefused(formatAll(outcome.errors, context));
    const { stream } = outcome;
    return {
      async next() {
        const result = await stream.next();
        if (result.done === true) return { done: true, value: undefined };
        deps.metrics.eventSent();
        return { done: false, value: formatResult(result.value, context) };
      },
      async return() {
        await stream.return?.();
        return { done: true, value: undefined };
      },
    };
  };

  const formatResult = (result: ExecutionResult, context: RequestContext): StreamedResult =>
    result.errors === undefined
      ? { data: result.data ?? null }
      : { data: result.data ?? null, errors: formatAll(result.errors, context) };

  const openSingle = async (
    payload: SubscribePayload,
    context: RequestContext,
  ): Promise<AsyncIterator<StreamedResult>> => {
    const result = await deps.operations.execute(payload, context);
    // The protocol tells operations that never executed apart from results with errors.
    if (result.data === undefined) throw new OperationRefused(result.errors ?? []);
    return onlyOnce({ data: result.data, ...(result.errors === undefined ? {} : { errors: result.errors }) });
  };

  return {
    start(session, payload, onEnd) {
      const requestId = deps.newRequestId();
      const outcome = newOutcome();
      const startedAtMs = performance.now();
      const { principal } = session.caller;
      const span = traceSocketOperation({ requestId, keyId: principal.keyId, extensions: payload.extensions });
      const refuse = (error: unknown): OperationRefused =>
        error instanceof OperationRefused ? error : new OperationRefused(formatAll([error], { requestId, outcome }));
      const ended = (): void => {
        deps.metrics.ended({ transport: 'websocket', outcome, durationMs: performance.now() - startedAtMs });
        endOperationSpan(span, outcome);
      };
      try {
        const prepared = withinSpan(span, () => prepare(payload, { principal, requestId, outcome }));
        deps.metrics.seen(principal);
        const isSubscription = prepared.operation.operation === 'subscription';
        if (isSubscription) deps.metrics.subscriptionOpened();
        const stream = makeOperationStream({
          open: (signal) =>
            withinSpan(span, () =>
              isSubscription
                ? openSubscription(prepared, payload, { principal, requestId, signal, outcome, connection: session })
                : openSingle(payload, {
                    principal,
                    requestId,
                    signal: AbortSignal.any([signal, AbortSignal.timeout(options.requestTimeoutMs)]),
                    outcome,
                  }),
            ),
          refuse,
          onEnd: () => {
            if (isSubscription) deps.metrics.subscriptionClosed();
            ended();
            onEnd();
          },
        });
        return { prepared, stream };
      } catch (error) {
        const refused = refuse(error);
        ended();
        throw refused;
      }
    },
  };
}

/** A refusal in the form that graphql-ws takes; {@link refusalIn} finds it again. */
export function asGraphQLError(error: unknown): GraphQLError {
  const original = error instanceof Error ? error : new ServiceError('INTERNAL_SERVER_ERROR', { cause: error });
  return new GraphQLError(original.message, { originalError: original });
}

/** The refusal that graphql-ws was given or caught; undefined when the error is something else. */
export function refusalIn(errors: readonly GraphQLError[]): OperationRefused | undefined {
  const original = errors[0]?.originalError;
  return original instanceof OperationRefused ? original : undefined;
}
