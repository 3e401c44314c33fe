import { expect, it } from 'vitest';
import { makeCredentialCache } from '../../../gateway/credential-cache.ts';
import type { CredentialCacheOptions } from '../../../gateway/credential-cache.ts';
import type { CredentialRecord } from '../../../kernel/credential.ts';
import { makeLogger } from '../../../platform/logger.ts';

const record: CredentialRecord = {
  keyId: 'key_1',
  name: 'test',
  owner: 'alice',
  tier: 'FREE',
  scopes: [],
  allowedIps: [],
  expiresAtMs: null,
  revokedAtMs: null,
};

/** A cache over a store that a test takes away, with a clock that a test moves. */
function setUp(options: CredentialCacheOptions = {}) {
  const store = {
    nowMs: 0,
    asked: 0,
    answer: (): Promise<CredentialRecord | null> => Promise.resolve(record),
  };
  const cache = makeCredentialCache(
    {
      reader: {
        findByHash: () => {
          store.asked++;
          return store.answer();
        },
      },
      logger: makeLogger({ level: 'silent', name: 'test' }),
      now: () => store.nowMs,
    },
    options,
  );
  return { store, cache };
}

const away = () => Promise.reject(new Error('away'));

it('asks the store once a second at most for a key', async () => {
  const { store, cache } = setUp();
  await cache.read('h');
  store.nowMs = 999;
  await cache.read('h');
  expect(store.asked).toBe(1);
  store.nowMs = 1_000;
  await cache.read('h');
  expect(store.asked).toBe(2);
});

it('asks once for all who wait for the same key', async () => {
  const { store, cache } = setUp();
  await Promise.all([cache.read('h'), cache.read('h'), cache.reread('h')]);
  expect(store.asked).toBe(1);
});

it('keeps what it does not know for as long, and apart', async () => {
  const { store, cache } = setUp({ size: 2 });
  await cache.read('known');
  store.answer = () => Promise.resolve(null);
  for (const hash of ['a', 'b', 'c', 'd']) expect(await cache.read(hash)).toBeNull();
  expect(await cache.read('d')).toBeNull();
  expect(store.asked).toBe(5);
  expect(await cache.read('known')).toEqual(record);
  expect(store.asked).toBe(5);
});

it('gives a known key for five minutes while the store is away, and then refuses to guess', async () => {
  const { store, cache } = setUp();
  await cache.read('h');
  store.answer = away;
  store.nowMs = 300_000;
  expect(await cache.read('h')).toEqual(record);
  store.nowMs = 301_001;
  await expect(cache.read('h')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await expect(cache.read('never seen')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  store.answer = () => Promise.resolve(record);
  expect(await cache.read('h')).toEqual(record);
});

it('does not ask a store that is away for every request', async () => {
  const { store, cache } = setUp();
  await cache.read('h');
  store.answer = away;
  store.nowMs = 5_000;
  await cache.read('h');
  await cache.read('h');
  expect(store.asked).toBe(2);
});

it('gives up on a store that hangs', async () => {
  const { store, cache } = setUp({ timeoutMs: 10 });
  store.answer = () => new Promise(() => {});
  await expect(cache.read('h')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

it('trusts nothing of a key that has changed, also when the store is away', async () => {
  const { store, cache } = setUp();
  await cache.read('h');
  cache.forget('key_2');
  await cache.read('h');
  expect(store.asked).toBe(1);
  cache.forget('key_1');
  store.answer = away;
  await expect(cache.read('h')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

it('does not keep an answer that is older than the change', async () => {
  const { store, cache } = setUp();
  const old = Promise.withResolvers<CredentialRecord | null>();
  store.answer = () => old.promise;
  const first = cache.read('h');
  cache.forget('key_1');
  store.answer = () => Promise.resolve({ ...record, revokedAtMs: 1 });
  old.resolve(record);
  await first;
  expect(await cache.read('h')).toMatchObject({ revokedAtMs: 1 });
});

it('asks again for everything after changes may have been missed, and still has it while the store is away', async () => {
  const { store, cache } = setUp();
  await cache.read('h');
  cache.distrust();
  store.answer = away;
  expect(await cache.read('h')).toEqual(record);
  expect(store.asked).toBe(2);
});
