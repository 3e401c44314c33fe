// `npm test`: sets up what is missing, then runs vitest with the same arguments and sums up.
// `npm test -- event-log` runs the files whose path holds that text; `npm test -- --project unit` one kind of test.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitWith } from './setup/set-up-error.mjs';
import { isCi } from './setup/terminal.mjs';
import { root, setUp } from './setup.mjs';

/**
 * Runs vitest, shows what it shows and reads its counts.
 *
 * @param {{ runtime: string, environment: NodeJS.ProcessEnv }} product
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, report: { passed: number, failed: number } | undefined }>}
 */
async function runVitest({ runtime, environment }, args) {
  const folder = mkdtempSync(join(tmpdir(), 'infergraph-test-'));
  const reportFile = join(folder, 'report.json');
  const ownReporter = args.some((arg) => arg.startsWith('--reporter'));
  try {
    const child = spawn(
      runtime,
      [
        join(root, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        ...(ownReporter ? [] : ['--reporter=default']),
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
        ...args,
      ],
      { cwd: root, stdio: 'inherit', env: isCi() ? { ...environment, NO_COLOR: '1' } : environment },
    );
    for (const signal of ['SIGINT', 'SIGTERM']) {
      // Vitest ends its servers and workers itself; this process waits for it.
      process.on(signal, () => child.kill(signal));
    }
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode) => resolve(exitCode ?? 1));
    });
    return { code, report: readReport(reportFile) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  } catch {
    // Vitest ended before it had a report to write; it has said why.
    return undefined;
  }
}

try {
  const startedAtMs = Date.now();
  const { code, report } = await runVitest(await setUp({ forTests: true }), process.argv.slice(2));
  const seconds = Math.round((Date.now() - startedAtMs) / 1000);
  if (report === undefined || report.passed + report.failed === 0) {
    process.stdout.write('No test ran.\n');
    process.exitCode = code === 0 ? 1 : code;
  } else if (report.failed > 0) {
    process.stdout.write(`${report.failed} of ${report.passed + report.failed} tests failed (${seconds} s).\n`);
    process.exitCode = code === 0 ? 1 : code;
  } else if (code !== 0) {
    process.stdout.write(`${report.passed} tests passed, but the run as a whole failed (${seconds} s).\n`);
    process.exitCode = code;
  } else {
    process.stdout.write(`All ${report.passed} tests passed (${seconds} s).\n`);
  }
} catch (error) {
  exitWith(error);
}
