import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from '../platform/database.ts';
import type { TaskTables } from './schema.ts';

/** Guesses how long a task will wait, from what the model's tasks did lately. */
export interface WaitEstimator {
  /** Milliseconds; null when there is nothing to go by. Answers at once and refreshes what it knows behind that. */
  estimate(model: string, position: number): number | null;
}

interface Pace {
  /** Mean time from start to end; null when nothing ended lately. */
  readonly meanRunMs: number | null;
  readonly running: number;
}

const freshMs = 5_000;
const windowMs = 10 * 60_000;

export function makeWaitEstimator(deps: { readonly database: Database; readonly now: () => number }): WaitEstimator {
  const db = deps.database.kysely<TaskTables>();
  const paces = new LRUCache<string, Pace>({
    max: 1_000,
    ttl: freshMs,
    // The old figure serves until the new one is there, and when the database does not answer.
    allowStale: true,
    noDeleteOnFetchRejection: true,
    allowStaleOnFetchRejection: true,
    fetchMethod: (model) => readPace(model),
  });

  async function readPace(model: string): Promise<Pace> {
    return db
      .selectFrom('inference.task')
      .select([
        sql<number | null>`(extract(epoch from avg(finished_at - started_at)) * 1000)::float8`.as('meanRunMs'),
        sql<number>`(count(*) filter (where status = 'PROCESSING'))::int`.as('running'),
      ])
      .where('model', '=', model)
      .where((e) =>
        e.or([
          e('status', '=', 'PROCESSING'),
          e.and([e('status', '=', 'COMPLETED'), e('finished_at', '>', new Date(deps.now() - windowMs))]),
        ]),
      )
      .executeTakeFirstOrThrow();
  }

  return {
    estimate: (model, position) => {
      paces.fetch(model).catch(() => {});
      const pace = paces.get(model);
      if (pace?.meanRunMs == null) return null;
      return Math.round((position / Math.max(1, pace.running)) * pace.meanRunMs);
    },
  };
}
