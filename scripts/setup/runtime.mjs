import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetUpError } from './set-up-error.mjs';

/** What the scripts before the install need. */
const oldestForScripts = 20;
/** What the product needs: it runs TypeScript directly. */
const oldestForProduct = 24;

const major = Number(process.versions.node.split('.')[0]);

/** Stops on a Node that cannot even run the set-up. */
export function checkOwnNode() {
  if (major < oldestForScripts) {
    throw new SetUpError(
      `This is Node ${process.version}. Install Node ${oldestForProduct} (https://nodejs.org) and run the command again.`,
    );
  }
}

/**
 * The Node that runs the product: the one of the platform package when the host's own is too old.
 *
 * @param {string} root folder of the project, with its packages installed
 * @returns {string} path of the executable
 */
export function findRuntime(root) {
  if (major >= oldestForProduct) return process.execPath;
  const bundled =
    process.platform === 'win32'
      ? join(root, 'node_modules', `node-win-${process.arch}`, 'bin', 'node.exe')
      : join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(bundled)) return bundled;
  throw new SetUpError(
    `Infergraph needs Node ${oldestForProduct} and this is ${process.version}. There is no package that brings it ` +
      `for ${process.platform} on ${process.arch}: install it from https://nodejs.org and run the command again.`,
  );
}

/**
 * The environment for what is started with that Node: its own children find the same one.
 *
 * @param {string} root
 * @param {string} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export function runtimeEnvironment(root, runtime) {
  const path = [join(root, 'node_modules', '.bin'), join(runtime, '..'), process.env.PATH ?? ''].join(delimiter);
  return {
    ...process.env,
    PATH: path,
    // Parsed and stripped modules stay on disk: a warm start takes half the time of a cold one.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compiled'),
  };
}
