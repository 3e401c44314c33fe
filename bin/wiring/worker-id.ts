import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isId } from '../../kernel/ids.ts';
import { FolderLockedError, lockFolder } from '../../platform/folder-lock.ts';

/** Most workers that share one home folder. */
const maxSlots = 256;

/**
 * The id of this worker, the same at its next start, so that orders given meanwhile find it. Workers that share a home
 * folder each get one of their own. Disposing frees it for the next start.
 */
export function takeWorkerId(home: string, newId: () => string): { readonly id: string } & Disposable {
  const folder = join(home, 'workers');
  mkdirSync(folder, { recursive: true });
  for (let slot = 1; slot <= maxSlots; slot++) {
    const free = tryLock(join(folder, `${slot}.lock`));
    if (free !== undefined) return { id: keptId(join(folder, `${slot}.id`), newId), [Symbol.dispose]: free };
  }
  throw new Error(`${folder} has room for ${maxSlots} workers and all of them run`);
}

function tryLock(file: string): (() => void) | undefined {
  try {
    return lockFolder(file);
  } catch (error) {
    if (error instanceof FolderLockedError) return undefined;
    throw error;
  }
}

function keptId(file: string, newId: () => string): string {
  const kept = readIfThere(file).trim();
  if (isId('worker', kept)) return kept;
  const id = newId();
  writeFileSync(file, `${id}\n`);
  return id;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
