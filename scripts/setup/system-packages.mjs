import { spawnSync } from 'node:child_process';
import { findProgram } from './programs.mjs';
import { runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';
import { showStep } from './terminal.mjs';

const timeoutMs = 10 * 60_000;

/**
 * A program that npm cannot bring.
 *
 * @typedef {object} SystemProgram
 * @property {string} name for people, for example `Redis`
 * @property {string} why what it is for, as the end of a sentence
 * @property {string} apt Debian package
 * @property {string} brew Homebrew formula, with `--cask` where it is one
 * @property {() => string | undefined} find where it is
 */

/**
 * Installs the missing ones of these programs with the system's package manager, where that needs no password.
 *
 * @param {readonly SystemProgram[]} programs
 * @returns {Promise<void>} rejects with SetUpError, which says what to do by hand
 */
export async function installPrograms(programs) {
  const missing = programs.filter((program) => program.find() === undefined);
  if (missing.length === 0) return;
  const manager = findManager();
  if (manager === undefined) throw new SetUpError(describe(missing));
  await showStep(`Installing ${missing.map((program) => program.name).join(', ')}`, () => manager(missing));
  const still = missing.filter((program) => program.find() === undefined);
  if (still.length > 0) throw new SetUpError(describe(still));
}

function findManager() {
  const apt = findProgram(['apt-get']);
  if (apt !== undefined) {
    if (process.getuid?.() === 0) return (programs) => installWithApt([], apt, programs);
    const sudo = findProgram(['sudo']);
    // `-n` fails instead of asking for a password.
    const mayUseSudo = sudo !== undefined && spawnSync(sudo, ['-n', 'true'], { timeout: 5_000 }).status === 0;
    return mayUseSudo ? (programs) => installWithApt([sudo, '-n'], apt, programs) : undefined;
  }
  const brew = findProgram(['brew']);
  return brew === undefined ? undefined : (programs) => installWithBrew(brew, programs);
}

async function installWithApt(prefix, apt, programs) {
  const run = (args, label) => {
    // RUNLEVEL=1 keeps Debian from starting the packages' own services: we run private ones.
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', apt, ...args];
    return runCommand(command, rest, { timeoutMs, label });
  };
  const packages = programs.map((program) => program.apt);
  await run(['update', '-q'], '`apt-get update`');
  await run(
    ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=60', ...packages],
    `\`apt-get install ${packages.join(' ')}\``,
  );
}

async function installWithBrew(brew, programs) {
  for (const program of programs) {
    await runCommand(brew, ['install', ...program.brew.split(' ')], {
      timeoutMs,
      label: `\`brew install ${program.brew}\``,
      env: { ...process.env, HOMEBREW_NO_AUTO_UPDATE: '1', HOMEBREW_NO_ENV_HINTS: '1' },
    });
  }
}

function describe(programs) {
  return [
    ...programs.map((program) => `${program.name} is missing: ${program.why}.`),
    `Install ${programs.length === 1 ? 'it' : 'them'} and run the command again:`,
    ...commandsByHand(programs).map((line) => `  ${line}`),
  ].join('\n');
}

function commandsByHand(programs) {
  const apt = programs.map((program) => program.apt).join(' ');
  if (process.platform === 'darwin') return programs.map((program) => `brew install ${program.brew}`);
  if (process.platform === 'win32')
    return ['wsl --install', `wsl sudo apt-get install -y ${apt}`, '(run it inside WSL)'];
  if (findProgram(['apt-get']) !== undefined) return [`sudo apt-get update && sudo apt-get install -y ${apt}`];
  if (findProgram(['dnf']) !== undefined) return [`sudo dnf install ${programs.map((p) => p.dnf).join(' ')}`];
  if (findProgram(['pacman']) !== undefined) return [`sudo pacman -S ${programs.map((p) => p.pacman).join(' ')}`];
  if (findProgram(['apk']) !== undefined) return [`sudo apk add ${programs.map((p) => p.apk).join(' ')}`];
  return [`(with your system's package manager: ${apt})`];
}
