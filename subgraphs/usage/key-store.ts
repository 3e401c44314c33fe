import { sql } from 'kysely';
import type { ExpressionBuilder, Kysely, Transaction } from 'kysely';
import type { KeysetPosition } from '../../kernel/page.ts';
import type { Tier } from '../../kernel/principal.ts';
import { isScope } from '../../kernel/scopes.ts';
import type { Scope } from '../../kernel/scopes.ts';
import type { Database } from '../../platform/database.ts';
import type { KeyOrigin, KeyRecord, KeyStatus } from './key-record.ts';
import type { UsageTables } from './tables.ts';

export interface NewKey extends Omit<KeyRecord, 'prefix' | 'revokedAtMs' | 'previousSecretValidUntilMs'> {
  readonly origin: KeyOrigin;
  readonly secret: NewSecret;
}

export interface NewSecret {
  readonly hash: string;
  readonly prefix: string;
}

export interface KeyListQuery {
  /** Null: every owner's. */
  readonly owner: string | null;
  readonly status: readonly KeyStatus[] | null;
  readonly nowMs: number;
}

/** Absent fields stay. */
export type KeyChanges = Partial<Pick<KeyRecord, 'name' | 'tier' | 'scopes' | 'allowedIps' | 'expiresAtMs'>>;

/** Keys in PostgreSQL. Every method rejects with SERVICE_UNAVAILABLE within a second when the database is away. */
export interface KeyStore {
  create(key: NewKey): Promise<void>;
  /** In any order, missing ones absent. One statement. */
  findMany(ids: readonly string[]): Promise<KeyRecord[]>;
  /** Newest first, `limit` after the position. One statement. */
  list(query: KeyListQuery, page: { after: KeysetPosition | null; limit: number }): Promise<KeyRecord[]>;
  count(query: KeyListQuery): Promise<number>;
  /** False when the key was revoked meanwhile, or is missing: nothing was changed. */
  update(id: string, changes: KeyChanges): Promise<boolean>;
  /** Makes the secret the current one, and the current one the previous one. False as with `update`. */
  rotate(id: string, secret: NewSecret, at: { readonly nowMs: number; readonly graceMs: number }): Promise<boolean>;
  /** Harmless when it is revoked already. */
  revoke(id: string, nowMs: number): Promise<void>;
}

export function makeKeyStore(database: Database): KeyStore {
  const db = database.kysely<UsageTables>();
  return {
    create: (key) => db.transaction().execute((transaction) => insertKey(transaction, key)),
    findMany: async (ids) =>
      ids.length === 0 ? [] : (await selectKeys(db).where('k.id', 'in', ids).execute()).map(toRecord),
    list: async (query, { after, limit }) => {
      let rows = selectKeys(db).where((eb) => matches(eb, query));
      if (after !== null) {
        rows = rows.where(sql<boolean>`(k.created_at, k.id) < (${new Date(after.createdAtMs)}, ${after.id})`);
      }
      const found = await rows.orderBy('k.created_at', 'desc').orderBy('k.id', 'desc').limit(limit).execute();
      return found.map(toRecord);
    },
    count: async (query) => {
      const { total } = await db
        .selectFrom('usage.api_key as k')
        .select((eb) => eb.fn.countAll<number | string>().as('total'))
        .where((eb) => matches(eb, query))
        .executeTakeFirstOrThrow();
      return Number(total);
    },
    update: async (id, changes) => {
      const updated = await db
        .updateTable('usage.api_key')
        .set({
          // A column set to itself keeps the statement valid when nothing else changes.
          id,
          ...(changes.name !== undefined && { name: changes.name }),
          ...(changes.tier !== undefined && { tier: changes.tier }),
          ...(changes.scopes !== undefined && { scopes: changes.scopes }),
          ...(changes.allowedIps !== undefined && { allowed_ips: changes.allowedIps }),
          ...(changes.expiresAtMs !== undefined && { expires_at: toDate(changes.expiresAtMs) }),
        })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return updated.numUpdatedRows > 0n;
    },
    rotate: (id, secret, { nowMs, graceMs }) =>
      db.transaction().execute(async (transaction) => {
        // The row's lock makes rotations of one key follow each other.
        const locked = await transaction
          .selectFrom('usage.api_key')
          .select('id')
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .forUpdate()
          .executeTakeFirst();
        if (locked === undefined) return false;
        const secrets = transaction.deleteFrom('usage.api_key_secret').where('key_id', '=', id);
        await secrets.where('valid_until', 'is not', null).execute();
        await transaction
          .updateTable('usage.api_key_secret')
          .set({ valid_until: new Date(nowMs + graceMs) })
          .where('key_id', '=', id)
          .execute();
        await transaction
          .insertInto('usage.api_key_secret')
          .values({ ...secret, key_id: id, created_at: new Date(nowMs), valid_until: null })
          .execute();
        return true;
      }),
    revoke: async (id, nowMs) => {
      await db
        .updateTable('usage.api_key')
        .set({ revoked_at: new Date(nowMs), revoked_by: 'USER' })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute();
    },
  };
}

