import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Another live process holds the lock. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError';
  readonly pid: number;

  constructor(file: string, pid: number) {
    super(
      `Process ${pid} already uses ${dirname(file)}. Stop it, or set INFERGRAPH_HOME to another folder. ` +
        `If no Infergraph runs as process ${pid}, delete ${file}.`,
    );
    this.pid = pid;
  }
}

/**
 * Takes a lock file for this process and gives the function that releases it. A file left behind by a process that
 * has ended is taken over. Throws {@link FolderLockedError}.
 */
export function lockFolder(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${process.pid} ${birthOf(process.pid)}`;
  // Twice: the second time after clearing away a stale file; losing that race again means somebody else is starting.
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => {
        if (readText(file) === mine) rmSync(file, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const [pid = '', birth = ''] = readText(file).split(' ');
    if (isAlive(Number(pid), birth) || tries > 0) throw new FolderLockedError(file, Number(pid));
    rmSync(file, { force: true });
  }
}

function isAlive(pid: number, birth: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const birthNow = birthOf(pid);
  return birthNow === '' || birth === '' || birthNow === birth;
}

/** Start time of a process in the kernel's ticks, which tells a process from a later one of the same id; '' where unknown. */
function birthOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  // The second field, the program's name, is in parentheses and may hold spaces; the start time is the 22nd.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
