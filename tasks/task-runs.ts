import type { TaskEventBody } from '../kernel/task-events.ts';
import type { TaskErrorValue, TaskRecord, TaskResult, TokenUsage } from '../kernel/task.ts';

export interface RunningWorker {
  readonly id: string;
  readonly name: string;
}

/** One attempt in the hands of a worker. */
export interface TaskRun {
  /** As it was claimed; `task.attempt` is the fencing token. */
  readonly task: TaskRecord;
}

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly run: TaskRun }
  /** Nothing to do: ended, missing, or another worker's lease still holds. */
  | { readonly kind: 'refused' };

export type RunOutcome =
  | { readonly kind: 'completed'; readonly result: TaskResult; readonly usage: TokenUsage }
  | { readonly kind: 'failed'; readonly error: TaskErrorValue; readonly usage: TokenUsage | null }
  /** The task was cancelled by its owner: only what was produced until then is added to it. */
  | { readonly kind: 'cancelled'; readonly result: TaskResult | null; readonly usage: TokenUsage }
  /** The worker hands the task back: announced as TaskRestarted, run again by another attempt while any is left. */
  | { readonly kind: 'returned'; readonly reason: string; readonly delayMs: number };

/** A worker's side of tasks. Everything is fenced by the attempt: what a stale one writes is refused. */
export interface TaskRuns {
  /** Begins the next attempt of a task under a lease and appends TaskStarted. */
  claim(taskId: string, worker: RunningWorker, leaseMs: number): Promise<ClaimOutcome>;
  /** Records which backend runs it. */
  noteBackend(run: TaskRun, backendName: string): Promise<void>;
  /** Appends an event of the run. `stale`: the run has lost its task and must stop. */
  append(run: TaskRun, body: TaskEventBody): Promise<'appended' | 'stale'>;
  /** Extends the leases; gives the ids of tasks that these runs no longer hold (ended, cancelled, taken over). */
  renew(runs: readonly TaskRun[], leaseMs: number): Promise<string[]>;
  /** Ends the attempt: result and usage to the store, then the terminal event, then the status. Safe to repeat. False when the run was stale. */
  settle(run: TaskRun, outcome: RunOutcome): Promise<boolean>;
}
