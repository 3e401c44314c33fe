import { createRequire } from 'node:module';
import util from 'node:util';
import type * as Shield from 'graphql-shield';

/**
 * graphql-shield, loaded from its CommonJS build. Its ES module build imports `isUndefined` from `node:util`, a name that
 * Node 23 removed, so that importing it fails before any code runs. The CommonJS build reads the name when it needs it:
 * there is time to define it.
 */
export function loadShield(): typeof Shield {
  if (!('isUndefined' in util)) {
    Object.defineProperty(util, 'isUndefined', { value: (value: unknown) => value === undefined });
  }
  const load = createRequire(import.meta.url);
  return load('graphql-shield') as typeof Shield;
}
