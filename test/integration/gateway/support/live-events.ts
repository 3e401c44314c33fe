import { once } from 'node:events';
import type { TaskEventBody } from '../../../../kernel/task-events.ts';
import { makeLogger } from '../../../../platform/logger.ts';
import { makeRedisHub } from '../../../../platform/redis-hub.ts';
import type { RedisHub } from '../../../../platform/redis-hub.ts';
import { makeRedisConnector } from '../../../../platform/redis.ts';
import { makeTaskEventLog } from '../../../../tasks/event-log.ts';
import { makeTaskEventReader } from '../../../../tasks/event-reader.ts';
import type { TaskEventReader } from '../../../../tasks/event-reader.ts';

export interface LiveEvents extends AsyncDisposable {
  readonly hub: RedisHub;
  readonly reader: TaskEventReader;
  /** Appends events of the first attempt to a task's log, in order. */
  append(task: { readonly taskId: string; readonly owner: string }, ...bodies: readonly TaskEventBody[]): Promise<void>;
}

/** The product's own log and reader on a Redis of the test. */
export async function openLiveEvents(
  url: string,
  options: { readonly maxBuffered?: number } = {},
): Promise<LiveEvents> {
  const connector = makeRedisConnector({ url, logger: makeLogger({ level: 'silent', name: 'test' }) });
  const redis = connector.open('command');
  if (redis.status !== 'ready') await once(redis, 'ready');
  const hub = makeRedisHub(connector);
  const log = makeTaskEventLog({ redis, now: Date.now }, { retentionMs: 60_000 });
  const last = new Map<string, number>();
  return {
    hub,
    reader: makeTaskEventReader({ redis, hub }, options),
    async append(task, ...bodies) {
      for (const body of bodies) {
        const attempt = body.type === 'TaskQueued' ? 0 : 1;
        const outcome = await log.append({ ...task, attempt, lastSeq: last.get(task.taskId) ?? 0 }, body);
        if (outcome.kind !== 'appended') throw new Error(`not appended: ${outcome.kind}`);
        last.set(task.taskId, outcome.seq);
      }
    },
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await connector[Symbol.asyncDispose]();
    },
  };
}

export function delta(text: string, index: number): TaskEventBody {
  return { type: 'TaskOutputAppended', delta: text, index, channel: 'ANSWER' };
}

export const queued: TaskEventBody = { type: 'TaskQueued', position: 0, estimatedWaitMs: null };
export const started: TaskEventBody = { type: 'TaskStarted', workerId: 'worker_1' };
export const completed: TaskEventBody = { type: 'TaskCompleted' };
