import { createHash } from 'node:crypto';
import type { KeyEnvironment } from './key-record.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** 32 characters of 62: 190 bits. */
const randomCharacters = 32;
const shownCharacters = 4;
/** Largest multiple of 62 that a byte can hold: bytes from here on would favour the first letters. */
const unbiasedBelow = 248;

/** A new secret, `sk_<environment>_` and random letters and digits. `randomBytes` must be cryptographic. */
export function makeSecret(environment: KeyEnvironment, randomBytes: (count: number) => Uint8Array): string {
  let random = '';
  while (random.length < randomCharacters) {
    for (const byte of randomBytes(randomCharacters)) {
      if (byte < unbiasedBelow && random.length < randomCharacters) random += alphabet[byte % alphabet.length];
    }
  }
  return `sk_${environment.toLowerCase()}_${random}`;
}

/** SHA-256 of a secret, in hexadecimal: all that is ever stored of it. A random secret needs no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What may be shown of a secret, to recognise it: `sk_live_AbCd…`. */
export function prefixOf(secret: string): string {
  return `${secret.slice(0, secret.lastIndexOf('_') + 1 + shownCharacters)}…`;
}
