import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startRedis } from '../../../fixtures/redis.ts';
import type { RedisFixture } from '../../../fixtures/redis.ts';
import { openLiveEvents, queued } from '../support/live-events.ts';
import type { LiveEvents } from '../support/live-events.ts';
import { subscribe } from '../support/subscribe.ts';
import { startTestGateway } from '../support/test-gateway.ts';
import type { TestGateway } from '../support/test-gateway.ts';

const taskId = `task_${'7'.repeat(26)}`;
const subscriptions = 30;
let redis: RedisFixture;
let events: LiveEvents;

beforeAll(async () => {
  redis = await startRedis();
  events = await openLiveEvents(redis.url);
  await events.append({ taskId, owner: 'tester' }, queued);
});

afterAll(async () => {
  await events[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

/** Holds back what the gateway asks for tasks until it is let go. */
function holdTasks(test: TestGateway) {
  const held: (() => void)[] = [];
  let most = 0;
  let asked = 0;
  let free = false;
  test.subgraphs.inference.execute = async () => {
    asked++;
    if (!free) {
      const { promise, resolve } = Promise.withResolvers<void>();
      most = Math.max(most, held.push(resolve));
      await promise;
    }
    return { data: { _entities: [{ __typename: 'Task', id: taskId, status: 'PROCESSING', modelName: 'm' }] } };
  };
  return {
    asked: () => asked,
    most: () => most,
    free: () => {
      free = true;
      for (const go of held.splice(0)) go();
    },
  };
}

it('completes four events of a socket at a time, while others are answered at once', async () => {
  await using test = await startTestGateway({ events: events.reader });
  const tasks = holdTasks(test);
  const socket = test.socket(test.keys.add());
  const seen = Array.from({ length: subscriptions }, (_, n) =>
    subscribe(socket, `subscription S${n} { taskEvents(taskId: "${taskId}") { seq task { status modelName } } }`),
  );
  await vi.waitFor(() => expect(tasks.asked()).toBe(4));
  expect((await test.post({ query: '{ me { owner } }' })).data).toEqual({ me: { owner: 'root' } });
  expect(tasks.asked()).toBe(4);
  tasks.free();
  await vi.waitFor(() => expect(seen.every((one) => one.data().length === 1)).toBe(true));
  expect(seen[7]?.data()).toEqual([{ taskEvents: { seq: 1, task: { status: 'PROCESSING', modelName: 'm' } } }]);
  expect([tasks.most(), tasks.asked()]).toEqual([4, subscriptions]);
});

it('completes an event once for all subscriptions that ask the same', async () => {
  await using test = await startTestGateway({ events: events.reader });
  const tasks = holdTasks(test);
  const key = test.keys.add();
  const query = `subscription { taskEvents(taskId: "${taskId}") { seq task { status } } }`;
  const sockets = [test.socket(key), test.socket(key)];
  const seen = sockets.flatMap((socket) => Array.from({ length: subscriptions / 2 }, () => subscribe(socket, query)));
  const other = subscribe(test.socket(test.keys.add()), query);
  await vi.waitFor(async () =>
    expect(await (await fetch(test.at('/metrics'))).text()).toContain(
      `gateway_subscriptions_active ${subscriptions + 1}`,
    ),
  );
  await vi.waitFor(() => expect(tasks.asked()).toBe(2));
  tasks.free();
  await vi.waitFor(() => expect([...seen, other].every((one) => one.data().length === 1)).toBe(true));
  expect(tasks.asked()).toBeLessThan(subscriptions / 2);
});
