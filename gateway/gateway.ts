import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Registry } from 'prom-client';
import { credentialChangedChannel } from '../kernel/credential.ts';
import type { IdPrefix } from '../kernel/ids.ts';
import type { Subgraph, SubgraphName } from '../kernel/subgraph-protocol.ts';
import { makeHealth } from '../platform/health.ts';
import type { HealthCheck } from '../platform/health.ts';
import type { Logger } from '../platform/logger.ts';
import type { RedisHub } from '../platform/redis-hub.ts';
import type { TaskEventReader } from '../tasks/event-reader.ts';
import { makeAuthenticator } from './authentication.ts';
import { makeAddressSet } from './client-address.ts';
import { makeCredentialCache } from './credential-cache.ts';
import type { CredentialCacheOptions, CredentialReader } from './credential-cache.ts';
import { makeErrorFormatter } from './error-format.ts';
import { makeGraph } from './graph.ts';
import { registerGraphqlRoute } from './http-graphql.ts';
import { makeLiveGraph } from './live-graph.ts';
import { makeGatewayMetrics } from './metrics.ts';
import { makeOperationServer } from './operation-server.ts';
import { makeServer } from './server.ts';
import { registerStatusRoutes } from './status-routes.ts';
import { makeEnrichments } from './subscriptions/enrichments.ts';
import { makeFairQueue } from './subscriptions/fair-queue.ts';
import { watchSupergraphFile } from './supergraph-file.ts';
import { makeSocketOperations } from './websocket/socket-operations.ts';
import { makeSocketSessions } from './websocket/socket-sessions.ts';
import type { SocketSessionsOptions } from './websocket/socket-sessions.ts';
import { makeWebSocketEndpoint } from './websocket/websocket.ts';
import type { WebSocketOptions } from './websocket/websocket.ts';

export interface GatewayDeps {
  /** The composed supergraph to begin with. */
  readonly supergraphSdl: string;
  readonly subgraphs: Readonly<Record<SubgraphName, Subgraph>>;
  readonly credentials: CredentialReader;
  readonly hub: RedisHub;
  readonly events: TaskEventReader;
  /** What /health looks at. */
  readonly healthChecks: readonly HealthCheck[];
  readonly logger: Logger;
  readonly registry: Registry;
  readonly newId: (prefix: IdPrefix) => string;
}

export interface GatewayOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** PEM files; null: plain HTTP. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Origins that browsers may call from; `*` among them: all. */
  readonly corsOrigins: readonly string[];
  /** Addresses or CIDR networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Largest request body and WebSocket message, in bytes. */
  readonly maxBodyBytes: number;
  /** Shown in /health. */
  readonly version: string;
  /** Folder of the built playground; null or not there: its page says how to build it. */
  readonly playgroundFolder: string | null;
  /** How long running requests may go on when the gateway closes, in milliseconds. */
  readonly shutdownGraceMs: number;
  /** How long task events can be replayed after a task's end, in milliseconds. */
  readonly eventRetentionMs: number;
  /** A file to take new supergraphs from whenever it changes. */
  readonly supergraphFile?: string | undefined;
  /** Longest time for a query or mutation, in milliseconds; 150,000 by default, more than any `waitMs`. */
  readonly requestTimeoutMs?: number;
  /** Most levels of fields in an operation; 15 by default. */
  readonly maxDepth?: number;
  readonly credentialCache?: CredentialCacheOptions;
  readonly sockets?: Partial<WebSocketOptions> & SocketSessionsOptions;
}

export interface Gateway extends AsyncDisposable {
  /** The GraphQL endpoint, `http://…/graphql`. */
  readonly url: string;
  readonly address: AddressInfo;
  /**
   * Stops in order: takes nothing new, answers what runs within the grace, closes sockets so that clients resume elsewhere.
   * Repeated calls give the same promise. Disposing does the same.
   */
  close(): Promise<void>;
}

/** Path of the API, for HTTP, WebSocket and the playground. */
export const graphqlPath = '/graphql';

