import type { KyselyPlugin } from 'kysely';
import type { Database } from '../../../../platform/database.ts';

/** A database that counts the statements sent through it. */
export function countStatements(database: Database): { readonly database: Database; readonly count: () => number } {
  let sent = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      sent += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return {
    database: { ...database, kysely: <Tables>() => database.kysely<Tables>().withPlugin(counter) },
    count: () => sent,
  };
}
