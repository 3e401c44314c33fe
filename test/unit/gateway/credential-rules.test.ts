import { expect, it } from 'vitest';
import { hasLessPower, judgeCredential } from '../../../gateway/credential-rules.ts';
import type { CredentialRecord } from '../../../kernel/credential.ts';
import type { Principal } from '../../../kernel/principal.ts';

const record: CredentialRecord = {
  keyId: 'key_1',
  name: 'test',
  owner: 'alice',
  tier: 'PRO',
  scopes: ['inference:text'],
  allowedIps: [],
  expiresAtMs: null,
  revokedAtMs: null,
};
const use = { nowMs: 1_000, addressAllowed: () => false };

it('accepts a key that is neither revoked nor expired nor bound to other addresses', () => {
  expect(judgeCredential({ ...record, expiresAtMs: 1_001, revokedAtMs: 1_001 }, use)).toEqual({
    kind: 'accepted',
    principal: {
      keyId: 'key_1',
      keyName: 'test',
      owner: 'alice',
      tier: 'PRO',
      scopes: ['inference:text'],
      expiresAtMs: 1_001,
    },
  });
});

it('refuses with the reason that weighs most', () => {
  const worst = { ...record, revokedAtMs: 1_000, expiresAtMs: 1_000, allowedIps: ['192.0.2.1'] };
  const reasons = [null, worst, { ...worst, revokedAtMs: null }, { ...worst, revokedAtMs: null, expiresAtMs: null }];
  expect(reasons.map((reason) => judgeCredential(reason, use))).toMatchObject([
    { code: 'UNAUTHENTICATED' },
    { code: 'KEY_REVOKED' },
    { code: 'KEY_EXPIRED' },
    { code: 'IP_NOT_ALLOWED' },
  ]);
  expect(judgeCredential({ ...record, allowedIps: ['192.0.2.1'] }, { ...use, addressAllowed: () => true }).kind).toBe(
    'accepted',
  );
});

it('sees when a key has lost power', () => {
  const before: Principal = {
    keyId: 'key_1',
    keyName: 'test',
    owner: 'alice',
    tier: 'PRO',
    scopes: ['inference:text', 'models:read'],
    expiresAtMs: null,
  };
  expect(hasLessPower(before, before)).toBe(false);
  expect(hasLessPower({ ...before, scopes: ['admin'] }, before)).toBe(false);
  expect(hasLessPower({ ...before, scopes: [...before.scopes, 'usage:read'] }, before)).toBe(false);
  expect(hasLessPower({ ...before, scopes: ['models:read'] }, before)).toBe(true);
  expect(hasLessPower(before, { ...before, scopes: ['admin'] })).toBe(true);
  expect(hasLessPower({ ...before, owner: 'bob' }, before)).toBe(true);
});
