import { setTimeout as sleep } from 'node:timers/promises';
import { isTerminal } from '../kernel/task-events.ts';
import { isFinal } from '../kernel/task-state.ts';
import type { TaskRecord } from '../kernel/task.ts';
import type { TaskEventReader } from './event-reader.ts';
import type { TaskReader } from './task-store.ts';

/** Waits for a task's end. */
export interface TaskWaiter {
  /** The task as it is when it has ended, or when `timeoutMs` have passed, whichever is first. Rejects with the signal's reason on abort. */
  wait(task: TaskRecord, timeoutMs: number, signal: AbortSignal | undefined): Promise<TaskRecord>;
}

export interface TaskWaiterDeps {
  readonly tasks: TaskReader;
  readonly events: TaskEventReader;
}

/** Between the terminal event and the status there is one statement: the first looks come quickly. */
const firstPauseMs = 1;
const longestPauseMs = 100;

/** Waits by the task's events, so that waiting costs no polling. */
export function makeTaskWaiter(deps: TaskWaiterDeps): TaskWaiter {
  async function reread(task: TaskRecord): Promise<TaskRecord> {
    const [present] = await deps.tasks.findMany([task.id]);
    // Purged meanwhile: what was known last.
    return present ?? task;
  }

  async function untilEndEvent(task: TaskRecord, signal: AbortSignal): Promise<void> {
    const findTask = async () => (await deps.tasks.findMany([task.id]))[0] ?? null;
    for await (const event of deps.events.watchTask({
      taskId: task.id,
      owner: task.owner,
      after: null,
      signal,
      findTask,
    })) {
      if (isTerminal(event)) return;
    }
  }

  return {
    wait: async (task, timeoutMs, signal) => {
      signal?.throwIfAborted();
      if (timeoutMs <= 0 || isFinal(task.status)) return task;
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), timeoutMs);
      const stop = signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]);
      try {
        await untilEndEvent(task, stop);
        let present = await reread(task);
        for (let pauseMs = firstPauseMs; !isFinal(present.status) && !stop.aborted;) {
          await sleep(pauseMs, undefined, { signal: stop }).catch(() => {});
          pauseMs = Math.min(longestPauseMs, pauseMs * 2);
          present = await reread(present);
        }
        signal?.throwIfAborted();
        return present;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
