import type { CredentialRecord } from '../kernel/credential.ts';
import type { ErrorCode } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';

export interface CredentialUse {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** Whether the caller's address is on the record's list; asked only when there is one. */
  readonly addressAllowed: () => boolean;
}

export type CredentialVerdict =
  | { readonly kind: 'accepted'; readonly principal: Principal }
  | {
      readonly kind: 'refused';
      readonly code: Extract<ErrorCode, 'UNAUTHENTICATED' | 'KEY_REVOKED' | 'KEY_EXPIRED' | 'IP_NOT_ALLOWED'>;
    };

/** Whether a key may be used now and from there. Null: the key store has no such key. */
export function judgeCredential(record: CredentialRecord | null, use: CredentialUse): CredentialVerdict {
  if (record === null) return { kind: 'refused', code: 'UNAUTHENTICATED' };
  if (record.revokedAtMs !== null && record.revokedAtMs <= use.nowMs) return { kind: 'refused', code: 'KEY_REVOKED' };
  if (record.expiresAtMs !== null && record.expiresAtMs <= use.nowMs) return { kind: 'refused', code: 'KEY_EXPIRED' };
  if (record.allowedIps.length > 0 && !use.addressAllowed()) return { kind: 'refused', code: 'IP_NOT_ALLOWED' };
  return {
    kind: 'accepted',
    principal: {
      keyId: record.keyId,
      keyName: record.name,
      owner: record.owner,
      tier: record.tier,
      scopes: record.scopes,
      expiresAtMs: record.expiresAtMs,
    },
  };
}

/** True when what was allowed to `before` may not all be allowed to `after`: what runs under it has to end. */
export function hasLessPower(after: Principal, before: Principal): boolean {
  if (after.keyId !== before.keyId || after.owner !== before.owner) return true;
  return !after.scopes.includes('admin') && before.scopes.some((scope) => !after.scopes.includes(scope));
}
