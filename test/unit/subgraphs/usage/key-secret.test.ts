import { assert, constantFrom, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyEnvironments } from '../../../../subgraphs/usage/key-record.ts';
import { hashSecret, makeSecret, prefixOf } from '../../../../subgraphs/usage/key-secret.ts';

describe('a secret', () => {
  it('names its environment and has 32 letters or digits', () => {
    const bytes = uint8Array({ minLength: 64, maxLength: 64 }).filter((all) => all.some((byte) => byte < 248));
    assert(
      property(constantFrom(...keyEnvironments), bytes, (environment, random) => {
        const secret = makeSecret(environment, (count) => random.slice(0, Math.max(count, 64)));
        expect(secret).toMatch(new RegExp(`^sk_${environment.toLowerCase()}_[A-Za-z0-9]{32}$`));
      }),
    );
  });

  it('skips bytes that would favour some letters', () => {
    const queue = [new Uint8Array(32).fill(255), new Uint8Array(32).fill(247)];
    expect(makeSecret('LIVE', () => queue.shift() ?? new Uint8Array())).toBe(`sk_live_${'9'.repeat(32)}`);
    expect(queue).toEqual([]);
  });

  it('is known by its SHA-256 and shown by its beginning', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(prefixOf('sk_live_AbCdEfGh')).toBe('sk_live_AbCd…');
  });
});
