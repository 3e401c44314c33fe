import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeGateway } from '../../gateway/gateway.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { makeRemoteSubgraph } from '../../gateway/remote-subgraph.ts';
import { subgraphNames } from '../../kernel/subgraph-protocol.ts';
import type { Subgraph, SubgraphName } from '../../kernel/subgraph-protocol.ts';
import { makePrincipalSigner } from '../../platform/principal-token.ts';
import { makeLocalSubgraph } from '../../subgraphs/runtime/local-subgraph.ts';
import { makeCredentialStore } from '../../subgraphs/usage/credential-store.ts';
import type { Foundation } from './foundation.ts';
import type { Heart } from './heart.ts';
import { healthChecks } from './status.ts';
import { makeSubgraphs } from './subgraphs.ts';

const supergraphFile = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));
const playgroundFolder = fileURLToPath(new URL('../../playground/dist', import.meta.url));

/** Subgraphs that run in this process: those without an address. */
export function localNames(foundation: Foundation): SubgraphName[] {
  return subgraphNames.filter((name) => foundation.config.subgraphUrls[name] === undefined);
}

/** Starts the gateway of this process with its subgraphs, local or remote; the stack stops them. */
export async function startGateway(
  foundation: Foundation,
  heart: Heart,
  stack: AsyncDisposableStack,
): Promise<Gateway> {
  const { config, database, hub, logger, metrics, newId, version } = foundation;
  return stack.use(
    await makeGateway(
      {
        supergraphSdl: readFileSync(supergraphFile, 'utf8'),
        subgraphs: await openSubgraphs(foundation, heart, stack),
        credentials: makeCredentialStore(database),
        hub,
        events: heart.events,
        healthChecks: healthChecks(foundation),
        logger,
        registry: metrics,
        newId,
      },
      {
        host: config.host,
        port: config.port,
        tls: config.tls,
        corsOrigins: config.corsOrigins,
        trustedProxies: config.trustedProxies,
        maxBodyBytes: config.maxBodyBytes,
        version,
        playgroundFolder,
        shutdownGraceMs: config.shutdownGraceMs,
        eventRetentionMs: config.eventRetentionMs,
        supergraphFile,
      },
    ),
  );
}

async function openSubgraphs(
  foundation: Foundation,
  heart: Heart,
  stack: AsyncDisposableStack,
): Promise<Record<SubgraphName, Subgraph>> {
  const { config, logger, secret } = foundation;
  const signer = makePrincipalSigner({ secret });
  const definitions = await makeSubgraphs(localNames(foundation), foundation, heart);
  const local = new Map(definitions.map((definition) => [definition.name, makeLocalSubgraph(definition, { logger })]));
  const open = (name: SubgraphName): Subgraph => {
    const url = config.subgraphUrls[name];
    if (url !== undefined) return stack.use(makeRemoteSubgraph({ signer }, { name, url }));
    const subgraph = local.get(name);
    if (subgraph === undefined) throw new Error(`subgraph ${name} was not made`);
    return subgraph;
  };
  return {
    inference: open('inference'),
    models: open('models'),
    cluster: open('cluster'),
    usage: open('usage'),
    knowledge: open('knowledge'),
  };
}
