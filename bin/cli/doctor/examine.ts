import { ConfigError, loadConfig } from '../../../platform/config.ts';
import type { Config } from '../../../platform/config.ts';
import { findConnection, homeOf } from '../connection.ts';
import type { Environment } from '../connection.ts';
import { checkBackends } from './backend-checks.ts';
import { failed, ok } from './finding.ts';
import type { Finding } from './finding.ts';
import { checkHome, checkNode } from './host-checks.ts';
import { checkServer } from './server-checks.ts';
import { checkDatabase, checkRedis } from './store-checks.ts';

/** Everything that can be wrong, checked in the order in which one would mend it. */
export async function examine(
  environment: Environment,
  options: { readonly url?: string | undefined; readonly key?: string | undefined },
): Promise<readonly Finding[]> {
  const connection = findConnection(options, environment);
  const { config, finding } = readConfig(environment);
  // All at once: the slowest check decides how long it takes.
  const groups = await Promise.all([
    checkNode(process.versions.node),
    finding,
    checkHome(homeOf(environment)),
    config === null ? [] : checkRedis(config.redisUrl),
    config === null ? [] : checkDatabase(config),
    config === null ? [] : checkBackends(config),
    checkServer({ connection, listen: config }),
  ]);
  return groups.flat();
}

function readConfig(environment: Environment): { readonly config: Config | null; readonly finding: Finding } {
  const file = environment['INFERGRAPH_CONFIG'];
  try {
    const config = loadConfig(environment);
    return { config, finding: ok(file ? `configuration from ${file}` : 'configuration from the environment') };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { config: null, finding: failed('the configuration is wrong', error.message) };
  }
}
