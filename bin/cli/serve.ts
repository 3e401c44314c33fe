import { once } from 'node:events';
import type { Terminal } from './terminal.ts';

/** What a role takes beyond its own grace period before it counts as stuck. */
const marginMs = 5_000;

/**
 * Runs a role until SIGINT or SIGTERM, then disposes of it and sets the exit code: 0 when it stopped in order, 1 when
 * it did not. A second signal ends the process at once. A signal during the start stops it as soon as it has started.
 */
export async function serveUntilStopped(
  terminal: Terminal,
  shutdownGraceMs: number,
  run: () => Promise<AsyncDisposable>,
): Promise<void> {
  const stopping = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
    stopping.abort();
    terminal.err(`${terminal.paintErr('dim', `stopping (${signal}); once more to stop at once`)}\n`);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const role = await run();
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');

  const timeoutMs = shutdownGraceMs + marginMs;
  const stuck = setTimeout(() => {
    terminal.err(`Did not stop within ${timeoutMs} ms.\n`);
    process.exit(1);
  }, timeoutMs);
  try {
    await role[Symbol.asyncDispose]();
  } finally {
    clearTimeout(stuck);
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
