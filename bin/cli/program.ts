import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addClusterCommands } from './cluster-commands.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addGenerateCommand } from './generate-command.ts';
import { addKeysCommands } from './keys-commands.ts';
import { addModelsCommands } from './models-commands.ts';
import { addRoleCommands } from './role-commands.ts';
import type { CliDeps } from './session.ts';
import { addTasksCommands } from './tasks-commands.ts';

/** All commands. Commander itself reports wrong arguments and ends the process. */
export function makeProgram(deps: CliDeps): Command {
  const program = new Command('infergraph')
    .description('A typed, streaming GraphQL API in front of your own inference cluster.')
    .version(readVersion())
    .option('--url <address>', 'address of the server (INFERGRAPH_URL, .infergraph/endpoint)')
    .option('--key <secret>', 'API key (INFERGRAPH_API_KEY, .infergraph/dev-key)')
    .option('--json', 'write results as JSON')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(see it all with --help)');
  addRoleCommands(program, deps);
  addGenerateCommand(program, deps);
  addTasksCommands(program, deps);
  addModelsCommands(program, deps);
  addKeysCommands(program, deps);
  addClusterCommands(program, deps);
  addDoctorCommand(program, deps);
  return program;
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  return version;
}
