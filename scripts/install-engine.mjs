#!/usr/bin/env node
// Installs the llama.cpp engine for GGUF backends (about 100 MB; with --gpu up to 1 GB). Does nothing when it is there.
// Plain JavaScript for Node 20 or newer: it may run before the program's own runtime is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const engine = new URL('../worker/backends/gguf/engine/', import.meta.url);
const withGpu = process.argv.includes('--gpu');

/** True when the package is there in the version that the lockfile names. */
function isInstalled(folder, name) {
  const manifest = new URL(`node_modules/${name}/package.json`, folder);
  if (!existsSync(manifest)) return false;
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', folder), 'utf8'));
  return JSON.parse(readFileSync(manifest, 'utf8')).version === lock.packages[`node_modules/${name}`]?.version;
}

/** `npm ci` without install scripts: nothing is compiled or downloaded from elsewhere than the registry. */
function install(folder, more) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--omit=dev', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error', ...more];
  const { status, error } = spawnSync(npm, args, {
    cwd: fileURLToPath(folder),
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`The engine could not be installed: ${error?.message ?? `npm ended with code ${status}`}`);
  process.exit(1);
}

const platformPackage = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
}[`${process.platform}-${process.arch}`];

if (platformPackage === undefined) {
  console.error(`There is no prebuilt engine for ${process.platform} on ${process.arch}.`);
  process.exit(1);
}

const llama = new URL('llama/', engine);
if (!isInstalled(engine, `@node-llama-cpp/${platformPackage}`)) install(engine, []);
// The engine's own optional packages are the GPU binaries, hundreds of megabytes.
const hasGpuPackages = existsSync(new URL('node_modules/@node-llama-cpp', llama));
if (!isInstalled(llama, 'node-llama-cpp') || (withGpu && !hasGpuPackages)) {
  install(llama, withGpu ? [] : ['--omit=optional']);
}
// npm ends well when an optional package could not be fetched, and every platform package is optional.
if (!isInstalled(engine, `@node-llama-cpp/${platformPackage}`) || !isInstalled(llama, 'node-llama-cpp')) {
  console.error('The engine could not be installed: its packages could not be fetched. Is the registry reachable?');
  process.exit(1);
}
