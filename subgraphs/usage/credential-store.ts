import type { CredentialRecord } from '../../kernel/credential.ts';
import type { Tier } from '../../kernel/principal.ts';
import type { Database } from '../../platform/database.ts';
import { toScopes } from './key-store.ts';
import type { UsageTables } from './tables.ts';

/** What gateways read of keys. */
export interface CredentialStore {
  /**
   * The key that a secret belongs to, by the SHA-256 of the secret in hexadecimal; null when there is none. Revoked and
   * expired ones are told too: judging is the caller's. `expiresAtMs` is the earlier end of the key and of this secret.
   * Rejects with SERVICE_UNAVAILABLE within a second when the database is away.
   */
  findByHash(hash: string): Promise<CredentialRecord | null>;
}

export function makeCredentialStore(database: Database): CredentialStore {
  const db = database.kysely<UsageTables>();
  return {
    findByHash: async (hash) => {
      const row = await db
        .selectFrom('usage.api_key_secret as s')
        .innerJoin('usage.api_key as k', 'k.id', 's.key_id')
        .selectAll('k')
        .select('s.valid_until')
        .where('s.hash', '=', hash)
        .executeTakeFirst();
      if (row === undefined) return null;
      const ends = [row.expires_at, row.valid_until].flatMap((end) => (end === null ? [] : [end.getTime()]));
      return {
        keyId: row.id,
        name: row.name,
        owner: row.owner,
        tier: row.tier as Tier,
        scopes: toScopes(row.scopes),
        allowedIps: row.allowed_ips,
        expiresAtMs: ends.length === 0 ? null : Math.min(...ends),
        revokedAtMs: row.revoked_at?.getTime() ?? null,
      };
    },
  };
}
