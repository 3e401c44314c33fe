import { ServiceError } from '../kernel/errors.ts';
import type { TokenUsage } from '../kernel/task.ts';
import type { Logger } from '../platform/logger.ts';
import type { RunOutcome, TaskRun, TaskRuns } from '../tasks/task-runs.ts';
import type { BackendChunk } from './backend.ts';
import type { Acquired, BackendLease, Balancer } from './balancer.ts';
import { actionAfter, retryDelayMs, toTaskError } from './failure-rules.ts';
import { makeOutputPump } from './output-pump.ts';
import type { OutputPump } from './output-pump.ts';
import { makeResultAssembly } from './result-assembly.ts';
import { inBackendSpan } from './run-span.ts';

/** Why a run is stopped before its backend is done. */
export type StopReason =
  /** Its owner cancelled the task. */
  | { readonly kind: 'cancelled' }
  /** The task belongs to another attempt now, or has ended; or its events can no longer be written. */
  | { readonly kind: 'lost' }
  /** The worker stops and gives the task back. */
  | { readonly kind: 'handedBack'; readonly reason: string };

/** The reason with which an attempt's control aborts. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`The run was stopped: ${reason.kind}`);
    this.reason = reason;
  }
}

export interface AttemptDeps {
  readonly runs: Pick<TaskRuns, 'append' | 'noteBackend'>;
  readonly balancer: Pick<Balancer, 'acquire' | 'hasHealthy'>;
  readonly logger: Logger;
  readonly now: () => number;
  readonly loadTokenEstimator: () => Promise<(text: string) => number>;
}

export interface AttemptOptions {
  readonly run: TaskRun;
  /** Aborted with {@link RunStopped} to stop the attempt. */
  readonly control: AbortController;
  readonly maxTextLength: number;
  /** Pause before the second attempt when no backend could take the first; doubles with each. */
  readonly retryBaseMs: number;
}

export interface AttemptEnd {
  readonly outcome: RunOutcome;
  /** Null when there was no output. */
  readonly firstOutputAtMs: number | null;
}

/**
 * Runs one claimed attempt: streams from its backend, appends its events, tries other backends while nobody has seen
 * output. Never rejects.
 */
export async function runAttempt(deps: AttemptDeps, options: AttemptOptions, first: Acquired): Promise<AttemptEnd> {
  const { runs, balancer, logger } = deps;
  const { run, control } = options;
  const { task } = run;
  const { signal } = control;
  const assembly = makeResultAssembly(task.request, options.maxTextLength);
  const pump = makeOutputPump({
    append: (body) => runs.append(run, body),
    onDead: () => control.abort(new RunStopped({ kind: 'lost' })),
  });
  const tried = new Set<string>();
  let firstOutputAtMs: number | null = null;

  async function untilItEnds(): Promise<RunOutcome> {
    let acquired = first;
    for (;;) {
      const error = await tryOn(acquired);
      const stop = stopReason();
      // A finished answer is worth more than handing the task back.
      if (stop !== null && !(error === null && stop.kind === 'handedBack')) return await stopped(stop);
      if (error === null) return await completed();
      const hasAlternative = balancer.hasHealthy(task.model, tried);
      const { attempt, maxAttempts } = task;
      const action = actionAfter({ error, hasOutput: assembly.hasOutput, hasAlternative, attempt, maxAttempts });
      logger.warn({ taskId: task.id, attempt, action, err: error }, 'a run failed');
      if (action === 'FAIL') {
        const usage = assembly.hasOutput ? await countUsage() : null;
        return { kind: 'failed', error: toTaskError(error), usage };
      }
      if (action === 'HAND_BACK') {
        return {
          kind: 'returned',
          reason: toTaskError(error).message,
          delayMs: retryDelayMs(attempt, options.retryBaseMs),
        };
      }
      try {
        acquired = await balancer.acquire(task.model, { exclude: tried, waitMs: 0, signal });
      } catch {
        return await stopped(stopReason() ?? { kind: 'lost' });
      }
    }
  }

  /** Null when the backend's answer is complete and recorded, else what went wrong. */
  async function tryOn(acquired: Acquired): Promise<unknown> {
    if (acquired.kind === 'unavailable') return new ServiceError('BACKEND_UNAVAILABLE', { message: acquired.message });
    const { lease } = acquired;
    tried.add(lease.backend.name);
    const noted = runs.noteBackend(run, lease.backend.name).catch((error: unknown) => {
      logger.debug({ taskId: task.id, err: error }, 'the backend of a run could not be noted');
    });
    try {
      await stream(lease);
      lease.release(undefined);
      await pump.flush();
      return null;
    } catch (error) {
      lease.release(signal.aborted ? null : error);
      return error;
    } finally {
      await noted;
    }
  }

  async function stream({ backend }: BackendLease): Promise<void> {
    signal.throwIfAborted();
    await inBackendSpan(backend, task.model, async () => {
      for await (const chunk of backend.run(task.model, task.request, signal)) {
        assembly.take(chunk);
        forward(chunk, pump);
        if (chunk.type === 'text') firstOutputAtMs ??= deps.now();
        if (chunk.type === 'end') return;
      }
      throw new ServiceError('BACKEND_TRUNCATED', { details: { backend: backend.name } });
    });
  }

  async function completed(): Promise<RunOutcome> {
    const result = assembly.result();
    const usage = await countUsage();
    if (result !== null) return { kind: 'completed', result, usage };
    const error = new ServiceError('BACKEND_ERROR', { message: 'The backend ended its answer without a result.' });
    return { kind: 'failed', error: toTaskError(error), usage };
  }

  async function stopped(reason: StopReason): Promise<RunOutcome> {
    if (reason.kind === 'handedBack') return { kind: 'returned', reason: reason.reason, delayMs: 0 };
    // A lost run settles the same way: the store adds the partial result only to a task cancelled in this attempt.
    return { kind: 'cancelled', result: assembly.result(), usage: await countUsage() };
  }

  async function countUsage(): Promise<TokenUsage> {
    const reported = assembly.usage(() => 0);
    return reported.estimated ? assembly.usage(await deps.loadTokenEstimator()) : reported;
  }

  function stopReason(): StopReason | null {
    if (!signal.aborted) return null;
    return signal.reason instanceof RunStopped ? signal.reason.reason : { kind: 'lost' };
  }

  return { outcome: await untilItEnds(), firstOutputAtMs };
}

function forward(chunk: BackendChunk, pump: OutputPump): void {
  if (chunk.type === 'text') pump.text(chunk.channel, chunk.delta);
  if (chunk.type !== 'progress') return;
  const { fraction, step, totalSteps, message } = chunk;
  pump.progress({ type: 'TaskProgressed', fraction, step, totalSteps, message: message ?? '' });
}
