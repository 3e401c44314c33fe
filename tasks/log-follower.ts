import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '../kernel/errors.ts';
import type { RedisClient } from '../platform/redis.ts';
import type { LogPosition } from './event-cursor.ts';
import type { EventFeed } from './event-feed.ts';
import { makeEventInbox } from './event-inbox.ts';
import type { EventInbox } from './event-inbox.ts';
import type { LogEntry, LogSource } from './log-entry.ts';
import { pageSize, readLogPage } from './log-page.ts';
import type { LogPage } from './log-page.ts';
import { judgeLive, judgeStored } from './log-rules.ts';

export interface LogFollowerDeps {
  /** A `command` connection. */
  readonly redis: RedisClient;
  readonly feed: EventFeed;
  /** Entries that may wait for a slow reader. */
  readonly maxBuffered: number;
}

export interface FollowOptions {
  readonly from: LogPosition;
  readonly signal: AbortSignal;
  /** True: a log that is not the one of `from` any more is CURSOR_EXPIRED at the start. */
  readonly mustContinue: boolean;
  /**
   * Asked when the log has been read and does not tell its end: at once and again and again while there is no log,
   * else once after a silence. `reread` leads to one more question at once.
   */
  readonly onQuiet?: (position: LogPosition) => Promise<'wait' | 'reread' | 'end'>;
}

const retryPauseMs = 100;
export const quietMs = 2_000;

/**
 * Follows a log: subscribes first, then reads it past the position, then goes on live; whenever something may have been
 * missed it reads the log again. Ends at the terminal event of a task's log, on abort, or when `onQuiet` says so.
 * Throws CURSOR_EXPIRED and SLOW_CONSUMER. Waits while Redis is away.
 */
export async function* followLog(
  deps: LogFollowerDeps,
  source: LogSource,
  options: FollowOptions,
): AsyncGenerator<LogEntry, void, undefined> {
  const { signal, onQuiet } = options;
  const inbox = makeEventInbox(deps.maxBuffered);
  const subscribed = deps.feed.subscribe(source, inbox);
  try {
    if (!(await settledBefore(subscribed, signal))) return;
    let position = options.from;
    let mustContinue = options.mustContinue;
    for (;;) {
      // The log, up to its present end.
      const reading = readThrough(deps, source, { position, mustContinue, inbox, signal });
      let step = await reading.next();
      for (; step.done !== true; step = await reading.next()) yield step.value;
      const read = step.value;
      if (read === undefined || read.hasEnded || signal.aborted) return;
      position = read.position;
      mustContinue = false;
      // Then live, until the log has to be read again.
      let patienceMs = onQuiet === undefined ? null : read.hasLog ? quietMs : 0;
      for (let isLive = true; isLive;) {
        const entry = inbox.isIncomplete() ? undefined : inbox.shift();
        if (entry !== undefined) {
          const verdict = judgeLive(position, entry);
          if (verdict === 'reread') isLive = false;
          if (verdict !== 'deliver') continue;
          position = positionOf(entry);
          patienceMs = null;
          yield entry;
          continue;
        }
        const wake = await inbox.wait(signal, patienceMs);
        if (wake === 'aborted') return;
        if (wake === 'overflow') throw new ServiceError('SLOW_CONSUMER');
        if (wake === 'resync') isLive = false;
        if (wake !== 'quiet' || onQuiet === undefined) continue;
        const answer = await onQuiet(position);
        if (answer === 'end') return;
        if (answer === 'reread') isLive = false;
        patienceMs = read.hasLog ? null : quietMs;
      }
    }
  } finally {
    // Also when it comes into force only after the reader has gone; a failure then is nobody's concern.
    subscribed.then((end) => end()).catch(() => {});
  }
}

interface Reading {
  readonly position: LogPosition;
  readonly mustContinue: boolean;
  readonly inbox: EventInbox;
  readonly signal: AbortSignal;
}

interface ReadResult {
  readonly position: LogPosition;
  readonly hasLog: boolean;
  readonly hasEnded: boolean;
}

/** Reads the log to its end. Gives undefined on abort. */
async function* readThrough(
  deps: LogFollowerDeps,
  source: LogSource,
  reading: Reading,
): AsyncGenerator<LogEntry, ReadResult | undefined, undefined> {
  const { inbox, signal } = reading;
  let { position } = reading;
  // Apart from the position: entries may be read and skipped.
  let place: Pick<LogPosition, 'epoch' | 'seq'> = position;
  for (let isFirst = true; ; isFirst = false) {
    // What has arrived until now is in the log; what arrives from now on may be past this page.
    inbox.clear();
    const page = await patiently(() => readLogPage(deps.redis, source, place), signal);
    if (page === undefined) return undefined;
    if (isFirst && reading.mustContinue && !continues(page, position)) throw new ServiceError('CURSOR_EXPIRED');
    if (page.epoch === position.epoch && page.headSeq < position.seq) {
      // Redis has lost the log's end: what comes next has numbers that were seen already.
      const lostSeq = Math.max(position.seq, position.lostSeq ?? 0);
      position = { epoch: position.epoch, seq: page.headSeq, attempt: position.attempt, lostSeq };
    }
    for (const entry of page.entries) {
      const verdict = judgeStored(source.kind, position, entry);
      if (verdict === 'skip') continue;
      if (verdict !== 'deliver') throw new ServiceError('CURSOR_EXPIRED');
      position = positionOf(entry);
      yield entry;
    }
    const hasEnded = page.endedSeq !== null && page.epoch === position.epoch && position.seq >= page.endedSeq;
    if (hasEnded || (page.entries.length < pageSize && !inbox.isIncomplete())) {
      return { position, hasLog: page.epoch !== null, hasEnded };
    }
    place = { epoch: page.epoch, seq: page.entries.at(-1)?.seq ?? place.seq };
  }
}

function continues(page: LogPage, position: LogPosition): boolean {
  return position.epoch === null || (page.epoch === position.epoch && page.headSeq >= position.seq);
}

function positionOf(entry: LogEntry): LogPosition {
  return { epoch: entry.epoch, seq: entry.seq, attempt: entry.attempt };
}

/** Repeats a read while Redis is away. Undefined on abort. */
async function patiently<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      await sleep(retryPauseMs, undefined, { signal }).catch(() => {});
    }
  }
  return undefined;
}

/** True when the promise has resolved before the abort. */
async function settledBefore(promise: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const { promise: aborted, resolve } = Promise.withResolvers<false>();
  const onAbort = (): void => resolve(false);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise.then(() => true), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
