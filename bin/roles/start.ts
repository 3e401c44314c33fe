import { ensureDevelopmentKey } from '../../subgraphs/usage/bootstrap.ts';
import { makeCredentialAnnouncer } from '../../subgraphs/usage/credential-announcer.ts';
import { makeCredentialStore } from '../../subgraphs/usage/credential-store.ts';
import { hashSecret } from '../../subgraphs/usage/key-secret.ts';
import type { Config } from '../../platform/config.ts';
import { readDevelopmentKey, writeDevelopmentKey, writeEndpoint } from '../cli/connection.ts';
import { openFoundation } from '../wiring/foundation.ts';
import type { Foundation } from '../wiring/foundation.ts';
import { startGateway } from '../wiring/gateway.ts';
import { makeHeart } from '../wiring/heart.ts';
import { startReconciler } from '../wiring/reconciler.ts';
import { measureQueues } from '../wiring/status.ts';
import { migrateTasks } from '../wiring/subgraphs.ts';
import { startWorker } from '../wiring/worker.ts';
import { welcome } from './welcome.ts';

/** Runs every role in this process. `reload` reads the configuration again. */
export async function runStart(config: Config, reload: () => Promise<Config>): Promise<AsyncDisposable> {
  const startedAtMs = performance.now();
  await using starting = new AsyncDisposableStack();
  const foundation = await openFoundation(config, 'infergraph', starting);
  const heart = makeHeart(foundation);
  await migrateTasks(foundation);
  starting.use(startReconciler(foundation, heart));
  measureQueues(foundation, heart);
  // One after the other: composing the graph occupies the process, and a server that answers the search for backends
  // meanwhile would be heard too late.
  const worker = await startWorker(foundation, heart, {
    stack: starting,
    reload,
    onRemoved: () => foundation.logger.warn('the worker was removed: start again to bring it back'),
  });
  const gateway = await startGateway(foundation, heart, starting);
  const key = await developmentKey(foundation);
  writeEndpoint(config.home, gateway.url);
  process.stdout.write(
    welcome({
      version: foundation.version,
      tookMs: performance.now() - startedAtMs,
      url: gateway.url,
      key,
      home: config.home,
      backends: (await worker.facts()).backends,
      color: process.stdout.isTTY && !process.env['NO_COLOR'],
    }),
  );
  return starting.move();
}

/** The development key: made at the first start of an installation without keys, then read from the home folder. */
async function developmentKey({ database, redis, logger, newId, config, now }: Foundation): Promise<string | null> {
  const made = await ensureDevelopmentKey({ database, announcer: makeCredentialAnnouncer(redis, logger), newId });
  if (made !== null) {
    writeDevelopmentKey(config.home, made);
    return made;
  }
  const kept = readDevelopmentKey(config.home);
  if (kept === undefined || kept === '') return null;
  const known = await makeCredentialStore(database).findByHash(hashSecret(kept));
  const works = known !== null && known.revokedAtMs === null && (known.expiresAtMs ?? Infinity) > now();
  return works ? kept : null;
}
