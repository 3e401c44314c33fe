import { createHash } from 'node:crypto';
import { ServiceError } from '../kernel/errors.ts';

/** Where a caller may put its key. HTTP headers and WebSocket `connectionParams` have the same two places. */
export interface KeyPlaces {
  /** `Bearer sk_…`. */
  readonly authorization: unknown;
  /** `sk_…` alone. */
  readonly apiKey: unknown;
}

/** The key that a caller sent; undefined when it sent none. Throws ServiceError UNAUTHENTICATED that says what is wrong with it. */
export function readApiKey(places: KeyPlaces): string | undefined {
  const bearer = isPresent(places.authorization) ? bearerToken(places.authorization) : undefined;
  const plain = isPresent(places.apiKey) ? keyShaped(places.apiKey) : undefined;
  if (bearer !== undefined && plain !== undefined && bearer !== plain) {
    throw new ServiceError('UNAUTHENTICATED', { message: 'Two different keys were sent: send one.' });
  }
  return bearer ?? plain;
}

/** What the key store knows a key by: lower-case hex of its SHA-256. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function bearerToken(value: unknown): string {
  const match = typeof value === 'string' ? /^bearer +(\S+) *$/i.exec(value) : null;
  if (match?.[1] === undefined) {
    throw new ServiceError('UNAUTHENTICATED', { message: 'Authorization must have the form: Bearer sk_….' });
  }
  return keyShaped(match[1]);
}

function keyShaped(value: unknown): string {
  if (typeof value !== 'string' || !/^sk_(live|test|dev)_[A-Za-z0-9]{16,128}$/.test(value)) {
    throw new ServiceError('UNAUTHENTICATED', {
      message:
        'This is not an API key: keys begin with sk_live_, sk_test_ or sk_dev_ and have 16 or more letters or digits after that.',
    });
  }
  return value;
}
