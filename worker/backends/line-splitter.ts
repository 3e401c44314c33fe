/** Cuts a text that arrives in pieces into lines. */
export interface LineSplitter {
  /** The lines completed by this piece, without their ends (`\n` or `\r\n`). Throws RangeError when a line grows too long. */
  push(text: string): string[];
  /** What came after the last line end. */
  rest(): string;
}

export function makeLineSplitter(maxLineLength: number): LineSplitter {
  // Pieces of the unfinished line; joined once it ends, so that a long line in small pieces costs linear time.
  let pieces: string[] = [];
  let length = 0;

  function hold(piece: string): void {
    length += piece.length;
    if (length > maxLineLength) throw new RangeError(`a line is longer than ${maxLineLength} characters`);
    if (piece !== '') pieces.push(piece);
  }

  return {
    push(text) {
      const lines: string[] = [];
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        hold(text.slice(start, end));
        const line = pieces.join('');
        lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
        pieces = [];
        length = 0;
        start = end + 1;
      }
      hold(text.slice(start));
      return lines;
    },
    rest: () => pieces.join(''),
  };
}
