import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Makes the folder when it is not there: a start would, too. */
export async function checkHome(home: string): Promise<Finding> {
  const probe = join(home, `doctor-${randomUUID()}`);
  try {
    await mkdir(home, { recursive: true });
    await writeFile(probe, 'probe');
    await rm(probe);
  } catch (error) {
    return failed(
      `${home} cannot be written: ${reasonOf(error)}`,
      'Change its owner or name another folder with INFERGRAPH_HOME.',
    );
  }
  const { bavail, bsize } = await statfs(home);
  const freeBytes = bavail * bsize;
  return freeBytes >= comfortableFreeBytes
    ? ok(`${home} can be written`)
    : warning(
        `${home} has only ${formatBytes(freeBytes)} left`,
        'Free some space, or name another with INFERGRAPH_HOME.',
      );
}
