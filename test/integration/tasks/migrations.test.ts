import { describe, expect, it } from 'vitest';
import { taskDomain, taskMigrations } from '../../../tasks/migrations.ts';
import type { TaskTables } from '../../../tasks/schema.ts';
import { makeTaskReader } from '../../../tasks/task-store.ts';
import { openTestDatabase } from '../../fixtures/database.ts';

/** A row as the first release wrote it. */
const oldRow = {
  id: 'task_old',
  owner: 'ann',
  key_id: 'key_1',
  tier: 'PRO',
  kind: 'TEXT',
  model: 'm',
  request: '{"kind":"TEXT","prompt":"hi"}',
  status: 'PENDING',
  max_attempts: 3,
  input_hash: 'x',
  created_at: new Date(1_000),
};

describe('the migrations of tasks', () => {
  it('keep the rows of every earlier state, and run once', async () => {
    await using database = await openTestDatabase();
    const names = Object.keys(taskMigrations);
    expect(names).toEqual(names.toSorted());
    const [first = ''] = names;
    await database.migrate(taskDomain, { [first]: taskMigrations[first] ?? expect.fail() });
    await database
      .kysely<Record<'inference.task', typeof oldRow>>()
      .insertInto('inference.task')
      .values(oldRow)
      .execute();

    await database.migrate(taskDomain, taskMigrations);
    await database.migrate(taskDomain, taskMigrations);

    const db = database.kysely<TaskTables>();
    const row = await db.selectFrom('inference.task').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ id: 'task_old', request: { prompt: 'hi' }, attempt: 0, trace_parent: null });
    expect(await makeTaskReader(database).findMany(['task_old'])).toMatchObject([{ id: 'task_old', model: 'm' }]);
  });
});
