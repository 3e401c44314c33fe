import type { TaskEvent } from './types.ts';

export type SequenceVerdict =
  | { readonly kind: 'next' }
  /** Seen before. */
  | { readonly kind: 'repeat' }
  | { readonly kind: 'gap'; readonly expectedSeq: number };

/** Watches that the events of one task come gapless and once. */
export interface EventSequence {
  /** Judges the event without remembering it. */
  judge(event: TaskEvent): SequenceVerdict;
  /** Makes the event the last one seen. */
  accept(event: TaskEvent): void;
}

const rememberedCursors = 1_000;

export function isTerminal(event: TaskEvent): boolean {
  return (
    event.__typename === 'TaskCompleted' || event.__typename === 'TaskFailed' || event.__typename === 'TaskCancelled'
  );
}

export function makeEventSequence(): EventSequence {
  const seen = new Set<string>();
  let last: TaskEvent | undefined;
  return {
    judge: (event) => {
      if (seen.has(event.cursor)) return { kind: 'repeat' };
      // The first event may have any number (the caller's cursor precedes it), and so may the last: when the log has
      // expired it is rebuilt from the task.
      if (last === undefined || isTerminal(event)) return { kind: 'next' };
      if (event.seq > last.seq + 1) return { kind: 'gap', expectedSeq: last.seq + 1 };
      // A lower number under a new cursor and a later time: the server lost its log and numbers on from what it knew.
      if (event.seq <= last.seq && event.at < last.at) return { kind: 'repeat' };
      return { kind: 'next' };
    },
    accept: (event) => {
      last = event;
      seen.add(event.cursor);
      if (seen.size > rememberedCursors) {
        for (const oldest of seen) {
          seen.delete(oldest);
          break;
        }
      }
    },
  };
}
