import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  context,
  isSpanContextValid,
  propagation,
  trace,
} from '@opentelemetry/api';
import type { Attributes, Context, Span } from '@opentelemetry/api';
import { ServiceError, errorRow } from '../kernel/errors.ts';
import type { ErrorCode } from '../kernel/errors.ts';

/**
 * What the code says about its work, for traces. Everything here does nothing, at the cost of a function call, until
 * `startTracing` has put an exporter behind it.
 */
export interface SpanOptions {
  readonly name: string;
  /** `internal` by default. */
  readonly kind?: Lowercase<keyof typeof SpanKind>;
  readonly attributes?: Attributes;
  /** What the span is a part of; what is under way here by default. */
  readonly parent?: Context;
}

/** Headers by which a trace goes on in another process (W3C Trace Context). */
export interface TraceHeaders {
  readonly traceparent?: string;
  readonly tracestate?: string;
}

const kinds: Readonly<Record<NonNullable<SpanOptions['kind']>, SpanKind>> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/** Begins a span that the caller ends. It is not what is under way until {@link withinSpan} says so. */
export function beginSpan(options: SpanOptions & { readonly startedAtMs?: number }): Span {
  const { name, kind = 'internal', attributes = {}, parent = context.active(), startedAtMs } = options;
  // Asked for at every call: a tracer keeps to the provider that it found first.
  return trace
    .getTracer('infergraph')
    .startSpan(
      name,
      { kind: kinds[kind], attributes, ...(startedAtMs === undefined ? {} : { startTime: startedAtMs }) },
      parent,
    );
}

/** Runs the work as a span of its own; ends it with the work, as failed when that rejects. */
export async function inSpan<T>(options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const span = beginSpan(options);
  try {
    return await context.with(trace.setSpan(options.parent ?? context.active(), span), work, undefined, span);
  } catch (error) {
    noteFailure(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** {@link inSpan} for work that is done when it returns. */
export function inSyncSpan<T>(options: SpanOptions, work: () => T): T {
  const span = beginSpan(options);
  try {
    return withinSpan(span, work);
  } catch (error) {
    noteFailure(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Runs the work as a part of the span, which goes on afterwards. */
export function withinSpan<T>(span: Span, work: () => T): T {
  return context.with(trace.setSpan(context.active(), span), work);
}

/** True when what runs now is part of a trace. */
export function isTraced(): boolean {
  return trace.getActiveSpan() !== undefined;
}

/** Marks the span as failed, by an error or its code. Only the kind of the error: messages may hold what is not for traces. */
export function noteFailure(span: Span, error: unknown): void {
  span.setAttribute('error.type', typeOf(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Notes an error code that a request was answered with. It counts as a failure of the span when it is a failure of ours. */
export function noteErrorCode(span: Span, code: ErrorCode): void {
  span.setAttribute('error.type', code);
  if (errorRow(code).httpStatus >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The caller's place in its own trace, from headers; nowhere when they are missing or wrong. */
export function remoteParent(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Context {
  return propagation.extract(ROOT_CONTEXT, headers);
}

/** Headers for a call that belongs to what is under way; empty outside of traces. */
export function traceHeaders(): TraceHeaders {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** What is under way, as the value of a `traceparent` header; null outside of traces. */
export function traceParent(): string | null {
  return traceHeaders().traceparent ?? null;
}

/** The span as the value of a `traceresponse` header; null when nothing is traced. */
export function traceResponse(span: Span): string | null {
  const { traceId, spanId, traceFlags } = span.spanContext();
  if (!isSpanContextValid(span.spanContext())) return null;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** Fields that tie a log line to its trace; none outside of traces. */
export function traceFields(span: Span | undefined = trace.getActiveSpan()): Readonly<Record<string, string>> {
  if (span === undefined || !isSpanContextValid(span.spanContext())) return {};
  const { traceId, spanId } = span.spanContext();
  return { traceId, spanId };
}

function typeOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (error instanceof ServiceError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
