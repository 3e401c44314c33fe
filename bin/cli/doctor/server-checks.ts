import { once } from 'node:events';
import { createServer } from 'node:net';
import { createClient } from '../../../sdk/client.ts';
import type { InfergraphClient } from '../../../sdk/client.ts';
import type { Connection } from '../connection.ts';
import { checkTimeoutMs, failed, ok, reasonOf, warning } from './finding.ts';
import type { Finding } from './finding.ts';

export interface ServerCheckOptions {
  readonly connection: Connection;
  /** Where a server started here would listen. Null: the configuration is wrong. */
  readonly listen: { readonly host: string; readonly port: number } | null;
}

/** Whether a server answers; if so, whether the key works and there are models; if not, whether one could start. */
export async function checkServer({ connection, listen }: ServerCheckOptions): Promise<readonly Finding[]> {
  const version = await readServerVersion(connection.url);
  if (version === undefined) return await checkPort(connection, listen);
  await using client = createClient({
    url: connection.url,
    apiKey: connection.key,
    timeoutMs: checkTimeoutMs,
    retry: { maxAttempts: 1 },
  });
  const server = ok(`server ${version} answers at ${connection.url} (from ${connection.urlSource})`);
  const key = await checkKey(client, connection);
  return key.status === 'failed' ? [server, key] : [server, key, await checkModels(client), await checkCluster(client)];
}

/** Undefined: nothing of ours answers there. */
async function readServerVersion(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(checkTimeoutMs) });
    const report = (await response.json()) as { readonly version?: unknown };
    return typeof report.version === 'string' ? report.version : undefined;
  } catch {
    return undefined;
  }
}

async function checkPort(connection: Connection, listen: ServerCheckOptions['listen']): Promise<readonly Finding[]> {
  const advice = 'Start one with: npx infergraph start (or name one with --url or INFERGRAPH_URL)';
  const absent = warning(`no server answers at ${connection.url} (from ${connection.urlSource})`, advice);
  if (listen === null) return [absent];
  const probe = createServer();
  try {
    probe.listen(listen.port, listen.host);
    await once(probe, 'listening');
    return [absent, ok(`port ${listen.port} of ${listen.host} is free`)];
  } catch (error) {
    return [
      absent,
      failed(
        `port ${listen.port} of ${listen.host} cannot be used: ${reasonOf(error)}`,
        'Stop what listens there, or set API_PORT to another.',
      ),
    ];
  } finally {
    probe.close();
  }
}

async function checkKey(client: InfergraphClient, connection: Connection): Promise<Finding> {
  if (connection.key === undefined) {
    return failed(
      'no key was found',
      'Set INFERGRAPH_API_KEY; a server started here keeps one in .infergraph/dev-key.',
    );
  }
  try {
    const me = await client.keys.me();
    const end = me.expiresAt === null ? '' : `, until ${me.expiresAt}`;
    return ok(`key ${me.name} of ${me.owner} (${me.tier.toLowerCase()}${end}) may: ${me.scopes.join(', ')}`);
  } catch (error) {
    return failed(
      `the key from ${connection.keySource} does not work: ${reasonOf(error)}`,
      'Make a new one with a key that has keys:write: npx infergraph keys create',
    );
  }
}

async function checkModels(client: InfergraphClient): Promise<Finding> {
  try {
    const { nodes } = await client.models.list({ filter: { status: 'AVAILABLE' }, first: 100 });
    return nodes.length > 0
      ? ok(`models: ${nodes.map(({ name }) => name).join(', ')}`)
      : warning('no model is available', 'Pull one (for example: ollama pull llama3.2) or configure a backend.');
  } catch (error) {
    return warning(`models cannot be listed: ${reasonOf(error)}`, 'The key needs the scope models:read for this.');
  }
}

async function checkCluster(client: InfergraphClient): Promise<Finding> {
  try {
    const { status, workers } = await client.cluster.status();
    const ill = workers.flatMap(({ backends }) => backends).filter(({ status }) => status !== 'HEALTHY');
    if (status === 'HEALTHY')
      return ok(`cluster: ${workers.length} worker${workers.length === 1 ? '' : 's'}, all backends healthy`);
    const names = ill.map(({ name, message }) => (message === null ? name : `${name} (${message})`)).join(', ');
    return warning(
      workers.length === 0 ? 'cluster: no worker is running' : `cluster is ${status.toLowerCase()}: ${names}`,
      workers.length === 0 ? 'Start one with: npx infergraph worker' : 'See more with: npx infergraph cluster status',
    );
  } catch (error) {
    return warning(`the cluster cannot be read: ${reasonOf(error)}`, 'The key needs the scope cluster:read for this.');
  }
}
