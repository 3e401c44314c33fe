import { errorRow } from '../kernel/errors.ts';
import { isTerminal } from '../kernel/task-events.ts';
import type { TaskEventBody } from '../kernel/task-events.ts';
import { isFinal } from '../kernel/task-state.ts';
import type { TaskErrorValue, TaskRecord, TaskResult, TokenUsage } from '../kernel/task.ts';
import type { Database } from '../platform/database.ts';
import { withPatience } from '../platform/patience.ts';
import type { TaskEventLog } from './event-log.ts';
import type { TaskTables } from './schema.ts';
import { makeTaskFinisher } from './task-finisher.ts';
import type { TaskQueue } from './task-queue.ts';
import { toTaskRecord } from './task-rows.ts';
import { makeTaskRunRows } from './task-run-rows.ts';

export interface RunningWorker {
  readonly id: string;
  readonly name: string;
}

/** One attempt in the hands of a worker. */
export interface TaskRun {
  /** As it was claimed; `task.attempt` is the fencing token. */
  readonly task: TaskRecord;
  /** Where its submission stands in a trace, as a `traceparent` header; null when it was not traced. */
  readonly traceParent: string | null;
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

/**
 * A worker's side of tasks. Everything is fenced by the attempt: what a stale one writes is refused. While Redis or the
 * database is away `append` and `settle` wait for it for `patienceMs`; then, as all others at once, they reject with
 * SERVICE_UNAVAILABLE.
 */
export interface TaskRuns {
  /** Begins the next attempt of a task under a lease and appends TaskStarted. */
  claim(taskId: string, worker: RunningWorker, leaseMs: number): Promise<ClaimOutcome>;
  /** Records which backend runs it. */
  noteBackend(run: TaskRun, backendName: string): Promise<void>;
  /** Appends an event of the run, never a terminal one; those of one run in the order of the calls. `stale`: the run has lost its task and must stop. */
  append(run: TaskRun, body: TaskEventBody): Promise<'appended' | 'stale'>;
  /** Extends the leases; gives the ids of tasks that these runs no longer hold (ended, cancelled, taken over). */
  renew(runs: readonly TaskRun[], leaseMs: number): Promise<string[]>;
  /** Ends the attempt: result and usage to the store, then the terminal event, then the status. Safe to repeat. False when the run was stale. */
  settle(run: TaskRun, outcome: RunOutcome): Promise<boolean>;
}

export interface TaskRunsDeps {
  readonly database: Database;
  readonly log: TaskEventLog;
  readonly queue: TaskQueue;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface TaskRunsOptions {
  /** How long `append` and `settle` wait for Redis and the database to come back. Default 30,000. */
  readonly patienceMs?: number;
}

/** What is known of a run beyond its claim. */
interface Held {
  lastSeq: number;
  /** The latest append: the next one waits for it, so that `lastSeq` is exact. */
  tail: Promise<unknown>;
}

export function makeTaskRuns(deps: TaskRunsDeps, options: TaskRunsOptions = {}): TaskRuns {
  const rows = makeTaskRunRows(deps.database.kysely<TaskTables>(), deps.now);
  const finisher = makeTaskFinisher(deps);
  const patienceMs = options.patienceMs ?? 30_000;
  const runs = new WeakMap<TaskRun, Held>();

  function heldOf(run: TaskRun): Held {
    const known = runs.get(run);
    if (known !== undefined) return known;
    const held: Held = { lastSeq: run.task.lastSeq, tail: Promise.resolve() };
    runs.set(run, held);
    return held;
  }

  async function appendNow(run: TaskRun, held: Held, body: TaskEventBody): Promise<'appended' | 'stale'> {
    const { id: taskId, owner, attempt } = run.task;
    const outcome = await withPatience(patienceMs, () =>
      deps.log.append({ taskId, owner, attempt, lastSeq: held.lastSeq, isSoleWriter: true }, body),
    );
    if (outcome.kind !== 'appended') return 'stale';
    held.lastSeq = outcome.seq;
    return 'appended';
  }

  function append(run: TaskRun, body: TaskEventBody): Promise<'appended' | 'stale'> {
    if (isTerminal(body)) throw new Error(`${body.type} is written by settle`);
    const held = heldOf(run);
    const mine = held.tail.then(() => appendNow(run, held, body));
    held.tail = mine.catch(() => {});
    return mine;
  }

  async function claim(taskId: string, worker: RunningWorker, leaseMs: number): Promise<ClaimOutcome> {
    const row = await rows.claim(taskId, worker, leaseMs);
    if (row === undefined) {
      const lost = await rows.giveUp(taskId, workerLost);
      if (lost !== undefined) await finisher.finish(lost);
      return { kind: 'refused' };
    }
    const run: TaskRun = { task: toTaskRecord(row), traceParent: row.trace_parent };
    const held = heldOf(run);
    if (row.attempt > 1) {
      // Refused as stale when the loss of the attempt before was announced already.
      const target = { taskId, owner: row.owner, attempt: row.attempt - 1, lastSeq: held.lastSeq };
      const announced = await withPatience(leaseMs / 3, () => deps.log.append(target, lostAttempt));
      if (announced.kind === 'appended') held.lastSeq = announced.seq;
    }
    const target = { taskId, owner: row.owner, attempt: row.attempt, lastSeq: held.lastSeq };
    // Not longer than the lease is good for: else another worker starts it meanwhile.
    const started = await withPatience(leaseMs / 3, () =>
      deps.log.append(target, { type: 'TaskStarted', workerId: worker.id }),
    );
    if (started.kind !== 'appended') return { kind: 'refused' };
    held.lastSeq = started.seq;
    return { kind: 'claimed', run };
  }

  async function end(run: TaskRun, outcome: Extract<RunOutcome, { kind: 'completed' | 'failed' }>): Promise<boolean> {
    const { id, attempt } = run.task;
    let row = await rows.decide(id, attempt, outcome);
    if (row === undefined) {
      // Decided by an earlier call whose answer was lost, or by somebody else?
      row = await rows.find(id);
      const expected = outcome.kind === 'completed' ? 'COMPLETED' : 'FAILED';
      if (row === undefined || row.attempt !== attempt || row.outcome !== expected) return false;
    }
    if (!isFinal(row.status)) await finisher.finish(row, heldOf(run).lastSeq);
    return true;
  }

  async function handBack(run: TaskRun, outcome: Extract<RunOutcome, { kind: 'returned' }>): Promise<boolean> {
    const { task } = run;
    const held = heldOf(run);
    if (task.attempt >= task.maxAttempts) {
      const error = { ...unavailable, message: `${unavailable.message} Last: ${outcome.reason}` };
      return end(run, { kind: 'failed', error, usage: null });
    }
    const released = await rows.release({
      taskId: task.id,
      attempt: task.attempt,
      lastSeq: held.lastSeq,
      when: 'held',
    });
    if (released === undefined) {
      const row = await rows.find(task.id);
      if (row?.status !== 'PENDING' || row.attempt !== task.attempt || row.outcome !== null) return false;
    }
    const target = { taskId: task.id, owner: task.owner, attempt: task.attempt, lastSeq: held.lastSeq };
    await deps.log.append(target, { type: 'TaskRestarted', reason: outcome.reason });
    await deps.queue.enqueue(task, outcome.delayMs);
    return true;
  }

  return {
    claim,
    append,
    noteBackend: (run, backendName) => rows.noteBackend(run.task.id, run.task.attempt, backendName),
    renew: async (held, leaseMs) => {
      if (held.length === 0) return [];
      const claims = held.map((run) => ({
        id: run.task.id,
        attempt: run.task.attempt,
        seq: heldOf(run).lastSeq,
      }));
      const kept = await rows.renew(claims, leaseMs);
      return claims.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
    },
    settle: async (run, outcome) => {
      await heldOf(run).tail;
      return withPatience(patienceMs, () => {
        switch (outcome.kind) {
          case 'completed':
          case 'failed':
            return end(run, outcome);
          case 'cancelled':
            return rows.addPartial(run.task.id, run.task.attempt, outcome);
          case 'returned':
            return handBack(run, outcome);
        }
      });
    },
  };
}

/** What is announced for an attempt whose worker fell silent. */
export const lostAttempt: TaskEventBody = { type: 'TaskRestarted', reason: 'The worker was lost.' };

const unavailable = {
  code: 'BACKEND_UNAVAILABLE',
  message: errorRow('BACKEND_UNAVAILABLE').message,
  retryable: true,
} as const satisfies TaskErrorValue;

/** Why a task failed whose every attempt lost its worker. */
export const workerLost = {
  code: 'WORKER_LOST',
  message: errorRow('WORKER_LOST').message,
  retryable: true,
} as const satisfies TaskErrorValue;
