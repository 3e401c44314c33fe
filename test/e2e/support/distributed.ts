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
  readonly env?: Readonly<Record<string, string>>;
}

export interface DistributedDeployment extends Deployment {
  readonly postgres: PostgresFixture;
  readonly redis: RedisFixture;
  /** Address of each gateway; `url` is the first. */
  readonly urls: readonly string[];
  readonly gateways: readonly RunningProgram[];
  readonly workers: readonly RunningProgram[];
  /** By name, each a process of its own. */
  readonly subgraphs: ReadonlyMap<string, RunningProgram>;
  readonly subgraphUrls: ReadonlyMap<string, string>;
}

/** Gateways, workers and each of the five subgraphs as processes of their own, on PostgreSQL and Redis. */
export async function startDistributed(options: DistributedOptions): Promise<DistributedDeployment> {
  await using starting = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'infergraph-e2e-'));
  starting.defer(() => rm(home, { recursive: true, force: true }));
  const configFile = join(home, 'config.yaml');
  await writeFile(configFile, options.config);
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  starting.use(postgres);
  starting.use(redis);

  const gatewayCount = options.gateways ?? 1;
  const ports = await freePorts(subgraphNames.length + gatewayCount);
  const subgraphUrls = new Map(
    subgraphNames.map((name, index) => [name as string, `http://127.0.0.1:${ports[index]}/graphql`]),
  );
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
  const run = (args: readonly string[], env: Readonly<Record<string, string>>): RunningProgram =>
    starting.use(startProgram({ args, env: { ...common, ...env } }));

  const subgraphs = new Map<string, RunningProgram>();
  for (const name of subgraphNames) {
    const url = new URL(subgraphUrls.get(name) ?? '');
    const program = run(['subgraphs', name], { SUBGRAPH_PORT: url.port });
    await untilReady(program, async () => (await fetch(new URL('/health', url))).ok);
    subgraphs.set(name, program);
  }
  const workers = Array.from({ length: options.workers ?? 1 }, (_, index) =>
    run(['worker'], { INFERGRAPH_CONFIG: configFile, WORKER_NAME: `worker-${index + 1}` }),
  );
  const remote = Object.fromEntries(
    [...subgraphUrls].map(([name, url]) => [`SUBGRAPH_${name.toUpperCase()}_URL`, url]),
  );
  const gateways: RunningProgram[] = [];
  for (const url of urls) {
    const program = run(['gateway'], { ...remote, API_PORT: new URL(url).port });
    await untilReady(program, () => hasModels({ url, key: bootstrapKey }, options.models));
    gateways.push(program);
  }
  const stack = starting.move();
  return {
    name: 'distributed',
    url: urls[0] ?? '',
    adminKey: bootstrapKey,
    postgres,
    redis,
    urls,
    gateways,
    workers,
    subgraphs,
    subgraphUrls,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
