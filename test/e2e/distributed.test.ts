import { afterAll, beforeAll, describe } from 'vitest';
import { everything } from './suite/everything.ts';
import { startDistributed } from './support/distributed.ts';
import { startUpstreams } from './support/world.ts';
import type { World } from './support/world.ts';

describe('separate processes on PostgreSQL and Redis', () => {
  const stack = new AsyncDisposableStack();
  let world: World;
  beforeAll(async () => {
    const upstreams = stack.use(await startUpstreams());
    world = { ...upstreams, deployment: stack.use(await startDistributed(upstreams)) };
  });
  afterAll(() => stack.disposeAsync());

  everything(() => world);
});
