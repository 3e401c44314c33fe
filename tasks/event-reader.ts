import { ServiceError } from '../kernel/errors.ts';
import { isTerminal } from '../kernel/task-events.ts';
import type { TaskEvent } from '../kernel/task-events.ts';
import { isFinal } from '../kernel/task-state.ts';
import type { TaskOutcome, TaskRecord } from '../kernel/task.ts';
import type { RedisHub } from '../platform/redis-hub.ts';
import { redisAnswer } from '../platform/redis-errors.ts';
import type { RedisClient } from '../platform/redis.ts';
import { atStart, decodeCursor, encodeCursor, noEpoch } from './event-cursor.ts';
import type { LogPosition } from './event-cursor.ts';
import { makeEventFeed } from './event-feed.ts';
import { taskLogKeys } from './keys.ts';
import { ownerLog, taskLog } from './log-entry.ts';
import type { LogSource } from './log-entry.ts';
import { followLog } from './log-follower.ts';
import { terminalBody } from './task-rows.ts';

export interface WatchTask {
  readonly taskId: string;
  readonly owner: string;
  /** Cursor of the last event the caller has; null: from the start. */
  readonly after: string | null;
  readonly signal: AbortSignal;
  /** Reads the task's row; asked only when the log does not tell the task's end. Null: no such task. */
  readonly findTask: () => Promise<Pick<
    TaskRecord,
    'status' | 'attempt' | 'lastSeq' | 'error' | 'finishedAtMs'
  > | null>;
}

export interface WatchOwner {
  readonly owner: string;
  /** Cursor of the last event the caller has; null: from now on. */
  readonly after: string | null;
  readonly signal: AbortSignal;
}

/**
 * Reads events: replay past the cursor, then live, without loss and without repeat.
 * The iterators end after a task's terminal event or when the signal aborts. They throw ServiceError
 * BAD_USER_INPUT (not a cursor of this subscription), CURSOR_EXPIRED, SLOW_CONSUMER (the bounded buffer overflowed).
 * A restart of Redis delays events and ends nothing.
 */
export interface TaskEventReader {
  watchTask(watch: WatchTask): AsyncIterableIterator<TaskEvent>;
  watchOwner(watch: WatchOwner): AsyncIterableIterator<TaskEvent>;
  /** True when the owner has a log of this task now. */
  hasLog(owner: string, taskId: string): Promise<boolean>;
}

export interface TaskEventReaderDeps {
  /** A `command` connection. */
  readonly redis: RedisClient;
  readonly hub: RedisHub;
}

export interface TaskEventReaderOptions {
  /** Events that may wait for a slow consumer. Default 1,000. */
  readonly maxBuffered?: number;
}

type EndRow = NonNullable<Awaited<ReturnType<WatchTask['findTask']>>>;

export function makeTaskEventReader(deps: TaskEventReaderDeps, options: TaskEventReaderOptions = {}): TaskEventReader {
  const follower = {
    redis: deps.redis,
    feed: makeEventFeed(deps.hub),
    maxBuffered: options.maxBuffered ?? 1_000,
  };

  async function* taskEvents(watch: WatchTask, signal: AbortSignal): AsyncGenerator<TaskEvent> {
    const from = watch.after === null ? atStart : cursorPosition(watch.taskId, watch.after);
    // Such a cursor is given only with a terminal event.
    if (from.epoch === noEpoch) return;
    let end: EndRow | undefined;
    let latest = from;
    const onQuiet = async (position: LogPosition): Promise<'wait' | 'reread' | 'end'> => {
      latest = position;
      if (end !== undefined) return 'end';
      // A store that does not answer is asked again.
      const row = await watch.findTask().catch(() => undefined);
      if (row === null) return 'end';
      if (row === undefined || !isFinal(row.status)) return 'wait';
      end = row;
      // Its terminal event may have been written since the log was read.
      return 'reread';
    };
    const source = taskLog(watch.owner, watch.taskId);
    for await (const entry of followLog(follower, source, { from, signal, mustContinue: false, onQuiet })) {
      yield entry.event;
      if (isTerminal(entry.event)) return;
    }
    if (end !== undefined && latest.seq !== end.lastSeq && !signal.aborted) {
      yield rebuiltEnd(watch.taskId, end, Math.max(end.lastSeq, latest.seq + 1));
    }
  }

  async function* ownerEvents(watch: WatchOwner, signal: AbortSignal): AsyncGenerator<TaskEvent> {
    const source = ownerLog(watch.owner);
    const from =
      watch.after === null ? await presentEnd(deps.redis, source) : cursorPosition(source.scope, watch.after);
    for await (const entry of followLog(follower, source, { from, signal, mustContinue: watch.after !== null })) {
      yield entry.event;
    }
  }

  return {
    watchTask: (watch) => endable(watch.signal, (signal) => taskEvents(watch, signal)),
    watchOwner: (watch) => endable(watch.signal, (signal) => ownerEvents(watch, signal)),
    hasLog: async (owner, taskId) => (await redisAnswer(deps.redis.exists(taskLogKeys(owner, taskId).head))) === 1,
  };
}

function cursorPosition(scope: string, cursor: string): LogPosition {
  const position = decodeCursor(scope, cursor);
  if (position !== undefined) return position;
  throw new ServiceError('BAD_USER_INPUT', { message: 'after: not a cursor of this subscription.' });
}

/** Where the log ends now. */
async function presentEnd(redis: RedisClient, source: LogSource): Promise<LogPosition> {
  const [epoch, seq] = await redisAnswer(redis.hmget(source.keys.head, 'epoch', 'seq'));
  return epoch == null ? atStart : { epoch, seq: Number(seq), attempt: 0 };
}

/** The terminal event of a task whose log has gone. */
function rebuiltEnd(taskId: string, row: EndRow, seq: number): TaskEvent {
  return {
    ...terminalBody(row.status as TaskOutcome, row.error),
    taskId,
    seq,
    attempt: row.attempt,
    cursor: encodeCursor(taskId, { epoch: noEpoch, seq, attempt: row.attempt }),
    atMs: row.finishedAtMs ?? 0,
  };
}

/** An iterator whose `return` also ends a `next` that is waiting; a generator's own would wait for it. */
function endable<T>(signal: AbortSignal, run: (signal: AbortSignal) => AsyncGenerator<T>): AsyncIterableIterator<T> {
  const ended = new AbortController();
  const generator = run(AbortSignal.any([signal, ended.signal]));
  return {
    next: () => generator.next(),
    return: async () => {
      ended.abort();
      return generator.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
