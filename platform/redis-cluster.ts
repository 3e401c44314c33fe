import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { AbstractConnector, Cluster, Redis } from 'ioredis';
import type { RedisOptions as ClientOptions } from 'ioredis';
import type { RedisAddress, RedisNode } from './redis-address.ts';
import { endWhenSilent } from './redis-silence.ts';

/** The rules of one role, as {@link openClusterClient} and {@link openClusterSubscriber} apply them to a Cluster. */
export interface ClusterClientOptions {
  readonly address: Extract<RedisAddress, { kind: 'cluster' }>;
  /** Of each connection to a node. */
  readonly node: ClientOptions;
  /** Whether commands wait while the Cluster, or the node they need, is away. */
  readonly isPatient: boolean;
  readonly retryStrategy: (times: number) => number;
}

/**
 * A client that refuses commands while it has no Cluster, and gives up the others at their deadline. Without a queue the
 * base class would also refuse whatever comes while it opens the connection to one more node.
 */
class PromptCluster extends Cluster {
  override sendCommand(...[command, stream, node]: Parameters<Cluster['sendCommand']>): unknown {
    // By this one it finds out whether the Cluster is ready.
    if (this.status !== 'ready' && command.name !== 'cluster') {
      command.reject(new Error('Connection is closed.'));
      return command.promise;
    }
    const { commandTimeout } = this.options.redisOptions ?? {};
    if (commandTimeout !== undefined) command.setTimeout(commandTimeout);
    return super.sendCommand(command, stream, node);
  }
}

/** A client of the whole Cluster, connecting. */
export function openClusterClient(options: ClusterClientOptions): Cluster {
  const retryMs = options.isPatient ? 100 : 0;
  const Client = options.isPatient ? Cluster : PromptCluster;
  const cluster = new Client([...options.address.nodes], {
    redisOptions: { ...options.address.options, ...options.node },
    // Of a command that was under way when its node went nobody knows whether it was run: only its caller may repeat it.
    retryDelayOnFailover: retryMs,
    retryDelayOnClusterDown: retryMs,
    maxRedirections: options.isPatient ? 16 : 4,
    slotsRefreshTimeout: 700,
    clusterRetryStrategy: options.retryStrategy,
  });
  cluster.on('+node', endWhenSilent);
  return cluster;
}

/**
 * A connection to one of these nodes, to another one each time it is opened again. Every node of a Cluster passes on
 * what is published at any other, and a single connection tells when messages may have been missed, which the client
 * of the whole Cluster does not.
 */
export function openClusterSubscriber(options: ClusterClientOptions, known: () => readonly RedisNode[]): Redis {
  let turn = Math.floor(Math.random() * 1_000);
  class NodeConnector extends AbstractConnector {
    constructor() {
      super(options.node.disconnectTimeout ?? 0);
    }
    connect(): Promise<Socket> {
      this.connecting = true;
      const nodes = known();
      const node = nodes[turn++ % nodes.length];
      if (node === undefined) return Promise.reject(new Error('No node of the Redis Cluster is known'));
      const socket = createConnection({ host: node.host, port: node.port });
      socket.once('error', (error) => {
        this.firstError = error;
      });
      this.stream = socket;
      return Promise.resolve(socket);
    }
  }
  const redis = new Redis({
    ...options.address.options,
    ...options.node,
    retryStrategy: options.retryStrategy,
    Connector: NodeConnector,
  });
  endWhenSilent(redis);
  return redis;
}
