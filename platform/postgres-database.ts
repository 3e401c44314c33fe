import { Kysely, PostgresDialect, sql } from 'kysely';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool } from 'pg';
import type { PoolClient, PoolConfig } from 'pg';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import { toDatabaseError } from './postgres-errors.ts';
import { runMigrations } from './run-migrations.ts';

export interface PostgresOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Most connections of this process. */
  readonly maxConnections?: number;
}

/** Waiting for a connection and for one answer, together. */
const deadlineMs = 800;
const connectTimeoutMs = 500;

/** A PostgreSQL server. Connects when asked and again after a loss; a silent server counts as lost. */
export function openPostgres(options: PostgresOptions): Database {
  const config: PoolConfig = {
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'infergraph',
    // A statement whose caller has given up must not keep its backend busy.
    statement_timeout: 5_000,
  };
  const pool = new Pool(config);
  // Idle connections report their loss here; without a listener that would end the process.
  // Only the message is logged: the error carries the client with its settings.
  pool.on('error', (error) => options.logger.warn({ reason: error.message }, 'a database connection was lost'));
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: guardPool(pool, deadlineMs) }) });
  return {
    engine: 'postgres',
    kysely: <Tables>() => kysely as Kysely<Tables>,
    migrate: (domain, migrations) => migrateApart(config, domain, migrations),
    ping: async (signal) => {
      signal.throwIfAborted();
      await sql`select 1`.execute(kysely);
    },
    [Symbol.asyncDispose]: async () => {
      // Not Kysely's own end: it would turn late queries into errors of another kind.
      if (!pool.ending) await pool.end();
    },
  };
}

/** Migrations wait for one another and may take long: a connection of their own, without deadlines. */
async function migrateApart(config: PoolConfig, domain: string, migrations: Parameters<Database['migrate']>[1]) {
  const pool = new Pool({ ...config, max: 2, connectionTimeoutMillis: 10_000, statement_timeout: 0 });
  pool.on('error', () => {});
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: guardPool(pool, 0) }) });
  try {
    await runMigrations(kysely, domain, migrations);
  } finally {
    await kysely.destroy();
  }
}

/** The pool as Kysely needs it, with one deadline over connecting and answering, and errors in our vocabulary. */
function guardPool(pool: Pool, totalMs: number): PostgresPool {
  return {
    options: pool.options,
    connect: async () => {
      const askedAtMs = performance.now();
      try {
        const client = await pool.connect();
        const waitedMs = performance.now() - askedAtMs;
        return guardClient(client, totalMs === 0 ? undefined : Math.max(100, totalMs - waitedMs));
      } catch (error) {
        throw toDatabaseError(error);
      }
    },
    end: () => pool.end(),
  };
}

function guardClient(client: PoolClient, timeoutMs: number | undefined): PostgresPoolClient {
  let isBroken = false;
  // The pool listens only while the connection is idle.
  const onError = (): void => {
    isBroken = true;
  };
  client.on('error', onError);
  const query = async (text: string, values: readonly unknown[]) => {
    try {
      // `query_timeout` is a documented setting of the client that works for one query too; the types lack it.
      const config = { text, values: [...values], ...(timeoutMs === undefined ? {} : { query_timeout: timeoutMs }) };
      return await client.query(config);
    } catch (error) {
      const known = toDatabaseError(error);
      // After a timeout the answer may still come, to whoever has the connection by then.
      if (known !== error) isBroken = true;
      throw known;
    }
  };
  const guarded = {
    query,
    release: (destroy?: boolean) => {
      client.off('error', onError);
      client.release(destroy === true || isBroken);
    },
  };
  // The type also names the cursors of streamed reads, which nothing here uses.
  return guarded as unknown as PostgresPoolClient;
}
