import { readFileSync } from 'node:fs';
import { workerDeadAfterMs } from '../kernel/cluster.ts';
import type { ClusterSnapshot, WorkerFacts } from '../kernel/cluster.ts';
import { redisAnswer, redisAnswers } from '../platform/redis-errors.ts';
import type { RedisClient } from '../platform/redis.ts';
import { workersKey, workersSeenKey } from './keys.ts';

/** Where workers announce themselves and everyone reads who is there. */
export interface ClusterRegistry {
  /** Announces the worker; repeated at every heartbeat. */
  announce(worker: WorkerFacts): Promise<void>;
  /** All registered workers, at most a second old. Rejects with SERVICE_UNAVAILABLE when Redis is away and nothing recent is known. */
  snapshot(): Promise<ClusterSnapshot>;
  /** Takes a worker off the list. */
  remove(workerId: string): Promise<void>;
}

export interface ClusterRegistryDeps {
  /** A `command` connection. */
  readonly redis: RedisClient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** How long a snapshot serves again. */
const freshMs = 500;
/** Dead and removed workers are forgotten after this long. */
const forgetAfterMs = 24 * 60 * 60 * 1000;

const script = readFileSync(new URL('./announce-worker.lua', import.meta.url), 'utf8');
type AnnounceCommand = (...parameters: readonly string[]) => Promise<number>;

/**
 * The registry in Redis. Silence is measured by Redis' own clock, so that hosts whose clocks differ agree. When Redis
 * is away, or has lost its memory and the workers have not announced themselves again, what was known last serves for
 * as long as a silent worker counts as alive.
 */
export function makeClusterRegistry(deps: ClusterRegistryDeps): ClusterRegistry {
  const { redis, now } = deps;
  redis.defineCommand('infergraphAnnounceWorker', { numberOfKeys: 2, lua: script });
  const announce = (redis as unknown as { infergraphAnnounceWorker: AnnounceCommand }).infergraphAnnounceWorker.bind(
    redis,
  );
  /** Workers as they were last read; `lastSeenAtMs` by our own clock. */
  let known = new Map<string, WorkerFacts>();
  let latest: ClusterSnapshot | undefined;
  let freshUntilMs = 0;
  let reading: Promise<ClusterSnapshot> | undefined;

  async function read(): Promise<ClusterSnapshot> {
    const [storedFacts, storedTimes, time] = await redisAnswers(
      redis.multi().hgetall(workersKey).hgetall(workersSeenKey).time().exec(),
    );
    const facts = (storedFacts ?? {}) as Record<string, string>;
    const seen = (storedTimes ?? {}) as Record<string, string>;
    const [seconds = 0, microseconds = 0] = ((time ?? []) as (string | number)[]).map(Number);
    const redisNowMs = seconds * 1000 + Math.floor(microseconds / 1000);
    const readAtMs = now();
    const found = new Map<string, WorkerFacts>();
    const forgotten: string[] = [];
    for (const [id, text] of Object.entries(facts)) {
      const silentMs = Math.max(0, redisNowMs - Number(seen[id] ?? 0));
      if (silentMs > forgetAfterMs) forgotten.push(id);
      else if (text !== '') {
        found.set(id, { ...(JSON.parse(text) as WorkerFacts), lastSeenAtMs: readAtMs - silentMs });
      }
    }
    // A worker that was taken off leaves an empty text: one without any trace was lost with Redis' memory.
    for (const [id, worker] of known) {
      if (facts[id] === undefined && readAtMs - worker.lastSeenAtMs <= workerDeadAfterMs) found.set(id, worker);
    }
    known = found;
    // Forgetting is no part of the answer, and whoever reads next does it too.
    if (forgotten.length > 0) {
      redis
        .multi()
        .hdel(workersKey, ...forgotten)
        .hdel(workersSeenKey, ...forgotten)
        .exec()
        .catch(() => {});
    }
    return present(readAtMs);
  }

  function present(readAtMs: number): ClusterSnapshot {
    const workers = [...known.values()]
      .map((worker) =>
        readAtMs - worker.lastSeenAtMs > workerDeadAfterMs ? { ...worker, status: 'DEAD' as const } : worker,
      )
      .sort((a, b) => a.startedAtMs - b.startedAtMs || (a.id < b.id ? -1 : 1));
    return { workers, readAtMs };
  }

  async function refresh(): Promise<ClusterSnapshot> {
    try {
      latest = await read();
      freshUntilMs = latest.readAtMs + freshMs;
      return latest;
    } catch (error) {
      if (latest !== undefined && now() - latest.readAtMs <= workerDeadAfterMs) return present(now());
      throw error;
    }
  }

  return {
    announce: async (worker) => {
      await redisAnswer(announce(workersKey, workersSeenKey, worker.id, JSON.stringify(worker)));
      freshUntilMs = 0;
    },
    snapshot: () => {
      if (latest !== undefined && now() < freshUntilMs) return Promise.resolve(latest);
      reading ??= refresh().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    remove: async (workerId) => {
      await redisAnswer(announce(workersKey, workersSeenKey, workerId, ''));
      freshUntilMs = 0;
    },
  };
}
