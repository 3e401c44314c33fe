import type { Tier } from './principal.ts';
import type { Scope } from './scopes.ts';

/** What the key store knows of a key, looked up by the SHA-256 of its secret. Times in milliseconds since the epoch. */
export interface CredentialRecord {
  readonly keyId: string;
  readonly name: string;
  readonly owner: string;
  readonly tier: Tier;
  readonly scopes: readonly Scope[];
  /** Addresses or CIDR networks; empty: all. */
  readonly allowedIps: readonly string[];
  /** When the key, or this secret of it after a rotation, ends; null: never. */
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
}

/** Redis channel on which the id of a key is published after it changed in any way. */
export const credentialChangedChannel = 'infergraph:credential-changed';
