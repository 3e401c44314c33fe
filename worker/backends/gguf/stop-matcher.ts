/** Finds stop sequences in a text that comes in pieces, and holds back what may be the beginning of one. */
export interface StopMatcher {
  /** True once a stop sequence was met; from then on `push` and `end` give nothing. */
  readonly stopped: boolean;
  /** Takes the next piece in and gives the text that is now known to belong to the answer; often empty. */
  push(piece: string): string;
  /** Gives what is still held back: the text has ended, so it is no stop sequence. */
  end(): string;
}

/**
 * The text ends before the stop sequence that is complete first; of two that are complete at the same place, before the
 * longer. How the text is cut into pieces makes no difference. Empty sequences are never met.
 */
export function makeStopMatcher(stopSequences: readonly string[]): StopMatcher {
  const stops = stopSequences.filter((stop) => stop !== '');
  let held = '';
  let stopped = false;
  return {
    get stopped() {
      return stopped;
    },
    push(piece) {
      if (stopped) return '';
      const text = held + piece;
      const cut = firstMatch(text, stops);
      if (cut !== null) {
        stopped = true;
        held = '';
        return text.slice(0, cut);
      }
      const safe = text.length - beginningAtEnd(text, stops);
      held = text.slice(safe);
      return text.slice(0, safe);
    },
    end() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

/** Where the match begins; null when there is none. */
function firstMatch(text: string, stops: readonly string[]): number | null {
  let first: { readonly start: number; readonly end: number } | null = null;
  for (const stop of stops) {
    const start = text.indexOf(stop);
    if (start === -1) continue;
    const end = start + stop.length;
    if (first === null || end < first.end || (end === first.end && start < first.start)) first = { start, end };
  }
  return first?.start ?? null;
}

/** Length of the longest end of the text with which a stop sequence begins. */
function beginningAtEnd(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}
