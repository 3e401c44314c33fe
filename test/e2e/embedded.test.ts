import { afterAll, beforeAll, describe } from 'vitest';
import { startEmbedded } from './support/embedded.ts';
import type { EmbeddedDeployment } from './support/embedded.ts';
import { refusalsSuite } from './suite/refusals.ts';

describe('on embedded defaults', () => {
  let deployment: EmbeddedDeployment;
  beforeAll(async () => {
    deployment = await startEmbedded({
      config: 'discovery: false\nbackends: [{ name: sandbox, kind: sandbox }]\n',
      models: ['sandbox', 'sandbox-embed'],
    });
  });
  afterAll(() => deployment[Symbol.asyncDispose]());

  refusalsSuite(() => deployment);
});
