/** A place in a list ordered by creation time and id, newest first. */
export interface KeysetPosition {
  /** Milliseconds since the epoch. */
  readonly createdAtMs: number;
  readonly id: string;
}

export const maxPageSize = 100;

export function encodePosition(position: KeysetPosition): string {
  return btoa(`${position.createdAtMs}:${position.id}`).replaceAll('=', '');
}

/** The position in a cursor; undefined when the text is not a cursor of ours. */
export function decodePosition(cursor: string): KeysetPosition | undefined {
  if (cursor.length > 200 || !/^[A-Za-z0-9+/]+$/.test(cursor)) return undefined;
  const match = /^(\d{1,13}):([a-z]+_[0-9a-z]{26})$/.exec(atobOrEmpty(cursor));
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { createdAtMs: Number(match[1]), id: match[2] };
}

function atobOrEmpty(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
