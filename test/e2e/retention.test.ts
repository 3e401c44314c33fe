import { expect, it } from 'vitest';
import { collect, connect, watch } from './support/client.ts';
import { admin, generateText } from './support/deployment.ts';
import { startEmbedded } from './support/embedded.ts';

it('tells the end of a task whose events are no longer kept, and says when a cursor is too old', async () => {
  await using deployment = await startEmbedded({
    config: 'discovery: false\nbackends: [{ name: sandbox, kind: sandbox }]\n',
    models: ['sandbox'],
    env: { EVENT_RETENTION_MS: '1000' },
  });
  const { task } = await generateText(admin(deployment), { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
  await using client = connect(admin(deployment));
  const all = await collect(watch(client, task.id));
  expect(all[0]?.__typename).toBe('TaskQueued');
  await expect
    .poll(async () => (await collect(watch(client, task.id))).map((event) => event.__typename), { timeout: 10_000 })
    .toEqual(['TaskCompleted']);
  const [end] = await collect(watch(client, task.id));
  expect(end?.seq).toBe(all.at(-1)?.seq);
  expect(await collect(watch(client, task.id, { after: all.at(-1)?.cursor ?? '' }))).toEqual([]);
});
