import type { Kysely, Migration } from 'kysely';

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
