#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import type { Connection } from './cli/connection.ts';
import { explain } from './cli/explain.ts';
import { makeProgram } from './cli/program.ts';
import { makeTerminal } from './cli/terminal.ts';

/** How long something forgotten may keep a finished command alive. */
const lingerMs = 2_000;

const terminal = makeTerminal(process);
let connection: Connection | undefined;

// A reader that left (`infergraph … | head`) is no failure; commands that can stop their work for it listen, too.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exitCode ??= 0;
});

const program = makeProgram({
  terminal,
  environment: process.env,
  stdin: process.stdin,
  onConnect: (opened) => {
    connection = opened;
  },
});
try {
  await program.parseAsync();
} catch (error) {
  const { message, advice, exitCode } = explain(error, connection);
  terminal.err(`${terminal.paintErr('red', '✗')} ${message}\n`);
  for (const line of advice) terminal.err(`  ${line}\n`);
  process.exitCode = exitCode;
}
setTimeout(() => process.exit(), lingerMs).unref();
