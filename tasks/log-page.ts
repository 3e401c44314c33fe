import { redisAnswer, redisAnswers } from '../platform/redis-errors.ts';
import type { RedisClient } from '../platform/redis.ts';
import type { LogPosition } from './event-cursor.ts';
import type { LogEntry, LogSource } from './log-entry.ts';

export interface LogPage {
  /** The log's present epoch; null when there is no log. */
  readonly epoch: string | null;
  /** Its highest seq; 0 when there is no log. */
  readonly headSeq: number;
  /** Seq of the terminal event; null while there is none. */
  readonly endedSeq: number | null;
  /** In order; empty when there is nothing past the position. */
  readonly entries: readonly LogEntry[];
}

/** Entries of one page; a page costs one round trip. */
export const pageSize = 500;

type StreamRow = readonly [id: string, fields: readonly string[]];

/**
 * The next entries past the position: past its seq when the log is still the same, from its start when another has
 * begun. Rejects with SERVICE_UNAVAILABLE.
 */
export async function readLogPage(
  redis: RedisClient,
  source: LogSource,
  position: Pick<LogPosition, 'epoch' | 'seq'>,
): Promise<LogPage> {
  const from = position.epoch === null || position.seq === 0 ? '-' : `(${position.seq}-0`;
  // One transaction, so that head and entries are of one moment.
  const [head, found] = await redisAnswers(
    redis
      .multi()
      .hmget(source.keys.head, 'epoch', 'seq', 'ended')
      .xrange(source.keys.log, from, '+', 'COUNT', pageSize)
      .exec(),
  );
  const [epoch, seq, ended] = (head ?? []) as readonly (string | null)[];
  let rows = (found ?? []) as readonly StreamRow[];
  const isOtherLog = epoch != null && position.epoch !== null && epoch !== position.epoch;
  if (isOtherLog && from !== '-') {
    rows = await redisAnswer(redis.xrange(source.keys.log, '-', '+', 'COUNT', pageSize));
  }
  return {
    epoch: epoch ?? null,
    headSeq: Number(seq ?? 0),
    endedSeq: ended == null ? null : Number(ended),
    entries: rows.map(([, fields]) => source.parse(fields[1] ?? '')),
  };
}
