import type { Attributes, Span } from '@opentelemetry/api';
import type { TaskKind, TaskRequest } from '../kernel/task.ts';
import { beginSpan, inSpan, noteFailure, remoteParent } from '../platform/spans.ts';
import type { RunOutcome, RunningWorker, TaskRun } from '../tasks/task-runs.ts';
import type { AttemptEnd } from './attempt.ts';
import type { Backend } from './backend.ts';

/**
 * Runs an attempt as a span of the trace that its task was submitted in. Attributes as in OpenTelemetry's semantic
 * conventions for generative AI; texts of prompts and answers are never among them.
 */
export function inRunSpan(run: TaskRun, worker: RunningWorker, work: () => Promise<AttemptEnd>): Promise<AttemptEnd> {
  const { task, traceParent } = run;
  const parent = remoteParent(traceParent === null ? {} : { traceparent: traceParent });
  if (task.attempt === 1 && task.startedAtMs !== null) {
    // Known only now that it is over.
    beginSpan({
      name: 'queue',
      parent,
      startedAtMs: task.createdAtMs,
      attributes: { 'infergraph.task.id': task.id },
    }).end(task.startedAtMs);
  }
  const attributes = {
    ...requestAttributes(task.request),
    'gen_ai.request.model': task.model,
    'infergraph.task.id': task.id,
    'infergraph.task.attempt': task.attempt,
    'infergraph.worker.name': worker.name,
  };
  const name = `${operations[task.kind]} ${task.model}`;
  return inSpan({ name, kind: 'consumer', parent, attributes }, async (span) => {
    const end = await work();
    if (end.firstOutputAtMs !== null) span.addEvent('gen_ai.first_token', end.firstOutputAtMs);
    noteOutcome(span, end.outcome);
    return end;
  });
}

/** Runs a call to a backend as a span of the attempt. */
export function inBackendSpan(backend: Backend, model: string, work: () => Promise<void>): Promise<void> {
  const address = backend.url === null ? null : new URL(backend.url);
  return inSpan(
    {
      name: `backend ${backend.name}`,
      // One without an address runs in this process.
      kind: address === null ? 'internal' : 'client',
      attributes: {
        'gen_ai.provider.name': backend.kind.toLowerCase(),
        'infergraph.backend.name': backend.name,
        'infergraph.backend.model': model,
        ...(address === null ? {} : { 'server.address': address.hostname, 'server.port': portOf(address) }),
      },
    },
    work,
  );
}

const operations: Readonly<Record<TaskKind, string>> = {
  TEXT: 'text_completion',
  CHAT: 'chat',
  EMBEDDING: 'embeddings',
};

function requestAttributes(request: TaskRequest): Attributes {
  const operation = { 'gen_ai.operation.name': operations[request.kind] };
  if (request.kind === 'EMBEDDING') {
    return request.dimensions === null
      ? operation
      : { ...operation, 'gen_ai.embeddings.dimension.count': request.dimensions };
  }
  return {
    ...operation,
    'gen_ai.request.max_tokens': request.maxTokens,
    'gen_ai.request.temperature': request.temperature,
    'gen_ai.request.top_p': request.topP,
    ...(request.topK === null ? {} : { 'gen_ai.request.top_k': request.topK }),
    ...(request.seed === null ? {} : { 'gen_ai.request.seed': request.seed }),
  };
}

function noteOutcome(span: Span, outcome: RunOutcome): void {
  span.setAttribute('infergraph.task.outcome', outcome.kind);
  if (outcome.kind === 'failed') noteFailure(span, outcome.error.code);
  if (outcome.kind !== 'returned' && outcome.usage !== null) {
    span.setAttributes({
      'gen_ai.usage.input_tokens': outcome.usage.promptTokens,
      'gen_ai.usage.output_tokens': outcome.usage.completionTokens,
      'infergraph.usage.estimated': outcome.usage.estimated,
    });
  }
  if (outcome.kind !== 'completed' || outcome.result.kind === 'EMBEDDING') return;
  const { finishReason } = outcome.result;
  if (finishReason !== null) span.setAttribute('gen_ai.response.finish_reasons', [finishReason.toLowerCase()]);
}

function portOf(address: URL): number {
  if (address.port !== '') return Number(address.port);
  return address.protocol === 'https:' ? 443 : 80;
}
