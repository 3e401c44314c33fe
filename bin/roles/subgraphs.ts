import { makeSubgraphServer } from '../../subgraphs/runtime/subgraph-server.ts';
import { subgraphNames } from '../../kernel/subgraph-protocol.ts';
import type { SubgraphName } from '../../kernel/subgraph-protocol.ts';
import type { Config } from '../../platform/config.ts';
import { openFoundation } from '../wiring/foundation.ts';
import { makeHeart } from '../wiring/heart.ts';
import { startReconciler } from '../wiring/reconciler.ts';
import { measureQueues, serveStatus } from '../wiring/status.ts';
import { makeSubgraphs } from '../wiring/subgraphs.ts';

/** Serves subgraphs over HTTP on SUBGRAPH_PORT; all of them when none is named. */
export async function runSubgraphs(config: Config, names: readonly SubgraphName[]): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack();
  const served = names.length === 0 ? subgraphNames : names;
  const foundation = await openFoundation(config, 'subgraphs', starting);
  const heart = makeHeart(foundation);
  const definitions = await makeSubgraphs(served, foundation, heart);
  if (served.includes('inference')) {
    starting.use(startReconciler(foundation, heart));
    measureQueues(foundation, heart);
  }
  await serveStatus(foundation, starting);
  const server = starting.use(
    await makeSubgraphServer(definitions, {
      secret: foundation.secret,
      logger: foundation.logger,
      host: config.host,
      port: config.subgraphPort,
      maxBodyBytes: config.maxBodyBytes,
    }),
  );
  for (const name of served) process.stdout.write(`${name.padEnd(10)} ${server.url(name)}\n`);
  return starting.move();
}
