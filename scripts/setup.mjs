// Brings what a start or a test run needs: packages, Redis, the playground; `--test` adds what only tests need.
// Plain JavaScript without packages, for Node 20 and newer: it runs before anything is installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './setup/packages.mjs';
import { buildPlayground } from './setup/playground.mjs';
import { chromiumNames, findPostgresFolder, findProgram } from './setup/programs.mjs';
import { runCommand } from './setup/run-command.mjs';
import { checkOwnNode, findRuntime, runtimeEnvironment } from './setup/runtime.mjs';
import { exitWith } from './setup/set-up-error.mjs';
import { installPrograms } from './setup/system-packages.mjs';
import { showStep } from './setup/terminal.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {import('./setup/system-packages.mjs').SystemProgram} */
const redis = {
  name: 'Redis',
  why: 'Infergraph runs a private redis-server, unless REDIS_URL names one',
  apt: 'redis-server',
  brew: 'redis',
  dnf: 'redis',
  pacman: 'redis',
  apk: 'redis',
  find: () => findProgram(['redis-server']),
};

/** @type {readonly import('./setup/system-packages.mjs').SystemProgram[]} */
const testPrograms = [
  {
    name: 'PostgreSQL',
    why: 'the tests run everything on the real server as well',
    apt: 'postgresql',
    brew: 'postgresql@17',
    dnf: 'postgresql-server',
    pacman: 'postgresql',
    apk: 'postgresql',
    find: findPostgresFolder,
  },
  {
    name: 'Chromium',
    why: 'the tests use the playground in a real browser',
    apt: 'chromium',
    brew: '--cask chromium',
    dnf: 'chromium',
    pacman: 'chromium',
    apk: 'chromium',
    find: () => findProgram(chromiumNames) ?? findMacBrowser(),
  },
];

/**
 * Installs and builds what is missing; does nothing, quickly and offline, when nothing is.
 *
 * @param {{ forTests: boolean }} options
 * @returns {Promise<{ runtime: string, environment: NodeJS.ProcessEnv }>} the Node to go on with. Rejects with
 *   SetUpError, which says what to do.
 */
export async function setUp({ forTests }) {
  checkOwnNode();
  await installPackages(root);
  const runtime = findRuntime(root);
  const environment = runtimeEnvironment(root, runtime);
  const needsRedis = forTests || !process.env.REDIS_URL;
  await installPrograms([...(needsRedis ? [redis] : []), ...(forTests ? testPrograms : [])]);
  await buildPlayground(root, runtime);
  if (forTests) await installEngine(runtime, environment);
  return { runtime, environment };
}

/** The engine for GGUF files is an opt-in for users; tests run it for real. Its script does nothing when it is there. */
async function installEngine(runtime, env) {
  const script = join(root, 'scripts', 'install-engine.mjs');
  const run = () =>
    runCommand(runtime, [script], { cwd: root, env, timeoutMs: 10 * 60_000, label: '`npm run engine`' });
  await showStep('Installing the GGUF engine', run, { silentMs: 1_000 });
}

function findMacBrowser() {
  return ['Chromium', 'Google Chrome']
    .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
    .find((file) => existsSync(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp({ forTests: process.argv.includes('--test') }).catch(exitWith);
}
