import type { Config } from '../../platform/config.ts';
import { openFoundation } from '../wiring/foundation.ts';
import { localNames, startGateway } from '../wiring/gateway.ts';
import { makeHeart } from '../wiring/heart.ts';
import { startReconciler } from '../wiring/reconciler.ts';
import { measureQueues } from '../wiring/status.ts';
import { migrateUsage } from '../wiring/subgraphs.ts';

/** Serves the API; subgraphs without an address run in this process too. */
export async function runGateway(config: Config): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack();
  const foundation = await openFoundation(config, 'gateway', starting);
  const heart = makeHeart(foundation);
  // Keys are read here, wherever the subgraph of keys runs.
  await migrateUsage(foundation);
  if (localNames(foundation).includes('inference')) {
    starting.use(startReconciler(foundation, heart));
    measureQueues(foundation, heart);
  }
  const gateway = await startGateway(foundation, heart, starting);
  process.stdout.write(`gateway    ${gateway.url}\n`);
  return starting.move();
}
