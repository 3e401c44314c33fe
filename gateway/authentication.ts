import { ServiceError } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Logger } from '../platform/logger.ts';
import { hashApiKey, readApiKey } from './api-key.ts';
import type { KeyPlaces } from './api-key.ts';
import { makeAddressSet } from './client-address.ts';
import type { CredentialCache } from './credential-cache.ts';
import { judgeCredential } from './credential-rules.ts';

/** Somebody whose key was accepted. */
export interface Caller {
  readonly principal: Principal;
  readonly keyHash: string;
  /** The client's IP address. */
  readonly address: string;
}

export interface AuthenticatorDeps {
  readonly cache: CredentialCache;
  readonly logger: Logger;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/**
 * Says who calls. Both methods reject with ServiceError UNAUTHENTICATED, KEY_REVOKED, KEY_EXPIRED, IP_NOT_ALLOWED, or
 * SERVICE_UNAVAILABLE when the key store is away and the key was not seen lately.
 */
export interface Authenticator {
  authenticate(places: KeyPlaces, address: string): Promise<Caller>;
  /** Judges a caller once more, by what the key store says now. */
  reauthenticate(caller: Caller): Promise<Caller>;
}

export function makeAuthenticator(deps: AuthenticatorDeps): Authenticator {
  const now = deps.now ?? Date.now;

  const judge = async (keyHash: string, address: string, again: boolean): Promise<Caller> => {
    const record = await (again ? deps.cache.reread(keyHash) : deps.cache.read(keyHash));
    const verdict = judgeCredential(record, {
      nowMs: now(),
      addressAllowed: () => isListed(record?.allowedIps ?? [], address),
    });
    if (verdict.kind === 'accepted') return { principal: verdict.principal, keyHash, address };
    throw new ServiceError(
      verdict.code,
      verdict.code === 'UNAUTHENTICATED' ? { message: 'There is no such API key.' } : {},
    );
  };

  const isListed = (allowed: readonly string[], address: string): boolean => {
    try {
      return makeAddressSet(allowed).has(address);
    } catch (error) {
      // A list that cannot be understood allows nobody.
      deps.logger.error({ err: error }, 'a key has a malformed address list');
      return false;
    }
  };

  return {
    authenticate: async (places, address) => {
      const key = readApiKey(places);
      if (key === undefined) throw new ServiceError('UNAUTHENTICATED');
      return judge(hashApiKey(key), address, false);
    },
    reauthenticate: (caller) => judge(caller.keyHash, caller.address, true),
  };
}
