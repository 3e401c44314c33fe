import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../sdk/client.ts';
import type { TaskEvent } from '../../sdk/types.ts';
import { ollamaLine } from '../simulators/fake-ollama.ts';
import { ask, collect, connect, watch } from './support/client.ts';
import { admin, generateText, newKey, readTask } from './support/deployment.ts';
import { startEmbedded } from './support/embedded.ts';
import type { EmbeddedDeployment } from './support/embedded.ts';
import { startUpstreams } from './support/world.ts';
import type { Upstreams } from './support/world.ts';

describe('one process that is started again on the same folder', () => {
  const stack = new AsyncDisposableStack();
  let upstreams: Upstreams;
  let deployment: EmbeddedDeployment;
  beforeAll(async () => {
    upstreams = stack.use(await startUpstreams(15_000));
    deployment = stack.use(await startEmbedded(upstreams));
  });
  afterAll(() => stack.disposeAsync());

  it.each(['SIGTERM', 'SIGKILL'] as const)('keeps keys, tasks and their events after %s', async (signal) => {
    const key = await newKey(deployment, { scopes: ['inference:text'] });
    const { task } = await generateText(key, { model: 'sandbox', prompt: 'kept', waitMs: 10_000 });
    const before = await (async () => {
      await using client = connect(key);
      return await collect(watch(client, task.id));
    })();
    await deployment.restart(signal);
    expect((await ask(key, '{ me { keyId } }')).me.keyId).toBe(key.id);
    expect(await readTask(key, task.id)).toMatchObject({ status: 'COMPLETED', result: task.result });
    await using client = connect(key);
    expect(await collect(watch(client, task.id))).toEqual(before);
    expect((await collect(watch(client, task.id, { after: before[1]?.cursor ?? '' }))).length).toBe(before.length - 2);
  });

  it('goes on with an SDK watch across the death of the whole server, each event once', async () => {
    const lost = upstreams.ollama.hold('/api/generate');
    await using client = createClient({
      url: deployment.url,
      apiKey: deployment.adminKey,
      reconnect: { maxAttempts: 100, maxDelayMs: 300 },
    });
    const task = await client.generateText({ model: 'chatty:latest', prompt: 'survive' });
    const seen: TaskEvent[] = [];
    const watching = (async () => {
      for await (const event of client.watch(task.id)) seen.push(event);
    })();
    await lost.send(ollamaLine.generate('lost'));
    await expect.poll(() => seen.at(-1)?.__typename).toBe('TaskOutputAppended');
    const again = upstreams.ollama.hold('/api/generate');
    await deployment.restart('SIGKILL');
    await again.send(ollamaLine.generate('kept'));
    await again.send(ollamaLine.generateEnd());
    await again.end();
    await watching;
    expect(seen.at(-1)?.__typename).toBe('TaskCompleted');
    expect(seen.filter((event) => event.__typename === 'TaskRestarted')).toHaveLength(1);
    expect((await client.settled(task.id)).result).toMatchObject({ text: 'kept' });
    expect((await readTask(admin(deployment), task.id)).metadata.attempts).toBe(2);
  });
});
