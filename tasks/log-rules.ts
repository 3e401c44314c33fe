import { isTerminal } from '../kernel/task-events.ts';
import type { LogPosition } from './event-cursor.ts';
import type { LogEntry, LogSource } from './log-entry.ts';

/**
 * What a reader does with an entry:
 * `deliver` it; `skip` it as already seen; `reread` the log, which has what came between; `lost`: what came between is
 * nowhere any more.
 */
export type Verdict = 'deliver' | 'skip' | 'reread' | 'lost';

/** An entry that was published, at a reader that has read the log up to `position`. */
export function judgeLive(position: LogPosition, entry: LogEntry): Verdict {
  if (position.epoch !== null && entry.epoch !== position.epoch) return 'reread';
  if (entry.seq <= position.seq) return 'skip';
  return entry.seq === position.seq + 1 ? 'deliver' : 'reread';
}

/** An entry that stands in the log, at a reader that reads it in order. */
export function judgeStored(kind: LogSource['kind'], position: LogPosition, entry: LogEntry): Verdict {
  // A reader without a past takes the log as it is, also one whose beginning was trimmed.
  if (position.epoch === null) return 'deliver';
  if (entry.epoch === position.epoch) {
    if (entry.seq <= position.seq) return 'skip';
    return entry.seq === position.seq + 1 ? 'deliver' : 'lost';
  }
  // The log begins again after Redis lost its memory. An owner's log counts anew.
  if (kind === 'owner') return 'deliver';
  // Its writer knew how far the log before had come, also where that had lost its end.
  const lastSeq = Math.max(position.seq, position.lostSeq ?? 0);
  if (entry.seq > lastSeq + 1) return 'lost';
  if (entry.seq === lastSeq + 1) return 'deliver';
  // An attempt's own writer knows its seq: below it, only the repeat of an event whose answer was lost. Everybody else
  // may know an old seq, and what he tells is new.
  const isNews = isTerminal(entry.event) || entry.event.type === 'TaskRestarted' || entry.attempt > position.attempt;
  return isNews ? 'deliver' : 'skip';
}
