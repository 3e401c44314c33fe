import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';

/**
 * Brings the schema named like the domain to its newest migration, forwards only. Each domain keeps its own
 * migration table in its own schema. Kysely's migrator holds an advisory lock, so that processes that start
 * together migrate one after the other. Rejects with the first migration's error; what it had begun is rolled back.
 */
export async function runMigrations(
  kysely: Kysely<unknown>,
  domain: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableSchema: domain,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first';
  throw new Error(`The database schema "${domain}" could not be migrated (${failed})`, { cause: error });
}
