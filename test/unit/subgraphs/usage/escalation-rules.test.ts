import { assert, constantFrom, integer, option, property, record, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiers } from '../../../../kernel/principal.ts';
import type { Principal } from '../../../../kernel/principal.ts';
import { scopes } from '../../../../kernel/scopes.ts';
import { findEscalations, limitsOfNewKey, maySeeKey, mayTouch } from '../../../../subgraphs/usage/escalation-rules.ts';
import type { Caller, KeyLimits } from '../../../../subgraphs/usage/escalation-rules.ts';

const caller: Principal = {
  keyId: 'key_1',
  keyName: 'caller',
  owner: 'alice',
  tier: 'PRO',
  scopes: ['keys:write', 'models:read'],
  expiresAtMs: null,
};
const admin: Principal = { ...caller, scopes: ['admin'], tier: 'FREE' };
const limitless: KeyLimits = { expiresAtMs: null, allowedIps: [] };
const own = (principal: Principal, limits = limitless): Caller => ({ principal, limits });

describe('what a caller may give', () => {
  it('is at most what it has', () => {
    const grant = { owner: 'bob', tier: 'ENTERPRISE', scopes: ['models:read', 'admin', 'usage:read'] } as const;
    expect(findEscalations(own(caller), grant).map(({ path }) => path)).toEqual([
      ['input', 'owner'],
      ['input', 'tier'],
      ['input', 'scopes'],
    ]);
    expect(findEscalations(own(caller), grant).at(-1)?.message).toContain('admin, usage:read');
    expect(findEscalations(own(caller), { owner: 'alice', tier: 'PRO', scopes: caller.scopes })).toEqual([]);
    expect(findEscalations(own(caller), {})).toEqual([]);
  });

  it('is anything for an admin', () => {
    expect(findEscalations(own(admin), { owner: 'bob', tier: 'ENTERPRISE', scopes: ['admin'] })).toEqual([]);
  });

  it('never holds a scope or a tier that the caller lacks', () => {
    const grants = record({ tier: constantFrom(...tiers), scopes: subarray([...scopes]) });
    assert(
      property(
        subarray(scopes.filter((scope) => scope !== 'admin')),
        constantFrom(...tiers),
        grants,
        (granted, tier, grant) => {
          const principal = { ...caller, scopes: granted, tier };
          const within = grant.scopes.every((scope) => new Set<string>(granted).has(scope));
          const notAbove = tiers.indexOf(grant.tier) <= tiers.indexOf(tier);
          expect(findEscalations(own(principal), grant).length === 0).toBe(within && notAbove);
        },
      ),
    );
  });
});

describe('the limits that a caller may give', () => {
  const bound: KeyLimits = { expiresAtMs: 1_000, allowedIps: ['10.0.0.0/8', '::1'] };
  const pathsOf = (grant: Partial<KeyLimits>, principal = caller): (readonly string[])[] =>
    findEscalations(own(principal, bound), grant).map(({ path }) => path);

  it('lie within its own', () => {
    const beyond = [
      ['input', 'expiresAt'],
      ['input', 'allowedIps'],
    ];
    expect(pathsOf(limitless)).toEqual(beyond);
    expect(pathsOf({ expiresAtMs: 1_001, allowedIps: ['10.1.0.0/16', '11.0.0.1'] })).toEqual(beyond);
    expect(pathsOf({ expiresAtMs: 1_000, allowedIps: ['10.1.0.0/16', '::1'] })).toEqual([]);
    expect(pathsOf({})).toEqual([]);
    expect(pathsOf(limitless, admin)).toEqual([]);
  });

  it('are its own where none were asked for', () => {
    expect(limitsOfNewKey(own(caller, bound), {})).toEqual(bound);
    expect(limitsOfNewKey(own(caller, bound), limitless)).toEqual(limitless);
    expect(limitsOfNewKey(own(admin, bound), {})).toEqual(limitless);
  });

  it('never end later', () => {
    const ends = option(integer({ min: 0, max: 20 }));
    assert(
      property(ends, ends, (expiresAtMs, ownEndMs) => {
        const found = findEscalations(own(caller, { ...limitless, expiresAtMs: ownEndMs }), { expiresAtMs });
        expect(found.length === 0).toBe((expiresAtMs ?? Infinity) <= (ownEndMs ?? Infinity));
      }),
    );
  });

  it('keep a lesser key from those that last longer or work from elsewhere', () => {
    const key = { owner: 'alice', tier: 'PRO', scopes: [], ...bound } as const;
    expect(mayTouch(own(caller, bound), key)).toBe(true);
    expect(mayTouch(own(caller, bound), { ...key, expiresAtMs: null })).toBe(false);
    expect(mayTouch(own(caller, bound), { ...key, allowedIps: [] })).toBe(false);
  });
});

describe('which keys a caller may touch', () => {
  it('are those that can do no more than itself', () => {
    const key = { owner: 'alice', tier: 'PRO', scopes: ['models:read'], ...limitless } as const;
    expect(mayTouch(own(caller), key)).toBe(true);
    expect(mayTouch(own(caller), { ...key, scopes: ['models:read', 'usage:read'] })).toBe(false);
    expect(mayTouch(own(caller), { ...key, tier: 'ENTERPRISE' })).toBe(false);
    expect(mayTouch(own(caller), { ...key, owner: 'bob' })).toBe(false);
    expect(mayTouch(own(admin), { ...limitless, owner: 'bob', tier: 'ENTERPRISE', scopes: ['admin'] })).toBe(true);
  });

  it('are visible to their owner and to an admin', () => {
    expect(maySeeKey(caller, { owner: 'alice' })).toBe(true);
    expect(maySeeKey(caller, { owner: 'bob' })).toBe(false);
    expect(maySeeKey(admin, { owner: 'bob' })).toBe(true);
  });
});
