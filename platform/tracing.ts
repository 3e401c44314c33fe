import { ProxyTracerProvider, context, propagation, trace } from '@opentelemetry/api';
import type { TracerProvider as TracerProviderPort } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { within } from './deadline.ts';
import type { Logger } from './logger.ts';

export interface TracingOptions {
  /** Base address of the collector; spans go to `<endpoint>/v1/traces` as OTLP JSON. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly serviceVersion: string;
  /** Share of the traces begun here that are kept, 0 to 1. Traces begun elsewhere are kept when they are kept there. */
  readonly sampleRatio: number;
}

/** Spans that wait to be sent; more are dropped. */
const maxQueuedSpans = 4_096;
/** How long a span waits for others to be sent with. */
const batchMs = 1_000;
/** How long sending one batch may take, with its repetitions. */
const sendTimeoutMs = 5_000;
/** How long a stop waits for the last spans to be taken. */
const flushMs = 1_000;
/** Between two warnings that the collector does not take spans. */
const warnEveryMs = 60_000;

/**
 * Puts an exporter behind the spans of this process. Disposing sends what is left, within a second, and switches them off.
 * A collector that is away or slow costs spans, never anything else; it is told in the log once a minute.
 *
 * Loads the SDK: import this module only where tracing is on.
 */
export function startTracing(options: TracingOptions, logger: Logger): AsyncDisposable {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': options.serviceName,
      'service.version': options.serviceVersion,
    }).merge(detectResources({ detectors: [envDetector] })),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.sampleRatio) }),
    // Our attributes are short; texts of clients among them must stay so.
    spanLimits: { attributeValueLengthLimit: 1_000 },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: makeExporter(options.endpoint, logger),
        maxQueueSize: maxQueuedSpans,
        scheduledDelayMillis: batchMs,
        exportTimeoutMillis: sendTimeoutMs + 1_000,
      }),
    ],
  });
  trace.setGlobalTracerProvider(onlyOurs(provider));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return {
    async [Symbol.asyncDispose]() {
      try {
        await within(provider.shutdown(), flushMs, () => new Error('the collector is too slow'));
      } catch {
        // Told already, by the exporter.
      }
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

/** Apollo's gateway has spans of its own, for the same steps as ours: one set is enough. */
function onlyOurs(provider: TracerProvider): TracerProviderPort {
  const silent = new ProxyTracerProvider();
  return {
    getTracer: (name, version) => (name === 'infergraph' ? provider : silent).getTracer(name, version),
  };
}

function makeExporter(endpoint: string, logger: Logger): SpanExporter {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: sendTimeoutMs,
  });
  let warnedAtMs = -Infinity;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.code !== ExportResultCode.SUCCESS && performance.now() - warnedAtMs > warnEveryMs) {
          warnedAtMs = performance.now();
          // The message alone: the error itself holds the answer's body.
          logger.warn({ reason: result.error?.message }, 'the collector does not take traces: they are dropped');
        }
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}
