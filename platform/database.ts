import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Logger } from './logger.ts';
import { openPGlite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';

/** The SQL database: PostgreSQL, or PGlite embedded in this process. */
export interface Database extends AsyncDisposable {
  readonly engine: 'pglite' | 'postgres';
  /**
   * The query builder, typed by a domain's tables (names with their schema: `usage.api_key`).
   * Its queries reject with ServiceError SERVICE_UNAVAILABLE within a second when the database is away.
   */
  kysely<Tables>(): Kysely<Tables>;
  /** Creates the domain's schema and brings it to the newest migration, forwards only, under an advisory lock. */
  migrate(domain: string, migrations: Readonly<Record<string, Migration>>): Promise<void>;
  /** Resolves when the database answers. */
  ping(signal: AbortSignal): Promise<void>;
}

export interface DatabaseOptions {
  /** Null: PGlite in `<home>/database`. */
  readonly databaseUrl: string | null;
  readonly home: string;
  readonly logger: Logger;
}

/**
 * Opens the configured database. PGlite rejects when another process has the folder open; PostgreSQL resolves at
 * once, also while the server is away, and connects when it is asked.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl === null
    ? await openPGlite({ folder: join(options.home, 'database') })
    : openPostgres({ url: options.databaseUrl, logger: options.logger });
}
