import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Where a command writes: results to `out`, everything about them to `err`. */
export interface Terminal {
  /** Writes text as it is. */
  out(text: string): void;
  err(text: string): void;
  /** Styles text when that stream is a terminal that wants colours (NO_COLOR and FORCE_COLOR are respected). */
  paintOut(style: Style, text: string): string;
  paintErr(style: Style, text: string): string;
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
}

export interface TerminalStreams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export function makeTerminal({ stdout, stderr }: TerminalStreams): Terminal {
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    paintOut: (style, text) => styleText(style, text, { stream: stdout }),
    paintErr: (style, text) => styleText(style, text, { stream: stderr }),
    outIsTty: stdout.isTTY === true,
    errIsTty: stderr.isTTY === true,
  };
}
