import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetUpError } from './set-up-error.mjs';

const shownLines = 20;

/**
 * Runs a command out of sight. Its output goes to a file, which stays, and is shown in part, only when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs: number, label: string }} options `label`: the command
 *   as the person knows it
 * @returns {Promise<void>} rejects with {@link SetUpError} when it cannot be started, fails or takes too long
 */
export async function runCommand(command, args, options) {
  const folder = mkdtempSync(join(tmpdir(), 'infergraph-set-up-'));
  const logFile = join(folder, 'output.log');
  const log = openSync(logFile, 'w');
  const failure = await new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', log, log],
      // Lets Windows find npm.cmd and its kind.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    let timedOut = false;
    let killTimer;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGTERM');
      killTimer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    }, options.timeoutMs);
    const end = (reason) => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      resolve(reason);
    };
    child.once('error', (error) => end(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (timedOut) end(`did not end within ${options.timeoutMs / 1000} s`);
      else end(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`);
    });
  });
  closeSync(log);
  if (failure === undefined) {
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-shownLines);
  throw new SetUpError(
    [`${options.label} ${failure}.`, ...lines.map((line) => `  | ${line}`), `All of its output: ${logFile}`].join('\n'),
  );
}
