import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const keptOutput = 20_000;

export interface RunningProgram extends AsyncDisposable {
  readonly child: ChildProcess;
  /** The last of what it printed, both streams together. */
  output(): string;
  /** Standard output alone. */
  stdout(): string;
  /** Resolves with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export interface ProgramOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs `infergraph …args` with an environment of its own. Disposing stops it with SIGTERM, after ten seconds with SIGKILL. */
export function startProgram(options: ProgramOptions): RunningProgram {
  const child = spawn(process.execPath, [`${root}bin/infergraph.ts`, ...options.args], {
    cwd: options.cwd ?? root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let all = '';
  let standard = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    all = (all + text).slice(-keptOutput);
    standard = (standard + text).slice(-keptOutput);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    all = (all + text).slice(-keptOutput);
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    child,
    output: () => all,
    stdout: () => standard,
    exited,
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Resolves when the check gives true; fails with the program's output when it exits first or the time is up. */
export async function untilReady(
  program: RunningProgram,
  check: () => Promise<boolean>,
  timeoutMs = 40_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let ended = false;
  void program.exited.then(() => (ended = true));
  for (;;) {
    if (await check().catch(() => false)) return;
    if (ended) throw new Error(`the program ended before it was ready:\n${program.output()}`);
    if (Date.now() > deadline)
      throw new Error(`the program was not ready within ${timeoutMs} ms:\n${program.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
