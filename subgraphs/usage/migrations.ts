import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The schema `usage`, forwards only. */
export const usageMigrations: Readonly<Record<string, Migration>> = {
  '001_api_keys': {
    up: async (db) => {
      await sql`
        create table usage.api_key (
          id text primary key,
          name text not null,
          owner text not null,
          tier text not null,
          scopes text[] not null,
          environment text not null,
          origin text not null,
          allowed_ips text[] not null,
          created_at timestamptz(3) not null,
          expires_at timestamptz(3),
          revoked_at timestamptz(3),
          revoked_by text
        )`.execute(db);
      await sql`create index api_key_newest on usage.api_key (created_at desc, id desc)`.execute(db);
      await sql`create index api_key_of_owner on usage.api_key (owner, created_at desc, id desc)`.execute(db);
      await sql`
        create table usage.api_key_secret (
          hash text primary key,
          key_id text not null references usage.api_key (id),
          prefix text not null,
          created_at timestamptz(3) not null,
          valid_until timestamptz(3)
        )`.execute(db);
      // A key has one current secret, and one before it at most.
      await sql`
        create unique index api_key_secret_current on usage.api_key_secret (key_id) where valid_until is null`.execute(
        db,
      );
      await sql`
        create unique index api_key_secret_previous on usage.api_key_secret (key_id)
        where valid_until is not null`.execute(db);
    },
  },
};
