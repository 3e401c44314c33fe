import type { Config } from '../../platform/config.ts';
import { openFoundation } from '../wiring/foundation.ts';
import { makeHeart } from '../wiring/heart.ts';
import { startReconciler } from '../wiring/reconciler.ts';
import { measureQueues, serveStatus } from '../wiring/status.ts';
import { migrateTasks } from '../wiring/subgraphs.ts';
import { startWorker } from '../wiring/worker.ts';

/** Runs tasks on the configured and the discovered backends. `reload` reads the configuration again. */
export async function runWorker(config: Config, reload: () => Promise<Config>): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack();
  const foundation = await openFoundation(config, 'worker', starting);
  const heart = makeHeart(foundation);
  await migrateTasks(foundation);
  starting.use(startReconciler(foundation, heart));
  measureQueues(foundation, heart);
  await serveStatus(foundation, starting);
  const worker = await startWorker(foundation, heart, {
    stack: starting,
    reload,
    // A removed worker is no longer wanted: its process ends as if it had been told to stop.
    onRemoved: () => process.kill(process.pid, 'SIGTERM'),
  });
  const { name, id, backends } = await worker.facts();
  process.stdout.write(`worker     ${name} (${id}): ${backends.map((backend) => backend.name).join(', ')}\n`);
  return starting.move();
}
