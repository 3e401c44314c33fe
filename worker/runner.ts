import type { Logger } from '../platform/logger.ts';
import type { RunOutcome, RunningWorker, TaskRun, TaskRuns } from '../tasks/task-runs.ts';
import { RunStopped, runAttempt } from './attempt.ts';
import type { StopReason } from './attempt.ts';
import type { Acquired, Balancer } from './balancer.ts';
import { inRunSpan } from './run-span.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

export interface RunnerDeps {
  readonly runs: TaskRuns;
  readonly balancer: Balancer;
  readonly metrics: WorkerMetrics;
  readonly logger: Logger;
  readonly now: () => number;
  readonly loadTokenEstimator: () => Promise<(text: string) => number>;
}

export interface RunnerOptions {
  readonly worker: RunningWorker;
  readonly leaseMs: number;
  /** How long a task waits for one of its model's backends to become healthy before that costs it an attempt. */
  readonly backendWaitMs: number;
  /** Longest answer, reasoning and tool calls together, in characters. */
  readonly maxTextLength: number;
  /** Pause before the second attempt when no backend could take the first; doubles with each. */
  readonly retryBaseMs: number;
}

/** Runs attempts end to end. */
export interface Runner {
  /** Runs one task of the model's queue. Rejects when it was not begun and belongs back in line. */
  handle(model: string, taskId: string, queueSignal: AbortSignal): Promise<void>;
  /** Attempts that hold a lease now. */
  running(): TaskRun[];
  /** Stops the run of the task, if it is here; its backend is told at once. */
  stop(taskId: string, reason: StopReason): void;
  stopAll(reason: StopReason): void;
  /** Sends tasks that wait for a place on a backend back in line. */
  releaseWaiting(): void;
  /** Resolves when nothing runs or waits here. */
  idle(): Promise<void>;
}

interface Entry {
  readonly taskId: string;
  readonly control: AbortController;
  run: TaskRun | null;
}

export function makeRunner(deps: RunnerDeps, options: RunnerOptions): Runner {
  const { runs, balancer, logger } = deps;
  // From before the claim: a cancellation that arrives in between must not be missed.
  const entries = new Set<Entry>();
  let idleListeners: (() => void)[] = [];

  async function handle(model: string, taskId: string, queueSignal: AbortSignal): Promise<void> {
    const entry: Entry = { taskId, control: new AbortController(), run: null };
    entries.add(entry);
    try {
      const signal = AbortSignal.any([entry.control.signal, queueSignal]);
      // The place comes first: a task is only claimed, and shown as started, when it can start.
      const acquired = await balancer.acquire(model, { exclude: new Set(), waitMs: options.backendWaitMs, signal });
      const run = await claim(taskId, acquired);
      if (run === null) return;
      entry.run = run;
      // The queue's lock is only a hint, the lease decides: a Redis that forgot must not cost a healthy run.
      queueSignal.addEventListener('abort', () => void confirmLease(entry, run), { once: true });
      await runClaimed(entry, run, acquired);
    } finally {
      leave(entry);
    }
  }

  async function claim(taskId: string, acquired: Acquired): Promise<TaskRun | null> {
    let run: TaskRun | null = null;
    try {
      const outcome = await runs.claim(taskId, options.worker, options.leaseMs);
      if (outcome.kind === 'claimed') run = outcome.run;
      return run;
    } finally {
      if (run === null && acquired.kind === 'lease') acquired.lease.release(null);
    }
  }

  async function confirmLease(entry: Entry, run: TaskRun): Promise<void> {
    try {
      const lost = await runs.renew([run], options.leaseMs);
      if (lost.length > 0) stopEntry(entry, { kind: 'lost' });
    } catch (error) {
      logger.debug({ taskId: run.task.id, err: error }, 'the lease could not be confirmed');
    }
  }

  async function runClaimed(entry: Entry, run: TaskRun, acquired: Acquired): Promise<void> {
    const startedAtMs = deps.now();
    const { attempt, createdAtMs } = run.task;
    const { outcome, firstOutputAtMs } = await inRunSpan(run, options.worker, async () => {
      const end = await runAttempt(deps, { ...options, run, control: entry.control }, acquired);
      await settle(run, end.outcome);
      return end;
    });
    deps.metrics.noteRun({
      model: run.task.model,
      type: run.task.kind,
      outcome: outcome.kind,
      queuedMs: attempt === 1 ? Math.max(0, startedAtMs - createdAtMs) : null,
      durationMs: deps.now() - startedAtMs,
      firstOutputMs: firstOutputAtMs === null ? null : firstOutputAtMs - startedAtMs,
      usage: outcome.kind === 'returned' ? null : outcome.usage,
    });
  }

  async function settle(run: TaskRun, outcome: RunOutcome): Promise<void> {
    try {
      const settled = await runs.settle(run, outcome);
      if (!settled) logger.debug({ taskId: run.task.id, outcome: outcome.kind }, 'the run was stale');
    } catch (error) {
      // Its lease runs out, and the task is tried again by whoever is there then.
      logger.error({ taskId: run.task.id, outcome: outcome.kind, err: error }, 'an attempt could not be settled');
    }
  }

  function stopEntry(entry: Entry, reason: StopReason): void {
    entry.control.abort(new RunStopped(reason));
  }

  function leave(entry: Entry): void {
    entries.delete(entry);
    if (entries.size > 0) return;
    for (const listener of idleListeners) listener();
    idleListeners = [];
  }

  return {
    handle,
    running: () => [...entries].flatMap((entry) => (entry.run === null ? [] : [entry.run])),
    stop(taskId, reason) {
      for (const entry of entries) if (entry.taskId === taskId) stopEntry(entry, reason);
    },
    stopAll(reason) {
      for (const entry of entries) stopEntry(entry, reason);
    },
    releaseWaiting() {
      const reason = 'The worker takes no new tasks.';
      for (const entry of entries) if (entry.run === null) stopEntry(entry, { kind: 'handedBack', reason });
    },
    idle() {
      if (entries.size === 0) return Promise.resolve();
      return new Promise((resolve) => idleListeners.push(resolve));
    },
  };
}
