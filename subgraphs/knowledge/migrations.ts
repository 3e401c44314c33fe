import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The schema `knowledge`, forwards only. */
export const knowledgeMigrations: Readonly<Record<string, Migration>> = {
  '001_memories': {
    up: async (db) => {
      await sql`
        create table knowledge.memory (
          id text primary key,
          owner text not null,
          text text not null,
          created_at timestamptz(3) not null
        )`.execute(db);
      await sql`create index memory_of_owner on knowledge.memory (owner, created_at desc, id desc)`.execute(db);
      await sql`create index memory_newest on knowledge.memory (created_at desc, id desc)`.execute(db);
    },
  },
};
