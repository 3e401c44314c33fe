import { makeLogger } from '../../../platform/logger.ts';
import { openPostgres } from '../../../platform/postgres-database.ts';
import type { Database } from '../../../platform/database.ts';
import { openTestDatabase, startPostgres } from '../../fixtures/database.ts';

export interface DatabaseCase {
  readonly name: string;
  /** What it opens is closed by the stack. */
  readonly open: (stack: AsyncDisposableStack) => Promise<Database>;
}

/** Both databases that the product runs on. */
export const databaseCases: readonly DatabaseCase[] = [
  { name: 'PGlite', open: async (stack) => stack.use(await openTestDatabase()) },
  {
    name: 'PostgreSQL',
    open: async (stack) => {
      const server = stack.use(await startPostgres());
      return stack.use(openPostgres({ url: server.url, logger: makeLogger({ level: 'silent', name: 'test' }) }));
    },
  },
];
