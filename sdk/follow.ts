import { pause } from './deadline.ts';
import {
  CursorExpiredError,
  EventGapError,
  InfergraphError,
  TaskCancelledError,
  TaskFailedError,
  TimeoutError,
} from './errors.ts';
import type { OutputChannel } from './generated/operations.ts';
import { idOf } from './task-id.ts';
import type { Task, TaskEvent, TaskReference } from './types.ts';
import type { WatchOptions } from './watch.ts';

/** A step of a text that comes piece by piece. */
export type TextStep =
  | { readonly type: 'delta'; readonly text: string; readonly channel: OutputChannel }
  /** Discard all earlier deltas: the task runs again from its beginning. */
  | { readonly type: 'restarted'; readonly reason: string }
  /** The last step. */
  | { readonly type: 'completed'; readonly task: Task };

export interface FollowDeps {
  readonly watch: (taskId: string, options: WatchOptions) => AsyncGenerator<TaskEvent, void, undefined>;
  /** Null: no such task. */
  readonly findTask: (taskId: string, signal: AbortSignal | undefined) => Promise<Task | null>;
}

/** Longest time from a task's last event until its record says so. */
const settleWithinMs = 10_000;
/** Times that a run looks again after the events it was following were lost. */
const maxLostLogs = 3;

/**
 * Yields the output of a text or chat task as it is written. Throws TaskFailedError, TaskCancelledError or what
 * watching throws.
 */
export async function* streamTask(
  deps: FollowDeps,
  reference: TaskReference,
  options: WatchOptions = {},
): AsyncGenerator<TextStep, void, undefined> {
  const taskId = await idOf(reference);
  for await (const event of deps.watch(taskId, options)) {
    if (event.__typename === 'TaskOutputAppended') {
      yield { type: 'delta', text: event.delta, channel: event.channel };
    } else if (event.__typename === 'TaskRestarted') {
      yield { type: 'restarted', reason: event.reason };
    }
  }
  yield { type: 'completed', task: completedOrThrow(await settledTask(deps, taskId, options.signal)) };
}

/**
 * Waits for the end of a task and returns it with its result. Unlike streaming it survives the loss of the task's
 * events, because the result is kept apart from them. Throws like {@link streamTask}.
 */
export async function runTask(deps: FollowDeps, reference: TaskReference, options: WatchOptions = {}): Promise<Task> {
  const taskId = await idOf(reference);
  let after = options.after;
  for (let lostLogs = 0; ; lostLogs++) {
    try {
      const events = deps.watch(taskId, { ...options, after });
      while ((await events.next()).done !== true);
      return completedOrThrow(await settledTask(deps, taskId, options.signal));
    } catch (error) {
      if (!(error instanceof CursorExpiredError || error instanceof EventGapError) || lostLogs >= maxLostLogs)
        throw error;
      after = undefined;
      const task = await deps.findTask(taskId, options.signal);
      if (task !== null && isFinal(task)) return completedOrThrow(task);
    }
  }
}

/**
 * The task with its end. The last event comes a moment before the task's record says so: reads until it does. Throws
 * TimeoutError when it never does.
 */
export async function settledTask(
  deps: Pick<FollowDeps, 'findTask'>,
  taskId: string,
  signal: AbortSignal | undefined,
): Promise<Task> {
  const giveUpAt = Date.now() + settleWithinMs;
  for (let delayMs = 10; Date.now() < giveUpAt; delayMs = Math.min(delayMs * 2, 1_000)) {
    const task = await deps.findTask(taskId, signal);
    if (task === null)
      throw new InfergraphError({ code: 'NOT_FOUND', message: `The task ${taskId} is not there any more.` });
    if (isFinal(task)) return task;
    await pause(delayMs, signal);
  }
  throw new TimeoutError({
    code: 'TIMEOUT',
    message: `The task ${taskId} has ended, but its result cannot be read yet.`,
    retryable: true,
  });
}

function isFinal(task: Task): boolean {
  return task.status === 'COMPLETED' || task.status === 'FAILED' || task.status === 'CANCELLED';
}

function completedOrThrow(task: Task): Task {
  if (task.status === 'FAILED') throw new TaskFailedError(task);
  if (task.status === 'CANCELLED') throw new TaskCancelledError(task);
  return task;
}
