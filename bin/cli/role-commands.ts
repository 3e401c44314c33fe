import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import { subgraphNames } from '../../kernel/subgraph-protocol.ts';
import type { SubgraphName } from '../../kernel/subgraph-protocol.ts';
import type { Config } from '../../platform/config.ts';
import type { Environment } from './connection.ts';
import type { CliDeps } from './session.ts';
import { serveUntilStopped } from './serve.ts';
import { explainStart } from './start-failure.ts';

interface RoleOptions {
  readonly host?: string;
  readonly port?: string;
  readonly config?: string;
}

type Listener = 'API_PORT' | 'SUBGRAPH_PORT';

/** Adds `start | gateway | subgraphs | worker`. Their code is loaded only when they run: the other commands start twice as fast. */
export function addRoleCommands(program: Command, deps: CliDeps): void {
  const configure = async (options: RoleOptions, listener: Listener): Promise<Config> => {
    const { loadConfig } = await import('../../platform/config.ts');
    return loadConfig(withOptions(deps.environment, options, listener));
  };

  const serve = (config: Config, run: () => Promise<AsyncDisposable>): Promise<void> =>
    serveUntilStopped(deps.terminal, config.shutdownGraceMs, () =>
      run().catch((error: unknown) => {
        throw explainStart(error, config) ?? error;
      }),
    );

  listening(program.command('start').description('run everything in this process')).action(
    async (options: RoleOptions) => {
      const config = await configure(options, 'API_PORT');
      const reload = () => configure(options, 'API_PORT');
      const { runStart } = await import('../roles/start.ts');
      await serve(config, () => runStart(config, reload));
    },
  );

  listening(program.command('gateway').description('run the gateway')).action(async (options: RoleOptions) => {
    const config = await configure(options, 'API_PORT');
    const { runGateway } = await import('../roles/gateway.ts');
    await serve(config, () => runGateway(config));
  });

  listening(program.command('subgraphs').description('run subgraphs for gateways elsewhere'))
    .addArgument(new Argument('[names...]', 'which (default: all)').choices(subgraphNames))
    .action(async (names: readonly SubgraphName[], options: RoleOptions) => {
      const config = await configure(options, 'SUBGRAPH_PORT');
      const { runSubgraphs } = await import('../roles/subgraphs.ts');
      const chosen = names.length === 0 ? subgraphNames : names;
      await serve(config, () => runSubgraphs(config, chosen));
    });

  program
    .command('worker')
    .description('run a worker for the backends of its configuration')
    .addOption(configOption())
    .action(async (options: RoleOptions) => {
      const config = await configure(options, 'API_PORT');
      const reload = () => configure(options, 'API_PORT');
      const { runWorker } = await import('../roles/worker.ts');
      await serve(config, () => runWorker(config, reload));
    });
}

function listening(command: Command): Command {
  return command
    .option('--host <address>', 'address to listen on; overrides API_HOST')
    .option('--port <number>', 'port to listen on; overrides the environment')
    .addOption(configOption());
}

function configOption(): Option {
  return new Option('--config <file>', 'configuration file; overrides INFERGRAPH_CONFIG');
}

/** Options go through the same validation as the environment that they override. */
function withOptions(environment: Environment, options: RoleOptions, listener: Listener): Environment {
  return {
    ...environment,
    ...(options.host === undefined ? {} : { API_HOST: options.host }),
    ...(options.port === undefined ? {} : { [listener]: options.port }),
    ...(options.config === undefined ? {} : { INFERGRAPH_CONFIG: options.config }),
  };
}
