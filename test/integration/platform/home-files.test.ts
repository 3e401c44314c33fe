import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLockedError, lockFolder } from '../../../platform/folder-lock.ts';
import { keepSecret } from '../../../platform/secret.ts';

describe('files of an installation', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'infergraph-home-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('keep one secret, for this user alone', () => {
    const secret = keepSecret(join(home, 'new'));
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(keepSecret(join(home, 'new'))).toBe(secret);
    expect(keepSecret(home)).not.toBe(secret);
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('name the file of a damaged secret instead of replacing it', () => {
    writeFileSync(join(home, 'secret'), 'short');
    expect(() => keepSecret(home)).toThrow(join(home, 'secret'));
  });

  it('lock a folder for one at a time', () => {
    const file = join(home, 'database.lock');
    const unlock = lockFolder(file);
    expect(() => lockFolder(file)).toThrow(FolderLockedError);
    unlock();
    lockFolder(file)();
  });

  it.each(['', 'nonsense', '999999999 1', `${process.pid} 1`, '1 1', '-1 0'])(
    'take over a lock that was left behind: %j',
    (left) => {
      const file = join(home, 'database.lock');
      writeFileSync(file, left);
      const unlock = lockFolder(file);
      expect(() => lockFolder(file)).toThrow(FolderLockedError);
      unlock();
    },
  );
});
