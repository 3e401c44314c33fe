import type { BackendKind, ModelFacts } from '../kernel/cluster.ts';
import type { OutputChannel } from '../kernel/task-events.ts';
import type { FinishReason, TaskRequest, ToolCallValue } from '../kernel/task.ts';

/** Tokens as the backend counted them. */
export interface ReportedUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** A piece of what a backend makes of a request. `end` is the last one and comes exactly once. */
export type BackendChunk =
  /** Text to append. On TOOL_CALL: a part of a call's arguments as JSON text, to look at; the call itself follows. */
  | { readonly type: 'text'; readonly channel: OutputChannel; readonly delta: string }
  /** A complete tool call. */
  | { readonly type: 'toolCall'; readonly call: ToolCallValue }
  | {
      readonly type: 'progress';
      /** 0 to 1. */
      readonly fraction: number | null;
      readonly step: number | null;
      readonly totalSteps: number | null;
      readonly message: string | null;
    }
  /** All vectors of an embedding request, in the order of its inputs. */
  | { readonly type: 'embeddings'; readonly values: readonly (readonly number[])[] }
  | { readonly type: 'end'; readonly finishReason: FinishReason | null; readonly usage: ReportedUsage | null };

export interface ProbeResult {
  readonly status: 'HEALTHY' | 'STARTING';
  readonly version: string | null;
  /** What the backend is busy with while it starts. */
  readonly message: string | null;
}

/**
 * Something that runs models. Every method rejects with the signal's reason when it aborts, and otherwise only with
 * ServiceError: BACKEND_UNAVAILABLE (cannot be reached, or has no room now), BACKEND_REJECTED (the request is at fault),
 * BACKEND_ERROR, BACKEND_TRUNCATED (the stream ended without its protocol's end marker), BACKEND_TIMEOUT.
 */
export interface Backend extends AsyncDisposable {
  readonly kind: BackendKind;
  readonly name: string;
  /** Without credentials; null when it runs inside the worker. */
  readonly url: string | null;
  /** Most requests to give it at a time. */
  readonly concurrency: number;
  /** Rejects when it does not work. */
  probe(signal: AbortSignal): Promise<ProbeResult>;
  listModels(signal: AbortSignal): Promise<ModelFacts[]>;
  /** Runs one request; aborting the signal, or leaving the iteration, stops the backend's work at once. */
  run(model: string, request: TaskRequest, signal: AbortSignal): AsyncIterable<BackendChunk>;
}

/** How long to wait for a backend. Milliseconds. */
export interface BackendTimeouts {
  readonly connectMs: number;
  /** From the request to the first byte of the answer; covers loading the model. */
  readonly firstByteMs: number;
  /** Between two pieces of a stream. */
  readonly idleMs: number;
}
