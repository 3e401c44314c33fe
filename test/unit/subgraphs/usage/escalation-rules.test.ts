import { assert, constantFrom, property, record, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiers } from '../../../../kernel/principal.ts';
import type { Principal } from '../../../../kernel/principal.ts';
import { scopes } from '../../../../kernel/scopes.ts';
import { findEscalations, maySeeKey, mayTouch } from '../../../../subgraphs/usage/escalation-rules.ts';

const caller: Principal = {
  keyId: 'key_1',
  keyName: 'caller',
  owner: 'alice',
  tier: 'PRO',
  scopes: ['keys:write', 'models:read'],
  expiresAtMs: null,
};
const admin: Principal = { ...caller, scopes: ['admin'], tier: 'FREE' };

describe('what a caller may give', () => {
  it('is at most what it has', () => {
    const grant = { owner: 'bob', tier: 'ENTERPRISE', scopes: ['models:read', 'admin', 'usage:read'] } as const;
    expect(findEscalations(caller, grant).map(({ path }) => path)).toEqual([
      ['input', 'owner'],
      ['input', 'tier'],
      ['input', 'scopes'],
    ]);
    expect(findEscalations(caller, grant).at(-1)?.message).toContain('admin, usage:read');
    expect(findEscalations(caller, { owner: 'alice', tier: 'PRO', scopes: caller.scopes })).toEqual([]);
    expect(findEscalations(caller, {})).toEqual([]);
  });

  it('is anything for an admin', () => {
    expect(findEscalations(admin, { owner: 'bob', tier: 'ENTERPRISE', scopes: ['admin'] })).toEqual([]);
  });

  it('never holds a scope or a tier that the caller lacks', () => {
    const grants = record({ tier: constantFrom(...tiers), scopes: subarray([...scopes]) });
    assert(
      property(
        subarray(scopes.filter((scope) => scope !== 'admin')),
        constantFrom(...tiers),
        grants,
        (own, tier, grant) => {
          const principal = { ...caller, scopes: own, tier };
          const within = grant.scopes.every((scope) => new Set<string>(own).has(scope));
          const notAbove = tiers.indexOf(grant.tier) <= tiers.indexOf(tier);
          expect(findEscalations(principal, grant).length === 0).toBe(within && notAbove);
        },
      ),
    );
  });
});

describe('which keys a caller may touch', () => {
  it('are those that can do no more than itself', () => {
    const key = { owner: 'alice', tier: 'PRO', scopes: ['models:read'] } as const;
    expect(mayTouch(caller, key)).toBe(true);
    expect(mayTouch(caller, { ...key, scopes: ['models:read', 'usage:read'] })).toBe(false);
    expect(mayTouch(caller, { ...key, tier: 'ENTERPRISE' })).toBe(false);
    expect(mayTouch(caller, { ...key, owner: 'bob' })).toBe(false);
    expect(mayTouch(admin, { owner: 'bob', tier: 'ENTERPRISE', scopes: ['admin'] })).toBe(true);
  });

  it('are visible to their owner and to an admin', () => {
    expect(maySeeKey(caller, { owner: 'alice' })).toBe(true);
    expect(maySeeKey(caller, { owner: 'bob' })).toBe(false);
    expect(maySeeKey(admin, { owner: 'bob' })).toBe(true);
  });
});
