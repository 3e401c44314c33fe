import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Domain of the task store in `Database.migrate`. */
export const taskDomain = 'inference';

/** Forwards only; a migration that was released is never edited. */
export const taskMigrations: Readonly<Record<string, Migration>> = {
  '0001_tasks': { up: createTasks },
  '0002_task_trace': { up: addTraceParent },
};

/**
 * Requests and results are `json`, not `jsonb`: texts of models and clients may hold U+0000, which `jsonb` refuses,
 * and nothing looks inside them.
 */
async function createTasks(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inference.task (
      id text primary key,
      owner text not null,
      key_id text not null,
      tier text not null,
      kind text not null,
      model text not null,
      request json not null,
      status text not null,
      outcome text,
      result json,
      error json,
      prompt_tokens integer,
      completion_tokens integer,
      usage_estimated boolean,
      attempt integer not null default 0,
      max_attempts integer not null,
      worker_id text,
      worker_name text,
      backend_name text,
      retry_of text,
      last_seq integer not null default 0,
      lease_expires_at timestamptz(3),
      idempotency_hash text,
      input_hash text not null,
      created_at timestamptz(3) not null,
      started_at timestamptz(3),
      finished_at timestamptz(3)
    )`.execute(db);
  await sql`
    create unique index task_idempotency on inference.task (owner, idempotency_hash)
    where idempotency_hash is not null`.execute(db);
  await sql`create index task_by_owner on inference.task (owner, created_at desc, id desc)`.execute(db);
  await sql`create index task_by_time on inference.task (created_at desc, id desc)`.execute(db);
  await sql`
    create index task_unfinished on inference.task (status, created_at, id)
    where status in ('PENDING', 'PROCESSING')`.execute(db);
  await sql`create index task_by_worker on inference.task (worker_id, created_at desc, id desc)`.execute(db);
  await sql`create index task_by_key on inference.task (key_id, created_at desc, id desc)`.execute(db);
  await sql`create index task_by_end on inference.task (finished_at) where finished_at is not null`.execute(db);
}

/** Without a default, so that the table is not written anew. */
async function addTraceParent(db: Kysely<unknown>): Promise<void> {
  await sql`alter table inference.task add column trace_parent text`.execute(db);
}
