import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subgraphNames } from '../../../kernel/subgraph-protocol.ts';
import { startPostgres } from '../../fixtures/database.ts';
import type { PostgresFixture } from '../../fixtures/database.ts';
import { startRedis } from '../../fixtures/redis.ts';
import type { RedisFixture } from '../../fixtures/redis.ts';
import type { Deployment } from './deployment.ts';
import { bootstrapKey, hasModels, limits } from './embedded.ts';
import { freePorts } from './ports.ts';
import { startProgram, untilReady } from './process.ts';
import type { RunningProgram } from './process.ts';

export interface DistributedOptions {
  /** The YAML of the workers' INFERGRAPH_CONFIG. */
  readonly config: string;
  /** Models that must be there before the deployment counts as ready. */
  readonly models: readonly string[];
  /** Default 1. */
  readonly gateways?: number;
  /** Default 1. */
  readonly workers?: number;
  /** Default: one server. */
  readonly startRedis?: () => Promise<RedisFixture>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A process of the deployment that tests may kill and start again. */
export interface Member {
  /** Worker name, subgraph name or gateway address. */
  readonly name: string;
  /** Where it answers GraphQL; empty for a worker. */
  readonly url: string;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again with the same settings unless it runs; resolves when it is ready. */
  revive(): Promise<void>;
}

export interface DistributedDeployment extends Deployment {
  readonly postgres: PostgresFixture;
  readonly redis: RedisFixture;
  /** `url` is the first one's. */
  readonly gateways: readonly Member[];
  readonly workers: readonly Member[];
  readonly subgraphs: readonly Member[];
}

/** Gateways, workers and each of the five subgraphs as processes of their own, on PostgreSQL and Redis. */
export async function startDistributed(options: DistributedOptions): Promise<DistributedDeployment> {
  await using starting = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'infergraph-e2e-'));
  starting.defer(() => rm(home, { recursive: true, force: true }));
  const configFile = join(home, 'config.yaml');
  await writeFile(configFile, options.config);
  const [postgres, redis] = await Promise.all([startPostgres(), (options.startRedis ?? startRedis)()]);
  starting.use(postgres);
  starting.use(redis);

  const gatewayCount = options.gateways ?? 1;
  const ports = await freePorts(subgraphNames.length + gatewayCount);
  const subgraphUrls = new Map(subgraphNames.map((name, index) => [name, `http://127.0.0.1:${ports[index]}/graphql`]));
  const urls = ports.slice(subgraphNames.length).map((port) => `http://127.0.0.1:${port}/graphql`);
  const common = {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    API_KEY_SECRET: 'a secret of thirty-two characters and more',
    API_KEYS: bootstrapKey,
    INFERGRAPH_HOME: home,
    ...limits,
    ...options.env,
  };
  const member = async (role: Role): Promise<Member> => {
    let program: RunningProgram | undefined;
    const revive = async (): Promise<void> => {
      if (program !== undefined && program.child.exitCode === null && program.child.signalCode === null) return;
      program = startProgram({ args: role.args, env: { ...common, ...role.env } });
      await untilReady(program, role.isReady);
    };
    starting.defer(() => program?.[Symbol.asyncDispose]());
    await revive();
    return {
      name: role.name,
      url: role.url,
      signal: (signal) => void program?.child.kill(signal),
      kill: async (signal) => program?.kill(signal),
      revive,
    };
  };

  const subgraphs = await Promise.all(
    [...subgraphUrls].map(([name, url]) =>
      member({
        name,
        url,
        args: ['subgraphs', name],
        env: { SUBGRAPH_PORT: new URL(url).port },
        isReady: async () => (await fetch(new URL('/health', url))).ok,
      }),
    ),
  );
  const workers = await Promise.all(
    Array.from({ length: options.workers ?? 1 }, (_, index) => `worker-${index + 1}`).map((name) =>
      member({
        name,
        url: '',
        args: ['worker'],
        env: { INFERGRAPH_CONFIG: configFile, WORKER_NAME: name },
        isReady: async () => true,
      }),
    ),
  );
  const remote = Object.fromEntries(
    [...subgraphUrls].map(([name, url]) => [`SUBGRAPH_${name.toUpperCase()}_URL`, url]),
  );
  const gateways = await Promise.all(
    urls.map((url) =>
      member({
        name: url,
        url,
        args: ['gateway'],
        env: { ...remote, API_PORT: new URL(url).port },
        isReady: () => hasModels({ url, key: bootstrapKey }, options.models),
      }),
    ),
  );
  const stack = starting.move();
  return {
    name: 'distributed',
    url: urls[0] ?? '',
    adminKey: bootstrapKey,
    postgres,
    redis,
    gateways,
    workers,
    subgraphs,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

interface Role {
  readonly name: string;
  readonly url: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly isReady: () => Promise<boolean>;
}