/** Starts the public role: authenticates, prepares, checks scopes, executes across subgraphs, streams. Rejects when it cannot listen or the supergraph is unusable. */
export async function makeGateway(deps: GatewayDeps, options: GatewayOptions): Promise<Gateway> {
  const { logger } = deps;
  let phase: 'starting' | 'ready' | 'stopping' = 'starting';
  const isDraining = (): boolean => phase === 'stopping';
  const requestTimeoutMs = options.requestTimeoutMs ?? 150_000;
  const newRequestId = (): string => deps.newId('req');
  const trustedProxies = makeAddressSet(options.trustedProxies);
  const metrics = makeGatewayMetrics(deps.registry);
  const formatError = makeErrorFormatter({ logger });

  await using started = new AsyncDisposableStack();
  // One for all graphs that may be in force: the bound is the process's.
  const enrichments = makeEnrichments({ queue: makeFairQueue() });
  const graph = makeLiveGraph(deps.supergraphSdl, {
    logger,
    build: (sdl) =>
      makeGraph(
        sdl,
        { ...deps, enrichments },
        { eventRetentionMs: options.eventRetentionMs, maxDepth: options.maxDepth },
      ),
  });
  const operations = started.use(await makeOperationServer({ graph, formatError, logger }));
  if (options.supergraphFile !== undefined) {
    started.use(watchSupergraphFile(options.supergraphFile, { logger, onChange: (sdl) => void graph.replace(sdl) }));
  }

  const cache = makeCredentialCache({ reader: deps.credentials, logger }, options.credentialCache);
  const authenticator = makeAuthenticator({ cache, logger });
  const sessions = started.use(makeSocketSessions({ authenticator, logger }, options.sockets));
  // Not awaited: the gateway also starts while Redis is away, and the sweep of the sessions does not need it.
  const subscribed = deps.hub.subscribe(credentialChangedChannel, {
    onMessage: (keyId) => {
      cache.forget(keyId);
      sessions.recheckKey(keyId);
    },
    onResync: () => {
      cache.distrust();
      sessions.recheckAll();
    },
  });
  let unsubscribe: (() => void) | undefined;
  subscribed.then(
    (end) => (isDraining() ? end() : (unsubscribe = end)),
    (error: unknown) => logger.error({ err: error }, 'changes of keys are not announced to this gateway'),
  );
  started.defer(() => unsubscribe?.());

  const app = await makeServer({ formatError, metrics, logger, newRequestId }, { ...options, graphqlPath });
  registerGraphqlRoute(
    app,
    { authenticator, operations, metrics, trustedProxies, isDraining },
    { path: graphqlPath, playgroundFolder: options.playgroundFolder, requestTimeoutMs },
  );
  registerStatusRoutes(app, {
    health: makeHealth(deps.healthChecks, { version: options.version }),
    registry: deps.registry,
    isReady: () => phase === 'ready',
  });
  const socketOperations = makeSocketOperations(
    { graph, operations, formatError, metrics, newRequestId },
    { requestTimeoutMs },
  );
  const sockets = makeWebSocketEndpoint(
    {
      graph,
      authenticator,
      operations: socketOperations,
      sessions,
      formatError,
      metrics,
      trustedProxies,
      newRequestId,
      isDraining,
      logger,
    },
    { maxMessageBytes: options.maxBodyBytes, ...options.sockets, path: graphqlPath },
  );
  sockets.attach(app.server as Server);
  started.defer(() => app.close());
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address() as AddressInfo;
  phase = 'ready';

  const running = started.move();
  let closed: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    phase = 'stopping';
    const drained = sockets.drain(options.shutdownGraceMs);
    const answered = app.close();
    // What has not been answered by then is cut off.
    const cut = setTimeout(() => (app.server as Server).closeAllConnections(), options.shutdownGraceMs);
    try {
      await Promise.all([drained, answered]);
    } finally {
      clearTimeout(cut);
      await running.disposeAsync();
    }
  };
  const close = (): Promise<void> => (closed ??= stop());
  return {
    url: `${options.tls === null ? 'http' : 'https'}://${hostInUrl(address)}:${address.port}${graphqlPath}`,
    address,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** An address that a client on this host can use. */
function hostInUrl(address: AddressInfo): string {
  if (address.address === '0.0.0.0' || address.address === '::') return 'localhost';
  return address.family === 'IPv6' ? `[${address.address}]` : address.address;
}
