import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IdPrefix } from '../../kernel/ids.ts';
import type { Database } from '../../platform/database.ts';
import type { CredentialAnnouncer } from './credential-announcer.ts';
import type { KeyEnvironment, KeyOrigin } from './key-record.ts';
import { hashSecret, makeSecret, prefixOf } from './key-secret.ts';
import { insertKey } from './key-store.ts';
import type { UsageTables } from './tables.ts';

export interface BootstrapDependencies {
  readonly database: Database;
  readonly announcer: CredentialAnnouncer;
  readonly newId: (prefix: IdPrefix) => string;
  /** Milliseconds since the epoch; the system clock by default. */
  readonly now?: () => number;
}

/** Owner of the keys that configuration makes. */
const bootstrapOwner = 'admin';

/**
 * Makes the database agree with `API_KEYS`: each secret there is an admin key, and one that came from there and is no
 * longer named is revoked until it is named again. What somebody revoked through the graph stays revoked. Safe to
 * repeat, and for several processes at once.
 */
export async function ensureBootstrapKeys(secrets: readonly string[], deps: BootstrapDependencies): Promise<void> {
  const nowMs = (deps.now ?? Date.now)();
  const changed = await alone(deps, async (transaction) => {
    const missing = new Map(secrets.map((secret) => [hashSecret(secret), secret]));
    const named = new Set(missing.keys());
    const known = await transaction
      .selectFrom('usage.api_key as k')
      .innerJoin('usage.api_key_secret as s', 's.key_id', 'k.id')
      .select(['k.id', 'k.origin', 'k.revoked_at', 'k.revoked_by', 's.hash'])
      .where((eb) =>
        eb.or([eb('k.origin', '=', 'BOOTSTRAP'), ...(named.size > 0 ? [eb('s.hash', 'in', [...named])] : [])]),
      )
      .execute();
    const touched: string[] = [];
    for (const [id, rows] of Map.groupBy(known, (row) => row.id)) {
      for (const { hash } of rows) missing.delete(hash);
      const key = rows[0];
      // A secret of a key made through the graph stays what its owner made it.
      if (key === undefined || key.origin !== 'BOOTSTRAP') continue;
      const isNamed = rows.some(({ hash }) => named.has(hash));
      const isRevoked = key.revoked_at !== null;
      if (isNamed !== isRevoked || key.revoked_by === 'USER') continue;
      await transaction
        .updateTable('usage.api_key')
        .set(
          isNamed
            ? { revoked_at: null, revoked_by: null }
            : { revoked_at: new Date(nowMs), revoked_by: 'CONFIGURATION' },
        )
        .where('id', '=', id)
        .execute();
      touched.push(id);
    }
    for (const secret of missing.values()) {
      await insertAdminKey(transaction, secret, { id: deps.newId('key'), origin: 'BOOTSTRAP', nowMs });
    }
    return touched;
  });
  for (const id of changed) await deps.announcer.announce(id);
}

/** Creates an admin key when there is no key at all, and gives its secret, this once; null when there are keys. */
export async function ensureDevelopmentKey(deps: BootstrapDependencies): Promise<string | null> {
  return alone(deps, async (transaction) => {
    const any = await transaction.selectFrom('usage.api_key').select('id').limit(1).execute();
    if (any.length > 0) return null;
    const secret = makeSecret('DEV', randomBytes);
    await insertAdminKey(transaction, secret, {
      id: deps.newId('key'),
      origin: 'DEVELOPMENT',
      nowMs: (deps.now ?? Date.now)(),
    });
    return secret;
  });
}

/** Runs the work in a transaction, one process at a time. */
function alone<T>(
  deps: BootstrapDependencies,
  work: (transaction: Transaction<UsageTables>) => Promise<T>,
): Promise<T> {
  return deps.database
    .kysely<UsageTables>()
    .transaction()
    .execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext('infergraph usage bootstrap'))`.execute(transaction);
      return work(transaction);
    });
}

function insertAdminKey(
  transaction: Transaction<UsageTables>,
  secret: string,
  as: { readonly id: string; readonly origin: KeyOrigin; readonly nowMs: number },
): Promise<void> {
  return insertKey(transaction, {
    id: as.id,
    name: as.origin === 'DEVELOPMENT' ? 'Development' : 'From API_KEYS',
    owner: bootstrapOwner,
    tier: 'ENTERPRISE',
    scopes: ['admin'],
    environment: environmentOf(secret),
    origin: as.origin,
    allowedIps: [],
    createdAtMs: as.nowMs,
    expiresAtMs: null,
    secret: { hash: hashSecret(secret), prefix: prefixOf(secret) },
  });
}

function environmentOf(secret: string): KeyEnvironment {
  if (secret.startsWith('sk_test_')) return 'TEST';
  return secret.startsWith('sk_dev_') ? 'DEV' : 'LIVE';
}
