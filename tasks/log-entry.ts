import type { TaskEvent, TaskEventBody } from '../kernel/task-events.ts';
import { encodeCursor } from './event-cursor.ts';
import { ownerLogKeys, taskLogKeys } from './keys.ts';
import type { LogKeys } from './keys.ts';

/** The message that append-event.lua stores and publishes. */
interface LogMessage {
  readonly taskId: string;
  readonly seq: number;
  readonly attempt: number;
  readonly atMs: number;
  readonly epoch: string;
  readonly ownerSeq: number;
  readonly ownerEpoch: string;
  readonly body: TaskEventBody;
}

/** An event with its place in the log that is read. */
export interface LogEntry {
  readonly epoch: string;
  readonly seq: number;
  /** 0 in an owner's log, where attempts of many tasks mix. */
  readonly attempt: number;
  readonly event: TaskEvent;
}

/** One of the logs that can be read. */
export interface LogSource {
  readonly kind: 'task' | 'owner';
  readonly keys: LogKeys;
  /** What its cursors are bound to. */
  readonly scope: string;
  readonly parse: (message: string) => LogEntry;
}

export function taskLog(owner: string, taskId: string): LogSource {
  return {
    kind: 'task',
    keys: taskLogKeys(owner, taskId),
    scope: taskId,
    parse: (message) => {
      const { body, taskId: id, seq, attempt, atMs, epoch } = JSON.parse(message) as LogMessage;
      const cursor = encodeCursor(taskId, { epoch, seq, attempt });
      return { epoch, seq, attempt, event: { ...body, taskId: id, seq, attempt, cursor, atMs } };
    },
  };
}

export function ownerLog(owner: string): LogSource {
  return {
    kind: 'owner',
    keys: ownerLogKeys(owner),
    scope: 'owner',
    parse: (message) => {
      const { body, taskId, seq, attempt, atMs, ownerEpoch, ownerSeq } = JSON.parse(message) as LogMessage;
      const cursor = encodeCursor('owner', { epoch: ownerEpoch, seq: ownerSeq, attempt: 0 });
      return { epoch: ownerEpoch, seq: ownerSeq, attempt: 0, event: { ...body, taskId, seq, attempt, cursor, atMs } };
    },
  };
}
