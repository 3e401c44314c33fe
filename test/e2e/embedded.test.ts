import { afterAll, beforeAll, describe } from 'vitest';
import { everything } from './suite/everything.ts';
import { startEmbedded } from './support/embedded.ts';
import { startUpstreams } from './support/world.ts';
import type { World } from './support/world.ts';

describe('one process on embedded defaults', () => {
  const stack = new AsyncDisposableStack();
  let world: World;
  beforeAll(async () => {
    const upstreams = stack.use(await startUpstreams());
    world = { ...upstreams, deployment: stack.use(await startEmbedded(upstreams)) };
  });
  afterAll(() => stack.disposeAsync());

  everything(() => world);
});
