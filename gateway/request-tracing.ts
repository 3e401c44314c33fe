import type { Attributes, Context, Span } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginSpan, noteErrorCode, remoteParent, traceResponse } from '../platform/spans.ts';
import type { RequestOutcome } from './request-context.ts';

/** HTTP headers of W3C Trace Context that callers may send. */
export const traceRequestHeaders = ['traceparent', 'tracestate'];

/** HTTP header that tells the caller its place in our trace. */
export const traceResponseHeader = 'traceresponse';

/**
 * Begins the span of an HTTP request, as a part of the caller's trace when it names one. The span ends with the answer, or
 * when the client has gone.
 */
export function traceHttpRequest(request: FastifyRequest, reply: FastifyReply, route: string): void {
  const span = beginSpan({
    name: `${request.method} ${route}`,
    kind: 'server',
    parent: remoteParent(request.headers),
    attributes: {
      'http.request.method': request.method,
      'http.route': route,
      'url.path': route,
      'infergraph.request_id': request.id,
    },
  });
  request.span = span;
  const response = traceResponse(span);
  if (response !== null) reply.header(traceResponseHeader, response);
  if (!span.isRecording()) return;
  reply.raw.once('close', () => {
    if (reply.raw.writableFinished) span.setAttribute('http.response.status_code', reply.statusCode);
    if (request.caller !== null) span.setAttribute('infergraph.key_id', request.caller.principal.keyId);
    endOperationSpan(span, request.outcome);
  });
}

export interface SocketOperationFacts {
  readonly requestId: string;
  readonly keyId: string;
  /** The message's `extensions`, whose `traceparent` takes the place of the header. */
  readonly extensions: Readonly<Record<string, unknown>> | null | undefined;
}

/** Begins the span of an operation of a socket; {@link endOperationSpan} ends it. */
export function traceSocketOperation(facts: SocketOperationFacts): Span {
  return beginSpan({
    name: 'websocket operation',
    kind: 'server',
    parent: parentIn(facts.extensions ?? {}),
    attributes: { 'infergraph.request_id': facts.requestId, 'infergraph.key_id': facts.keyId },
  });
}

export function endOperationSpan(span: Span, outcome: RequestOutcome): void {
  const attributes: Attributes = {};
  if (outcome.operationKind !== 'unknown') attributes['graphql.operation.type'] = outcome.operationKind;
  if (outcome.operationName !== null) attributes['graphql.operation.name'] = outcome.operationName;
  span.setAttributes(attributes);
  if (outcome.code !== null) noteErrorCode(span, outcome.code);
  span.end();
}

function parentIn({ traceparent, tracestate }: Readonly<Record<string, unknown>>): Context {
  return remoteParent({
    ...(typeof traceparent === 'string' ? { traceparent } : {}),
    ...(typeof tracestate === 'string' ? { tracestate } : {}),
  });
}