/** Writes a key and its secret, within the caller's transaction. */
export async function insertKey(transaction: Transaction<UsageTables>, key: NewKey): Promise<void> {
  const createdAt = new Date(key.createdAtMs);
  await transaction
    .insertInto('usage.api_key')
    .values({
      id: key.id,
      name: key.name,
      owner: key.owner,
      tier: key.tier,
      scopes: key.scopes,
      environment: key.environment,
      origin: key.origin,
      allowed_ips: key.allowedIps,
      created_at: createdAt,
      expires_at: toDate(key.expiresAtMs),
      revoked_at: null,
      revoked_by: null,
    })
    .execute();
  await transaction
    .insertInto('usage.api_key_secret')
    .values({ ...key.secret, key_id: key.id, created_at: createdAt, valid_until: null })
    .execute();
}

function selectKeys(db: Kysely<UsageTables>) {
  return db
    .selectFrom('usage.api_key as k')
    .innerJoin('usage.api_key_secret as current', (join) =>
      join.onRef('current.key_id', '=', 'k.id').on('current.valid_until', 'is', null),
    )
    .leftJoin('usage.api_key_secret as previous', (join) =>
      join.onRef('previous.key_id', '=', 'k.id').on('previous.valid_until', 'is not', null),
    )
    .selectAll('k')
    .select(['current.prefix as prefix', 'previous.valid_until as previous_valid_until']);
}

type KeyRow = Awaited<ReturnType<ReturnType<typeof selectKeys>['execute']>>[number];

function matches(
  eb: ExpressionBuilder<UsageTables & { k: UsageTables['usage.api_key'] }, 'k'>,
  { owner, status, nowMs }: KeyListQuery,
) {
  const now = new Date(nowMs);
  const byStatus = {
    REVOKED: eb('k.revoked_at', 'is not', null),
    EXPIRED: eb.and([eb('k.revoked_at', 'is', null), eb('k.expires_at', '<=', now)]),
    ACTIVE: eb.and([
      eb('k.revoked_at', 'is', null),
      eb.or([eb('k.expires_at', 'is', null), eb('k.expires_at', '>', now)]),
    ]),
  };
  return eb.and([
    ...(owner === null ? [] : [eb('k.owner', '=', owner)]),
    ...(status === null ? [] : [eb.or(status.map((one) => byStatus[one]))]),
  ]);
}

function toRecord(row: KeyRow): KeyRecord {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    owner: row.owner,
    tier: row.tier as Tier,
    scopes: toScopes(row.scopes),
    environment: row.environment,
    allowedIps: row.allowed_ips,
    createdAtMs: row.created_at.getTime(),
    expiresAtMs: row.expires_at?.getTime() ?? null,
    revokedAtMs: row.revoked_at?.getTime() ?? null,
    previousSecretValidUntilMs: row.previous_valid_until?.getTime() ?? null,
  };
}

/** Scopes that this version knows: one that a newer version wrote grants nothing here. */
export function toScopes(texts: readonly string[]): Scope[] {
  return texts.filter(isScope);
}

function toDate(timeMs: number | null): Date | null {
  return timeMs === null ? null : new Date(timeMs);
}
