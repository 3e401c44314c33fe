import { LRUCache } from 'lru-cache';
import type { CredentialRecord } from '../kernel/credential.ts';
import { ServiceError } from '../kernel/errors.ts';
import { within } from '../platform/deadline.ts';
import type { Logger } from '../platform/logger.ts';

/** Reads the key store. */
export interface CredentialReader {
  /** The key with this SHA-256 (lower-case hex), in any state; null: there is none. Rejects when the store is away. */
  findByHash(hash: string): Promise<CredentialRecord | null>;
}

export interface CredentialCacheOptions {
  /** How long an answer of the store is taken as it is, in milliseconds; 1,000 by default. */
  readonly freshMs?: number;
  /** How long a known key goes on working while the store is away, in milliseconds; five minutes by default. */
  readonly staleMs?: number;
  /** Longest wait for the store, in milliseconds; 900 by default. */
  readonly timeoutMs?: number;
  /** Known keys kept, and as many unknown ones; 10,000 by default. */
  readonly size?: number;
}

export interface CredentialCacheDeps {
  readonly reader: CredentialReader;
  readonly logger: Logger;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/** What is known of keys, so that a request costs no query and survives a key store that is away. */
export interface CredentialCache {
  /** The record, fresh or, while the store is away, stale. Rejects with ServiceError SERVICE_UNAVAILABLE when neither can be had. */
  read(hash: string): Promise<CredentialRecord | null>;
  /** The same, but asks the store even when a fresh answer is there. */
  reread(hash: string): Promise<CredentialRecord | null>;
  /** Drops a key that is known to have changed: from now on only the store tells about it. */
  forget(keyId: string): void;
  /** Makes every answer stale: changes may have been missed. */
  distrust(): void;
}

/** Least time between two log lines about the same absence, in milliseconds. */
const warnEveryMs = 10_000;

interface Entry {
  readonly record: CredentialRecord | null;
  readonly readAtMs: number;
  /** When the store was last asked, in vain or not: it is not asked again at once. */
  askedAtMs: number;
}

export function makeCredentialCache(deps: CredentialCacheDeps, options: CredentialCacheOptions = {}): CredentialCache {
  const now = deps.now ?? Date.now;
  const freshMs = options.freshMs ?? 1_000;
  const staleMs = options.staleMs ?? 300_000;
  const timeoutMs = options.timeoutMs ?? 900;
  const max = options.size ?? 10_000;
  // Apart, so that somebody who tries out random keys cannot push the known ones out.
  const known = new LRUCache<string, Entry>({ max });
  const unknown = new LRUCache<string, Entry>({ max });
  let warnedAtMs = -Infinity;
  let running = new Map<string, Promise<CredentialRecord | null>>();

  const ask = (hash: string): Promise<CredentialRecord | null> => {
    const already = running.get(hash);
    if (already !== undefined) return already;
    const asked = fetchAndKeep(hash).finally(() => {
      if (running.get(hash) === asked) running.delete(hash);
    });
    running.set(hash, asked);
    return asked;
  };

  const fetchAndKeep = async (hash: string): Promise<CredentialRecord | null> => {
    const mine = running;
    try {
      const record = await within(deps.reader.findByHash(hash), timeoutMs, () => new Error('the key store is slow'));
      // After a `forget` the answer may be older than the change that it announced.
      if (mine === running) {
        const entry: Entry = { record, readAtMs: now(), askedAtMs: now() };
        known.delete(hash);
        unknown.delete(hash);
        (record === null ? unknown : known).set(hash, entry);
      }
      return record;
    } catch (error) {
      const entry = known.get(hash);
      if (entry !== undefined && now() - entry.readAtMs <= staleMs) {
        entry.askedAtMs = now();
        if (now() - warnedAtMs >= warnEveryMs) {
          warnedAtMs = now();
          deps.logger.warn({ err: error }, 'the key store is away: known keys go on working');
        }
        return entry.record;
      }
      throw new ServiceError('SERVICE_UNAVAILABLE', {
        message: 'Keys cannot be checked now: the key store cannot be reached.',
        cause: error,
      });
    }
  };

  return {
    read(hash) {
      const entry = known.get(hash) ?? unknown.get(hash);
      return entry !== undefined && now() - entry.askedAtMs < freshMs ? Promise.resolve(entry.record) : ask(hash);
    },
    reread: ask,
    forget(keyId) {
      for (const [hash, entry] of known.entries()) {
        if (entry.record?.keyId === keyId) known.delete(hash);
      }
      unknown.clear();
      running = new Map();
    },
    distrust() {
      for (const entry of known.values()) entry.askedAtMs = -Infinity;
      unknown.clear();
      running = new Map();
    },
  };
}
