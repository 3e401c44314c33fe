import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { ServiceError } from '../kernel/errors.ts';
import type { Database } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { runMigrations } from './run-migrations.ts';

export interface PGliteOptions {
  /** Null: in memory. */
  readonly folder: string | null;
}

/** PostgreSQL as WebAssembly in this process. A folder belongs to one process: rejects with FolderLockedError. */
export async function openPGlite(options: PGliteOptions): Promise<Database> {
  const unlock = options.folder === null ? () => {} : lockFolder(`${options.folder}.lock`);
  const pglite = await create(options.folder).catch((error: unknown) => {
    unlock();
    throw error;
  });
  // One instance for all domains: it owns the only connection and lets transactions have it for themselves.
  const kysely = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: refuseWhenClosed(pglite) }) });
  return {
    engine: 'pglite',
    kysely: <Tables>() => kysely as Kysely<Tables>,
    migrate: (domain, migrations) => runMigrations(kysely, domain, migrations),
    ping: async (signal) => {
      signal.throwIfAborted();
      await sql`select 1`.execute(kysely);
    },
    [Symbol.asyncDispose]: async () => {
      // Not Kysely's own end: it would turn late queries into errors of another kind.
      if (!pglite.closed) await pglite.close();
      unlock();
    },
  };
}

async function create(folder: string | null): Promise<PGlite> {
  if (folder === null) return PGlite.create();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return PGlite.create({ dataDir: folder });
}

/** Queries that come while the process stops say so, as those to a stopped server do. */
function refuseWhenClosed(pglite: PGlite): PGlite {
  return new Proxy(pglite, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (property !== 'query' && property !== 'transaction') return value.bind(target) as unknown;
      return (...inputs: unknown[]) => {
        if (!target.closed) return value.apply(target, inputs) as unknown;
        return Promise.reject(new ServiceError('SERVICE_UNAVAILABLE', { message: 'The database is closed.' }));
      };
    },
  });
}
