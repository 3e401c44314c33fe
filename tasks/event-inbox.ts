import type { FeedListener } from './event-feed.ts';
import type { LogEntry } from './log-entry.ts';

/** Why a reader was woken. */
export type InboxWake = 'entry' | 'resync' | 'overflow' | 'quiet' | 'aborted';

/** Entries that arrive while their reader is busy, up to a bound. */
export interface EventInbox extends FeedListener {
  /** Takes the oldest entry. */
  shift(): LogEntry | undefined;
  /** Forgets everything that has arrived. */
  clear(): void;
  /** True when entries were dropped, or may have been missed, since the last `clear`. */
  isIncomplete(): boolean;
  /** Resolves when there is something to do; `quiet` after `quietMs` without anything (null: never). */
  wait(signal: AbortSignal, quietMs: number | null): Promise<InboxWake>;
}

export function makeEventInbox(maxEntries: number): EventInbox {
  let entries: LogEntry[] = [];
  let next = 0;
  let hasOverflowed = false;
  let needsResync = false;
  let wake: (() => void) | undefined;

  function state(signal: AbortSignal): InboxWake | undefined {
    if (signal.aborted) return 'aborted';
    if (hasOverflowed) return 'overflow';
    if (needsResync) return 'resync';
    return next < entries.length ? 'entry' : undefined;
  }

  return {
    onEntry: (entry) => {
      if (hasOverflowed) return;
      if (entries.length - next >= maxEntries) {
        hasOverflowed = true;
        entries = [];
        next = 0;
      } else {
        entries.push(entry);
      }
      wake?.();
    },
    onResync: () => {
      needsResync = true;
      wake?.();
    },
    shift: () => {
      const entry = entries[next];
      if (entry === undefined) return undefined;
      next++;
      // Moving an index is cheaper than shifting an array; the front is dropped when all of it was read.
      if (next === entries.length) {
        entries = [];
        next = 0;
      }
      return entry;
    },
    clear: () => {
      entries = [];
      next = 0;
      hasOverflowed = false;
      needsResync = false;
    },
    isIncomplete: () => hasOverflowed || needsResync,
    wait: async (signal, quietMs) => {
      const now = state(signal);
      if (now !== undefined) return now;
      let timer: NodeJS.Timeout | undefined;
      const { promise, resolve } = Promise.withResolvers<void>();
      const onAbort = (): void => resolve();
      wake = resolve;
      signal.addEventListener('abort', onAbort, { once: true });
      if (quietMs !== null) timer = setTimeout(resolve, quietMs);
      try {
        await promise;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        wake = undefined;
      }
      return state(signal) ?? 'quiet';
    },
  };
}
