import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installPackages } from '../../../scripts/setup/packages.mjs';
import { findProgram } from '../../../scripts/setup/programs.mjs';
import { runCommand } from '../../../scripts/setup/run-command.mjs';
import { installPrograms } from '../../../scripts/setup/system-packages.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'infergraph-set-up-test-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An executable shell script in the temporary folder's `bin`. */
function writeProgram(name: string, script: string): string {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const file = join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('a command out of sight', () => {
  const options = { timeoutMs: 5_000, label: '`it`' };

  it('says nothing when it succeeds', async () => {
    await expect(runCommand('sh', ['-c', 'echo chatter'], options)).resolves.toBeUndefined();
  });

  it('shows its last lines, and where all of them are, when it fails', async () => {
    const failure = await runCommand('sh', ['-c', 'echo first; echo last >&2; exit 3'], options).catch(
      (error: unknown) => error as Error,
    );
    expect(failure?.message).toMatch(/^`it` ended with exit code 3\.\n {2}\| first\n {2}\| last\n/);
    const log = /All of its output: (.*)$/.exec(failure?.message ?? '')?.[1] ?? '';
    expect(readFileSync(log, 'utf8')).toBe('first\nlast\n');
    rmSync(join(log, '..'), { recursive: true });
  });

  it('ends at its deadline', async () => {
    await expect(runCommand('sleep', ['60'], { ...options, timeoutMs: 50 })).rejects.toThrow(
      'did not end within 0.05 s',
    );
  });

  it('says so when there is no such command', async () => {
    await expect(runCommand(join(folder, 'nothing'), [], options)).rejects.toThrow('could not be started');
  });
});

describe('packages', () => {
  const locked = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } };

  beforeEach(() => {
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(locked));
    // Stands for npm: notes that it ran, and installs.
    writeFileSync(
      join(folder, 'npm-cli.js'),
      `const fs = require('node:fs');
       fs.appendFileSync('calls', process.argv.slice(2, 3) + '\\n');
       fs.mkdirSync('node_modules', { recursive: true });
       fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');`,
    );
    vi.stubEnv('npm_execpath', join(folder, 'npm-cli.js'));
  });

  const calls = () => (existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8') : '');

  it('are installed once, and again after the lockfile has changed', async () => {
    await installPackages(folder);
    await installPackages(folder);
    expect(calls()).toBe('ci\n');
    writeFileSync(
      join(folder, 'package-lock.json'),
      JSON.stringify({ packages: { ...locked.packages, 'node_modules/b': { version: '1.0.0' } } }),
    );
    await installPackages(folder);
    expect(calls()).toBe('ci\nci\n');
  });

  it('are left alone when somebody has installed the very same', async () => {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify(locked));
    await installPackages(folder);
    expect(calls()).toBe('');
  });

  it('are not counted as installed when npm fails', async () => {
    writeFileSync(join(folder, 'npm-cli.js'), 'console.error("no network"); process.exit(1);');
    await expect(installPackages(folder)).rejects.toThrow('no network');
    await expect(installPackages(folder)).rejects.toThrow('no network');
  });
});

describe('programs of the system', () => {
  const program = {
    name: 'Thing',
    why: 'it is needed',
    apt: 'thing-server',
    brew: 'thing',
    dnf: 'thing',
    pacman: 'thing',
    apk: 'thing',
    find: () => findProgram(['thing-server']),
  };

  it('are found on PATH, and only when they can be run', () => {
    const file = writeProgram('thing', 'true');
    expect(findProgram(['other', 'thing'], `/nowhere:${join(folder, 'bin')}`)).toBe(file);
    chmodSync(file, 0o644);
    expect(findProgram(['thing'], join(folder, 'bin'))).toBeUndefined();
    expect(findProgram(['bin'], folder)).toBeUndefined();
  });

  it.runIf(process.getuid?.() === 0)('are installed by apt, quietly, after one update', async () => {
    const bin = join(folder, 'bin');
    writeProgram(
      'apt-get',
      `echo "$DEBIAN_FRONTEND $@" >> ${folder}/calls
       if [ "$1" = install ]; then printf '#!/bin/sh\\n' > ${bin}/thing-server; chmod +x ${bin}/thing-server; fi`,
    );
    vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
    await installPrograms([program]);
    await installPrograms([program]);
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toMatch(
      /^noninteractive update -q\nnoninteractive install -y -q --no-install-recommends .* thing-server\n$/,
    );
  });

  it('are explained when nothing can install them', async () => {
    mkdirSync(join(folder, 'bin'));
    vi.stubEnv('PATH', join(folder, 'bin'));
    await expect(installPrograms([program])).rejects.toThrow(/^Thing is missing: it is needed\.\nInstall it and run/);
  });
});
