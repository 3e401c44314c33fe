import { describe } from 'vitest';
import { openPostgres } from '../../../platform/postgres-database.ts';
import { startPostgres } from '../../fixtures/database.ts';
import { silent } from '../../integration/tasks/heart.ts';
import { describeTaskStore } from './task-store-suite.ts';

// Without a PostgreSQL server on this machine there is nothing to test.
describe('the task store on PostgreSQL', () => {
  describeTaskStore(async (stack) => {
    const server = stack.use(await startPostgres());
    return stack.use(openPostgres({ url: server.url, logger: silent }));
  });
});
