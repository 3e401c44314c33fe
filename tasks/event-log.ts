import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isTerminal } from '../kernel/task-events.ts';
import type { TaskEventBody } from '../kernel/task-events.ts';
import { redisAnswer } from '../platform/redis-errors.ts';
import type { RedisClient } from '../platform/redis.ts';
import { ownerLogKeys, taskLogKeys } from './keys.ts';

export interface EventTarget {
  readonly taskId: string;
  readonly owner: string;
  /** The fencing token: 0 for what happens outside an attempt. */
  readonly attempt: number;
  /** The highest seq the caller knows of: where numbering goes on when Redis has lost its memory. */
  readonly lastSeq: number;
  /**
   * True: the caller is the only writer of its attempt, appends one event at a time and `lastSeq` is its latest; then
   * an append whose answer was lost may be repeated without a second event.
   */
  readonly isSoleWriter?: boolean;
}

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly seq: number }
  /** A newer attempt has begun, or this one was announced as lost. */
  | { readonly kind: 'stale' }
  /** The terminal event is already there. `seq` is its number. */
  | { readonly kind: 'ended'; readonly seq: number };

/**
 * Appends events: numbering, fencing, storing and publishing are one atomic step. A TaskRestarted shuts its own attempt
 * out; a terminal event is never stale, for its writer owns the outcome in the store. Rejects with SERVICE_UNAVAILABLE.
 */
export interface TaskEventLog {
  append(target: EventTarget, body: TaskEventBody): Promise<AppendOutcome>;
}

export interface EventLogDeps {
  /** A `command` connection. */
  readonly redis: RedisClient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface EventLogOptions {
  /** How long a log is kept after its task has ended. */
  readonly retentionMs: number;
  /** How long a log of a task without an end is kept after its last event. Default: 7 days, never below the retention. */
  readonly runningTtlMs?: number;
  /** Default 100,000. */
  readonly maxTaskEvents?: number;
  /** Default 10,000. */
  readonly maxOwnerEvents?: number;
}

const script = readFileSync(new URL('./append-event.lua', import.meta.url), 'utf8');
const weekMs = 7 * 24 * 60 * 60 * 1000;

type AppendCommand = (...parameters: readonly (string | number)[]) => Promise<[code: number, seq: number]>;

/** The log in Redis: append-event.lua. */
export function makeTaskEventLog(deps: EventLogDeps, options: EventLogOptions): TaskEventLog {
  deps.redis.defineCommand('infergraphAppendEvent', { numberOfKeys: 4, lua: script });
  const append = (deps.redis as unknown as { infergraphAppendEvent: AppendCommand }).infergraphAppendEvent.bind(
    deps.redis,
  );
  const runningTtlMs = Math.max(options.runningTtlMs ?? weekMs, options.retentionMs);
  const maxTaskEvents = options.maxTaskEvents ?? 100_000;
  const maxOwnerEvents = options.maxOwnerEvents ?? 10_000;
  // Unique without a random draw for each event.
  const stem = randomBytes(6).toString('base64url');
  let epochs = 0;

  return {
    append: async (target, body) => {
      const task = taskLogKeys(target.owner, target.taskId);
      const owner = ownerLogKeys(target.owner);
      const [code, seq] = await redisAnswer(
        append(
          ...[task.head, task.log, owner.head, owner.log],
          ...[target.taskId, target.attempt, target.lastSeq, modeOf(body), target.isSoleWriter === true ? '1' : '0'],
          ...[JSON.stringify(body), deps.now(), `${stem}${(epochs++).toString(36)}`, task.channel, owner.channel],
          ...[runningTtlMs, options.retentionMs, maxTaskEvents, maxOwnerEvents],
        ),
      );
      if (code === 0) return { kind: 'appended', seq };
      return code === 1 ? { kind: 'stale' } : { kind: 'ended', seq };
    },
  };
}

function modeOf(body: TaskEventBody): 'plain' | 'restart' | 'terminal' {
  if (isTerminal(body)) return 'terminal';
  return body.type === 'TaskRestarted' ? 'restart' : 'plain';
}
