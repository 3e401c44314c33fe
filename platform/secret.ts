import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The installation's secret, kept in `<home>/secret` and made at the first call: 64 hexadecimal digits from 32 random
 * bytes, readable by this user alone. Processes that start together get the same one. Throws when the file is damaged.
 */
export function keepSecret(home: string): string {
  const file = join(home, 'secret');
  return readSecret(file) ?? makeSecret(home, file);
}

function makeSecret(home: string, file: string): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    // A link appears whole or not at all, and fails when another process was quicker.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = readSecret(file);
  if (secret === undefined) throw new Error(`${file} has vanished while it was made`);
  return secret;
}

function readSecret(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new Error(`${file} does not hold 64 hexadecimal digits: delete it to have a new secret made`);
  }
  return text;
}
