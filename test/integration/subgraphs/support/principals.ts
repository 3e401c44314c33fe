import type { Principal } from '../../../../kernel/principal.ts';

/** A principal with the scopes of an ordinary key, unless told otherwise. */
export function makePrincipal(changes: Partial<Principal> = {}): Principal {
  return {
    keyId: 'key_00000000000000000000000000',
    keyName: 'test',
    owner: 'alice',
    tier: 'PRO',
    scopes: [],
    expiresAtMs: null,
    ...changes,
  };
}
