import type { Command } from 'commander';
import type { Model, ModelDetails } from '../../sdk/types.ts';
import { oneOf, wholeNumber } from './arguments.ts';
import { CliFailure } from './failure.ts';
import { formatBytes, formatInstant } from './format-rules.ts';
import { openSession, writeResult } from './session.ts';
import type { CliDeps } from './session.ts';
import { formatFacts, formatTable } from './table-rules.ts';

const types = ['TEXT', 'IMAGE', 'AUDIO', 'SPEECH', 'MUSIC', 'VIDEO', 'EMBEDDING'] as const;

interface ListOptions {
  readonly type?: (typeof types)[number];
  readonly search?: string;
  readonly first?: number;
  readonly after?: string;
}

/** Adds `models list | show`. */
export function addModelsCommands(program: Command, deps: CliDeps): void {
  const models = program.command('models').description('see what models there are');

  models
    .command('list')
    .description('list models by name')
    .option('--type <type>', types.join(', ').toLowerCase(), oneOf(types))
    .option('--search <text>', 'only names that contain this')
    .option('-n, --first <count>', 'how many, 1 to 100', wholeNumber)
    .option('--after <cursor>', 'continue after this page')
    .action(async (options: ListOptions, command: Command) => {
      await using session = openSession(deps, command);
      const { type, search, first, after } = options;
      const page = await session.client.models.list({ filter: { type, search }, first, after });
      writeResult(session, page, () => modelTable(page.nodes));
      if (!session.json && page.pageInfo.hasNextPage) {
        session.terminal.err(`More: --after ${page.pageInfo.endCursor}\n`);
      }
    });

  models
    .command('show <name>')
    .description('show one model and the parameters of its tasks')
    .action(async (name: string, _options: object, command: Command) => {
      await using session = openSession(deps, command);
      const model = await session.client.models.get({ name });
      if (model === null) {
        throw new CliFailure(`No backend serves a model called ${name}.`, {
          advice: ['See which there are with: npx infergraph models list'],
        });
      }
      writeResult(session, model, () => modelText(model));
    });
}

function modelTable(models: readonly Model[]): string {
  return formatTable(
    ['name', 'type', 'status', 'size', 'context', 'can'],
    models.map((model) => [
      model.name,
      model.type.toLowerCase(),
      model.status.toLowerCase(),
      model.sizeBytes === null ? '' : formatBytes(Number(model.sizeBytes)),
      model.contextLength === null ? '' : String(model.contextLength),
      model.capabilities.join(', ').toLowerCase(),
    ]),
  );
}

function modelText(model: ModelDetails): string {
  const facts = formatFacts([
    ['name', model.name],
    ['id', model.id],
    ['type', model.type.toLowerCase()],
    ['status', model.status.toLowerCase()],
    ['description', model.description],
    ['can', model.capabilities.join(', ').toLowerCase()],
    ['size', model.sizeBytes === null ? null : formatBytes(Number(model.sizeBytes))],
    ['parameters', model.parameterSize],
    ['quantization', model.quantization],
    ['family', model.family],
    ['context', model.contextLength === null ? null : `${model.contextLength} tokens`],
    ['licence', model.licence],
    ['seen', formatInstant(model.refreshedAt)],
  ]);
  if (model.supportedParameters.length === 0) return facts;
  const parameters = formatTable(
    ['parameter', 'type', 'default', 'min', 'max'],
    model.supportedParameters.map((parameter) => [
      parameter.name,
      parameter.type,
      parameter.default === null ? '' : JSON.stringify(parameter.default),
      parameter.min === null ? '' : String(parameter.min),
      parameter.max === null ? '' : String(parameter.max),
    ]),
  );
  return `${facts}\n${parameters}`;
}
