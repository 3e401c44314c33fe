import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkerControl } from '../../../tasks/worker-control.ts';
import type { WorkerCommand } from '../../../tasks/worker-control.ts';
import { redisKinds } from '../../fixtures/redis-kinds.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';
import { newId, openRedisSide } from './heart.ts';
import type { RedisSide } from './heart.ts';

describe.each(redisKinds)('orders to workers on $kind', ({ start }) => {
  const stack = new AsyncDisposableStack();
  let server: RedisFixture;
  let side: RedisSide;
  beforeAll(async () => {
    server = stack.use(await start());
    side = stack.use(await openRedisSide(server.url));
  });
  afterAll(() => stack.disposeAsync());

  it('reach a listening worker in order and nobody else', async () => {
    const control = makeWorkerControl(side);
    const [id, other] = [newId('worker'), newId('worker')];
    const heard: WorkerCommand[] = [];
    const misheard: WorkerCommand[] = [];
    await using _mine = await control.listen(id, (command) => heard.push(command));
    await using _other = await control.listen(other, (command) => misheard.push(command));
    for (const command of ['DRAIN', 'RESTART', 'REMOVE'] as const) await control.send(id, command);
    await expect.poll(() => heard).toEqual(['DRAIN', 'RESTART', 'REMOVE']);
    expect(misheard).toEqual([]);
  });

  it('wait for a worker that is away: the last one, once', async () => {
    const control = makeWorkerControl(side);
    const id = newId('worker');
    await control.send(id, 'DRAIN');
    await control.send(id, 'RESTART');
    const heard: WorkerCommand[] = [];
    {
      await using _listening = await control.listen(id, (command) => heard.push(command));
      expect(heard).toEqual(['RESTART']);
    }
    await using _again = await control.listen(id, (command) => heard.push(command));
    expect(heard).toEqual(['RESTART']);
  });

  it('are refused while Redis is away and heard again afterwards', async () => {
    const control = makeWorkerControl(side);
    const id = newId('worker');
    const heard: WorkerCommand[] = [];
    await using _listening = await control.listen(id, (command) => heard.push(command));
    await server.kill();
    await expect(control.send(id, 'DRAIN')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await server.start();
    await expect
      .poll(
        () =>
          control.send(id, 'DRAIN').then(
            () => true,
            () => false,
          ),
        { timeout: 5_000 },
      )
      .toBe(true);
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['DRAIN']);
  });
});
