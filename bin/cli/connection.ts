import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CliFailure } from './failure.ts';

/** In the home folder: the address of the graph, written by a started server. */
export const endpointFileName = 'endpoint';
/** In the home folder: the secret of the development key, readable by its owner alone. */
export const developmentKeyFileName = 'dev-key';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command finds the server and what it shows there. */
export interface Connection {
  /** Address of the graph, with its path. */
  readonly url: string;
  /** Undefined: none was found. */
  readonly key: string | undefined;
  /** Where both came from, for messages. */
  readonly urlSource: string;
  readonly keySource: string;
}

const defaultUrl = 'http://127.0.0.1:4000/graphql';

/** The absolute folder of everything that stays between starts. */
export function homeOf(environment: Environment): string {
  return resolve(environment['INFERGRAPH_HOME'] || '.infergraph');
}

/** Tells commands on this host where the server is: `url` is the address of the graph, with its path. */
export function writeEndpoint(home: string, url: string): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, endpointFileName), `${url}\n`);
}

/** Keeps the development key's secret for commands on this host. */
export function writeDevelopmentKey(home: string, secret: string): void {
  mkdirSync(home, { recursive: true });
  const file = join(home, developmentKeyFileName);
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  // The mode above holds only for a new file.
  chmodSync(file, 0o600);
}

/** The development key's secret; undefined when there is none. */
export function readDevelopmentKey(home: string): string | undefined {
  return readWord(join(home, developmentKeyFileName));
}

/** Options first, then the environment, then the home folder, then the default. Throws CliFailure for a wrong URL. */
export function findConnection(
  options: { readonly url?: string | undefined; readonly key?: string | undefined },
  environment: Environment,
): Connection {
  const home = homeOf(environment);
  const [url, urlSource] = firstOf([
    [options.url, '--url'],
    [environment['INFERGRAPH_URL'], 'INFERGRAPH_URL'],
    [readWord(join(home, endpointFileName)), join(home, endpointFileName)],
  ]) ?? [defaultUrl, 'the default'];
  const [key, keySource] = firstOf([
    [options.key, '--key'],
    [environment['INFERGRAPH_API_KEY'], 'INFERGRAPH_API_KEY'],
    [readDevelopmentKey(home), join(home, developmentKeyFileName)],
  ]) ?? [undefined, 'nowhere'];
  return { url: completeUrl(url, urlSource), key, urlSource, keySource };
}

function firstOf(candidates: readonly (readonly [string | undefined, string])[]): [string, string] | undefined {
  for (const [value, source] of candidates) {
    // An empty variable counts as absent.
    if (value !== undefined && value !== '') return [value, source];
  }
  return undefined;
}

/** An address without a path means the graph of that host. */
function completeUrl(text: string, source: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new CliFailure(`The URL of ${source} is not an http or https address: ${text}`);
  }
  if (url.pathname === '/') url.pathname = '/graphql';
  return url.href;
}

function readWord(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
