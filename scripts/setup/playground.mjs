import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runCommand } from './run-command.mjs';
import { runtimeEnvironment } from './runtime.mjs';
import { showStep } from './terminal.mjs';

const timeoutMs = 5 * 60_000;

/**
 * Bundles the playground into playground/dist when its sources or packages have changed since the last time.
 *
 * @param {string} root
 * @param {string} runtime the Node to bundle with
 * @returns {Promise<void>} rejects with SetUpError when the bundler fails
 */
export async function buildPlayground(root, runtime) {
  const folder = join(root, 'playground');
  const stampFile = join(folder, 'dist', '.sources');
  const stamp = hashSources(root, folder);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  await showStep('Building the playground', () =>
    runCommand(
      runtime,
      [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', join(folder, 'vite.config.ts')],
      { cwd: root, env: runtimeEnvironment(root, runtime), timeoutMs, label: '`npm run playground`' },
    ),
  );
  // Written last: an interrupted build is built again.
  writeFileSync(stampFile, stamp);
}

function hashSources(root, folder) {
  const hash = createHash('sha256');
  for (const file of [...listFiles(folder), join(root, 'package-lock.json')].sort()) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return entry.name === 'dist' || entry.name === 'node_modules' ? [] : listFiles(path);
  });
}
