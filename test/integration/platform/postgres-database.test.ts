import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../platform/database.ts';
import { openDatabase } from '../../../platform/database.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { openPostgres } from '../../../platform/postgres-database.ts';
import { startPostgres } from '../../fixtures/database.ts';
import type { PostgresFixture } from '../../fixtures/database.ts';

// Without a PostgreSQL server on this machine there is nothing to test.
describe('a PostgreSQL server', () => {
  const stack = new AsyncDisposableStack();
  const logger = makeLogger({ level: 'silent', name: 'test' });
  let server: PostgresFixture;
  let database: Database;
  beforeAll(async () => {
    server = stack.use(await startPostgres());
    database = stack.use(await openDatabase({ databaseUrl: server.url, home: '/nowhere', logger }));
  });
  afterAll(() => stack.disposeAsync());

  const ask = (on = database) => sql<{ one: number }>`select 1 as one`.execute(on.kysely()).then(({ rows }) => rows[0]);

  async function expectAwayWithinASecond(): Promise<void> {
    const startedAtMs = performance.now();
    await expect(ask()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  }

  it('is SERVICE_UNAVAILABLE at once when it was killed, and serves again when it is back', async () => {
    expect(await ask()).toEqual({ one: 1 });
    await server.kill();
    await expectAwayWithinASecond();
    await expect(database.ping(AbortSignal.timeout(1_000))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await server.start();
    expect(await ask()).toEqual({ one: 1 });
  });

  it('is SERVICE_UNAVAILABLE within a second when it says nothing, for many at a time', async () => {
    expect(await ask()).toEqual({ one: 1 });
    server.freeze();
    try {
      await Promise.all(Array.from({ length: 30 }, expectAwayWithinASecond));
      await expectAwayWithinASecond();
    } finally {
      server.thaw();
    }
    await expect.poll(() => ask().catch(() => null)).toEqual({ one: 1 });
  });

  it('survives an orderly stop with idle connections', async () => {
    await Promise.all([ask(), ask(), ask()]);
    await server.stop();
    await expectAwayWithinASecond();
    await server.start();
    await expect(database.ping(AbortSignal.timeout(1_000))).resolves.toBeUndefined();
  });

  it('rolls back a transaction whose connection is lost', async () => {
    await sql`create table if not exists public.kept (id integer)`.execute(database.kysely());
    const lost = database
      .kysely<{ kept: { id: number } }>()
      .transaction()
      .execute(async (transaction) => {
        await transaction.insertInto('kept').values({ id: 1 }).execute();
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(transaction);
      });
    await expect(lost).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    const { rows } = await sql`select * from public.kept`.execute(database.kysely());
    expect(rows).toEqual([]);
  });

  it('answers SERVICE_UNAVAILABLE once it is closed', async () => {
    const closed = openPostgres({ url: server.url, logger });
    await ask(closed);
    await closed[Symbol.asyncDispose]();
    await expect(ask(closed)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('leaves errors of statements as they are', async () => {
    await expect(sql`select 1 / 0`.execute(database.kysely())).rejects.toMatchObject({ code: '22012' });
    await expect(sql`select * from nothing`.execute(database.kysely())).rejects.toMatchObject({ code: '42P01' });
  });

  it('is migrated once by processes that start together', async () => {
    let runs = 0;
    const migrations = {
      '0001_first': {
        up: async (db: Kysely<unknown>) => {
          runs++;
          await sql`create table together.thing (id integer)`.execute(db);
        },
      },
    };
    await using other = openPostgres({ url: server.url, logger });
    await Promise.all([database, other, database].map((one) => one.migrate('together', migrations)));
    expect(runs).toBe(1);
  });

  it('keeps its rows through a later migration, and says which one failed', async () => {
    const run = (statement: string) => ({
      up: async (db: Kysely<unknown>) => void (await sql.raw(statement).execute(db)),
    });
    const first = run('create table later.thing (id integer)');
    await database.migrate('later', { '0001': first });
    await sql`insert into later.thing values (7)`.execute(database.kysely());
    const broken = run('create nonsense');
    await expect(database.migrate('later', { '0001': first, '0002_broken': broken })).rejects.toThrow('0002_broken');
    const second = run("alter table later.thing add column name text not null default 'x'");
    await database.migrate('later', { '0001': first, '0002': second });
    const { rows } = await sql`select * from later.thing`.execute(database.kysely());
    expect(rows).toEqual([{ id: 7, name: 'x' }]);
  });
});
