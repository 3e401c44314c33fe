import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from '../platform/logger.ts';

export interface SupergraphFileDeps {
  readonly logger: Logger;
  /** Told the new text whenever it has changed. */
  readonly onChange: (text: string) => void;
}

/** How often the file is looked at, in milliseconds. */
const pollMs = 500;

/**
 * Watches a supergraph file by looking at it: that also notices renames, symbolic links that are moved (as Kubernetes
 * does) and network file systems, which change notifications do not.
 */
export function watchSupergraphFile(path: string, deps: SupergraphFileDeps): Disposable {
  const look = (): void => {
    readFile(path, 'utf8').then(deps.onChange, (error: unknown) => {
      deps.logger.error({ err: error, path }, 'the supergraph file cannot be read: the graph in force stays');
    });
  };
  watchFile(path, { interval: pollMs, persistent: false }, look);
  return { [Symbol.dispose]: () => unwatchFile(path, look) };
}
