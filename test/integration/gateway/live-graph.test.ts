import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeLogger } from '../../../platform/logger.ts';
import { startRedis } from '../../fixtures/redis.ts';
import { completed, delta, openLiveEvents, queued } from './support/live-events.ts';
import { subscribe, watch } from './support/subscribe.ts';
import { startTestGateway, supergraphSdl } from './support/test-gateway.ts';

describe('a new supergraph', () => {
  it('leaves running subscriptions alone, and a broken one changes nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'infergraph-supergraph-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const supergraphFile = join(folder, 'supergraph.graphql');
    await writeFile(supergraphFile, supergraphSdl);
    await using redis = await startRedis();
    await using events = await openLiveEvents(redis.url);
    const logger = makeLogger({ level: 'silent', name: 'test' });
    const complaint = vi.spyOn(logger, 'error');
    await using test = await startTestGateway({ events: events.reader, deps: { logger }, options: { supergraphFile } });
    const id = 'task_1';
    const task = { taskId: id, owner: 'tester' };
    await events.append(task, queued);
    const seen = subscribe(test.socket(test.keys.add()), watch, { id });
    await vi.waitFor(() => expect(seen.data()).toHaveLength(1));

    const renamed = supergraphSdl.replace(
      'eventRetentionMs: Int!',
      'eventRetentionMs: Int! @join__field(graph: EVENTS) @authenticated\n  marker: Int',
    );
    const query = async (text: string) => (await test.post({ query: text })).status;
    await vi.waitFor(async () => {
      await writeFile(supergraphFile, renamed);
      expect(await query('{ marker }')).toBe(200);
    }, 10_000);
    expect(await query('{ eventRetentionMs }')).toBe(200);

    await events.append(task, delta('still here', 0), completed);
    await vi.waitFor(() => expect(seen.isComplete()).toBe(true));
    expect(seen.data()).toHaveLength(3);

    await writeFile(supergraphFile, 'type Query { broken');
    await vi.waitFor(
      () => expect(complaint).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('is unusable')),
      10_000,
    );
    const again = subscribe(test.socket(test.keys.add()), watch, { id });
    await vi.waitFor(() => expect(again.isComplete()).toBe(true));
    expect(await query('{ marker }')).toBe(200);
  });
});
