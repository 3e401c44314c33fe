import { describe } from 'vitest';
import { openTestDatabase } from '../../fixtures/database.ts';
import { describeTaskStore } from './task-store-suite.ts';

describe('the task store on PGlite', () => {
  describeTaskStore(async (stack) => stack.use(await openTestDatabase()));
});
