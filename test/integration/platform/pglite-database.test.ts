import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../platform/database.ts';
import { makeLogger } from '../../../platform/logger.ts';

describe('the embedded database', () => {
  const logger = makeLogger({ level: 'silent', name: 'test' });
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'infergraph-home-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('keeps its rows between starts, refuses a second opening, and outlives a killed owner', async () => {
    {
      await using database = await openDatabase({ databaseUrl: null, home, logger });
      await sql`create table public.kept (id integer)`.execute(database.kysely());
      await sql`insert into public.kept values (7)`.execute(database.kysely());
      await expect(openDatabase({ databaseUrl: null, home, logger })).rejects.toThrow(`Process ${process.pid}`);
    }
    // Another process opens it, writes, and is killed without closing it.
    const moduleUrl = new URL('../../../platform/pglite-database.ts', import.meta.url).href;
    const script = `
      const { openPGlite } = await import(${JSON.stringify(moduleUrl)});
      const { sql } = await import('kysely');
      const database = await openPGlite({ folder: ${JSON.stringify(join(home, 'database'))} });
      await sql\`insert into public.kept values (8)\`.execute(database.kysely());
      console.log('written');
      setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: new URL('../../..', import.meta.url),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    await expect(openDatabase({ databaseUrl: null, home, logger })).rejects.toThrow(
      `Process ${other.pid} already uses`,
    );
    const exited = once(other, 'exit');
    other.kill('SIGKILL');
    await exited;
    await using database = await openDatabase({ databaseUrl: null, home, logger });
    const { rows } = await sql`select id from public.kept order by id`.execute(database.kysely());
    expect(rows).toEqual([{ id: 7 }, { id: 8 }]);
  });

  it('answers SERVICE_UNAVAILABLE once it is closed', async () => {
    const database = await openDatabase({ databaseUrl: null, home, logger });
    await database.ping(AbortSignal.timeout(1_000));
    await database[Symbol.asyncDispose]();
    await expect(sql`select 1`.execute(database.kysely())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});
