import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { showStep } from './terminal.mjs';

const timeoutMs = 15 * 60_000;

/**
 * Installs what package-lock.json names when node_modules is not that already. Without a change it reads two files.
 *
 * @param {string} root
 * @returns {Promise<void>} rejects with SetUpError when npm fails
 */
export async function installPackages(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const stampFile = join(root, 'node_modules', '.infergraph', 'packages');
  const stamp = createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
  if (readOrEmpty(stampFile) === stamp) return;
  if (!isInstalled(root, JSON.parse(lock.toString('utf8')))) {
    await showStep('Installing packages', () => npmCi(root));
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** True when an `npm install` of the developer's own has brought everything that the lockfile names. */
function isInstalled(root, lock) {
  const text = readOrEmpty(join(root, 'node_modules', '.package-lock.json'));
  if (text === '') return false;
  const installed = JSON.parse(text).packages ?? {};
  return Object.entries(lock.packages).every(
    ([path, wanted]) => path === '' || wanted.optional === true || installed[path]?.version === wanted.version,
  );
}

async function npmCi(root) {
  // Started by npm, its own script is known; started by hand, it is the one on PATH.
  const npmScript = process.env.npm_execpath;
  const isNpm = npmScript !== undefined && /npm-cli\.[cm]?js$/.test(npmScript);
  const [command, prefix] = isNpm
    ? [process.execPath, [npmScript]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  await runCommand(command, [...prefix, ...args], {
    cwd: root,
    timeoutMs,
    label: '`npm ci`',
    // The host's Node may be older than a package asks for: the packages run on the Node that they bring.
    env: { ...process.env, npm_config_engine_strict: 'false', NODE_ENV: 'development' },
  });
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
