/** How far a reader of one log has come. */
export interface LogPosition {
  /** Which log: a log that Redis has lost and that begins again has another epoch. Null: nothing was read yet. */
  readonly epoch: string | null;
  /** Seq of the last event read; 0: none. */
  readonly seq: number;
  /** Attempt of the last event read; 0 in an owner's log. */
  readonly attempt: number;
  /** Seq of the last event read before the log lost its end; then `seq` is where the log ends now. */
  readonly lostSeq?: number;
}

export const atStart: LogPosition = { epoch: null, seq: 0, attempt: 0 };

/** Epoch of events that were made up from a task's row, because its log has gone. */
export const noEpoch = '-';

/** The scope in a cursor keeps it from continuing another subscription: a task's id, or `owner`. */
export function encodeCursor(scope: string, position: LogPosition): string {
  return Buffer.from(`${scope}~${position.epoch ?? noEpoch}~${position.seq}~${position.attempt}`).toString('base64url');
}

/** The position in a cursor of this scope; undefined when it is no such cursor. */
export function decodeCursor(scope: string, cursor: string): LogPosition | undefined {
  if (cursor.length > 300 || !/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
  const match = /^([a-z0-9_]+)~([A-Za-z0-9_-]{1,40})~(\d{1,15})~(\d{1,9})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  );
  if (match === null || match[1] !== scope) return undefined;
  return { epoch: match[2] ?? null, seq: Number(match[3]), attempt: Number(match[4]) };
}
