import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The first of these programs on PATH.
 *
 * @param {readonly string[]} names
 * @param {string} [searchPath]
 * @returns {string | undefined} its path
 */
export function findProgram(names, searchPath = process.env.PATH ?? '') {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const name of names) {
    for (const folder of searchPath.split(delimiter)) {
      for (const ending of endings) {
        const file = join(folder, name + ending);
        if (folder !== '' && isExecutable(file)) return file;
      }
    }
  }
  return undefined;
}

/**
 * Folder with `initdb` and `postgres`: Debian keeps them off PATH, newest version first here.
 *
 * @returns {string | undefined}
 */
export function findPostgresFolder() {
  const onPath = findProgram(['initdb']);
  if (onPath !== undefined && isExecutable(join(onPath, '..', 'postgres'))) return join(onPath, '..');
  const roots = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];
  const folders = roots.flatMap((root) =>
    list(root)
      .filter((name) => /^(\d+|postgresql(@\d+)?)$/.test(name))
      .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
      .map((name) => join(root, name, 'bin')),
  );
  return folders.find((folder) => isExecutable(join(folder, 'initdb')) && isExecutable(join(folder, 'postgres')));
}

/** Names under which Chromium and its relatives are installed. */
export const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
