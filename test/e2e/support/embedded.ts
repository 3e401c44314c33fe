import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from './client.ts';
import type { Deployment } from './deployment.ts';
import { freePorts } from './ports.ts';
import { startProgram, untilReady } from './process.ts';
import type { RunningProgram } from './process.ts';

/** A key that every deployment under test accepts. */
export const bootstrapKey = 'sk_test_bootstrap0123456789bootstrap';

export interface EmbeddedOptions {
  /** The YAML of INFERGRAPH_CONFIG. */
  readonly config: string;
  /** Models that must be there before the deployment counts as ready. */
  readonly models: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface EmbeddedDeployment extends Deployment {
  readonly home: string;
  readonly program: () => RunningProgram;
  /** Ends the program in the given way and starts it again on the same folder. */
  restart(signal: NodeJS.Signals): Promise<void>;
}

/** `infergraph start` on embedded defaults, in a folder of its own. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDeployment> {
  const home = await mkdtemp(join(tmpdir(), 'infergraph-e2e-'));
  const configFile = join(home, 'config.yaml');
  await writeFile(configFile, options.config);
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}/graphql`;
  const launch = async (): Promise<RunningProgram> => {
    const program = startProgram({
      args: ['start'],
      env: {
        API_PORT: String(port),
        INFERGRAPH_HOME: home,
        INFERGRAPH_CONFIG: configFile,
        API_KEYS: bootstrapKey,
        ...limits,
        ...options.env,
      },
    });
    await untilReady(program, () => hasModels({ url, key: bootstrapKey }, options.models));
    return program;
  };
  let program = await launch();
  return {
    name: 'embedded',
    url,
    adminKey: bootstrapKey,
    home,
    program: () => program,
    async restart(signal) {
      await program.kill(signal);
      program = await launch();
    },
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Limits low enough for tests to reach. */
export const limits = {
  MAX_BODY_BYTES: '2000000',
  TASK_LEASE_MS: '1500',
  SHUTDOWN_GRACE_MS: '1500',
  LOG_LEVEL: 'warn',
};

/** True when the graph serves all of these models. */
export async function hasModels(
  caller: { readonly url: string; readonly key: string },
  names: readonly string[],
): Promise<boolean> {
  const data = await ask(caller, '{ models(filter: { status: AVAILABLE }) { nodes { name } } }');
  const served = new Set(data.models.nodes.map((node: { name: string }) => node.name));
  return names.every((name) => served.has(name));
}
