import { join, relative } from 'node:path';
import { styleText } from 'node:util';
import type { BackendFacts } from '../../kernel/cluster.ts';
import { developmentKeyFileName } from '../cli/connection.ts';

export interface WelcomeFacts {
  readonly version: string;
  readonly tookMs: number;
  readonly url: string;
  /** The development key; null: the installation has other keys. */
  readonly key: string | null;
  readonly home: string;
  readonly backends: readonly BackendFacts[];
  readonly color: boolean;
}

/** What a user reads when everything runs: where, with which key, on what, and a first request to copy. */
export function welcome(facts: WelcomeFacts): string {
  const paint = (style: 'bold' | 'dim' | 'cyan', text: string): string =>
    facts.color ? styleText(style, text, { validateStream: false }) : text;
  const line = (name: string, text: string): string => `  ${paint('dim', name.padEnd(11))} ${text}`;
  const key = facts.key ?? 'sk_…';
  const folder = relative('.', facts.home);
  const keyFile = join(folder.startsWith('..') ? facts.home : folder, developmentKeyFileName);
  const model = JSON.stringify(firstTextModel(facts.backends));
  const query = `mutation { generateText(input: { model: ${model}, prompt: "Say hello", waitMs: 60000 }) { task { id status result { ... on TextResult { text } } } errors { ... on UserError { message } } } }`;
  return [
    '',
    `${paint('bold', `Infergraph ${facts.version}`)} is ready ${paint('dim', `(${(facts.tookMs / 1000).toFixed(1)} s)`)}`,
    '',
    line('API', paint('cyan', facts.url)),
    line('Playground', paint('cyan', facts.key === null ? facts.url : `${facts.url}#key=${facts.key}`)),
    facts.key === null
      ? line('Key', 'one of yours; API_KEYS=sk_live_… in the environment lets a new admin key in')
      : line('Key', `${facts.key} ${paint('dim', `(admin, for development; kept in ${keyFile})`)}`),
    ...facts.backends.map((backend, index) => line(index === 0 ? 'Backends' : '', describe(backend))),
    '',
    'Try it:',
    '',
    `  curl -s ${facts.url} \\`,
    `    -H 'content-type: application/json' -H 'authorization: Bearer ${key}' \\`,
    `    -d ${shellQuoted(JSON.stringify({ query }))}`,
    '',
    paint('dim', 'Ctrl-C stops it.'),
    '',
    '',
  ].join('\n');
}

/** Text as one word of a POSIX shell. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function describe(backend: BackendFacts): string {
  const names = backend.models.map((model) => model.name);
  const shown = names.length > 4 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  const where = backend.url === null ? '' : ` at ${backend.url}`;
  const state = backend.status === 'HEALTHY' ? '' : ` (${backend.message ?? backend.status.toLowerCase()})`;
  const hint =
    backend.kind === 'SANDBOX'
      ? ' (built in: no model server was found; docs/backends.md says how to connect one)'
      : '';
  return `${backend.name}${where}${state}: ${shown.join(', ') || 'no models'}${hint}`;
}

function firstTextModel(backends: readonly BackendFacts[]): string {
  const models = backends.flatMap((backend) => backend.models);
  return models.find((model) => model.capabilities.includes('COMPLETION'))?.name ?? 'sandbox';
}
