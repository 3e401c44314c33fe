// `npm test`: sets up what is missing, then runs vitest with the same arguments and sums up.
// `npm test -- event-log` runs the files whose path holds that text; `npm test -- --project unit` one kind of test.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsVariable } from './setup/count-reporter.mjs';
import { exitWith } from './setup/set-up-error.mjs';
import { isCi } from './setup/terminal.mjs';
import { root, setUp } from './setup.mjs';

const countReporter = join(root, 'scripts', 'setup', 'count-reporter.mjs');

/**
 * Runs vitest, lets it show what it shows, and counts.
 *
 * @param {{ runtime: string, environment: NodeJS.ProcessEnv }} product
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, counts: { passed: number, failed: number } }>}
 */
async function runVitest({ runtime, environment }, args) {
  const folder = mkdtempSync(join(tmpdir(), 'infergraph-test-'));
  const countsFile = join(folder, 'counts.json');
  const hasReporter = args.some((arg) => arg.startsWith('--reporter'));
  const reporters = [...(hasReporter ? [] : ['--reporter=default']), `--reporter=${countReporter}`];
  const env = { ...environment, [countsVariable]: countsFile, ...(isCi() ? { NO_COLOR: '1' } : {}) };
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(runtime, [vitest, 'run', ...reporters, ...args], { cwd: root, stdio: 'inherit', env });
    for (const signal of ['SIGINT', 'SIGTERM']) {
      // Vitest ends its servers and workers itself; this process waits for it.
      process.on(signal, () => child.kill(signal));
    }
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode) => resolve(exitCode ?? 1));
    });
    return { code, counts: readCounts(countsFile) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Vitest ended before there was anything to count; it has said why.
    return { passed: 0, failed: 0 };
  }
}

/** @returns {string} one line that sums up */
function summarise({ passed, failed }, code, seconds) {
  if (passed + failed === 0) return 'No test ran.';
  if (failed > 0) return `${failed} of ${passed + failed} tests failed (${seconds} s).`;
  if (code !== 0) return `${passed} tests passed, but the run as a whole failed (${seconds} s).`;
  return `All ${passed} tests passed (${seconds} s).`;
}

try {
  const product = await setUp({ forTests: true });
  const startedAtMs = Date.now();
  const { code, counts } = await runVitest(product, process.argv.slice(2));
  process.stdout.write(`${summarise(counts, code, Math.round((Date.now() - startedAtMs) / 1000))}\n`);
  // A filter that matches no test must not look like success.
  process.exitCode = code === 0 && (counts.failed > 0 || counts.passed === 0) ? 1 : code;
} catch (error) {
  exitWith(error);
}
