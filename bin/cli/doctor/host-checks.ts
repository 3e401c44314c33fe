import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatBytes } from '../format-rules.ts';
import { failed, ok, reasonOf, warning } from './finding.ts';
import type { Finding } from './finding.ts';

const neededNodeMajor = 24;
const comfortableFreeBytes = 1024 ** 3;

export function checkNode(version: string): Finding {
  return Number.parseInt(version, 10) >= neededNodeMajor
    ? ok(`Node ${version}`)
    : failed(
        `Node ${version} is too old`,
        `Install Node ${neededNodeMajor} or newer, or use the one that \`npm install\` brings.`,
      );
}

/** Whether the folder, or the one it would be made in, can be written. Leaves nothing behind. */
export async function checkHome(home: string): Promise<Finding> {
  const folder = nearestFolder(home);
  const probe = join(folder, `.infergraph-doctor-${randomUUID()}`);
  try {
    // Tried rather than asked for: permissions do not tell of read-only and full file systems.
    await writeFile(probe, 'probe');
    await rm(probe);
  } catch (error) {
    return failed(
      `${home} cannot be written: ${reasonOf(error)}`,
      'Change its owner or name another folder with INFERGRAPH_HOME.',
    );
  }
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  return freeBytes >= comfortableFreeBytes
    ? ok(`${home} can be written`)
    : warning(
        `${home} has only ${formatBytes(freeBytes)} left`,
        'Free some space, or name another with INFERGRAPH_HOME.',
      );
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}
