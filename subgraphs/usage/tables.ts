import type { KeyEnvironment, KeyOrigin } from './key-record.ts';

export interface ApiKeyTable {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly tier: string;
  readonly scopes: readonly string[];
  readonly environment: KeyEnvironment;
  readonly origin: KeyOrigin;
  readonly allowed_ips: readonly string[];
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  /** CONFIGURATION: no longer named in `API_KEYS`; comes back when it is named again. */
  readonly revoked_by: 'USER' | 'CONFIGURATION' | null;
}

export interface ApiKeySecretTable {
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly key_id: string;
  readonly prefix: string;
  readonly created_at: Date;
  /** Null: the current one. */
  readonly valid_until: Date | null;
}

export interface UsageTables {
  readonly 'usage.api_key': ApiKeyTable;
  readonly 'usage.api_key_secret': ApiKeySecretTable;
}
