import type { Config } from '../../platform/config.ts';
import { CliFailure } from './failure.ts';

/** The fields that errors of the system, of PostgreSQL and of our own bring along. */
type Facts = Error & {
  readonly code?: unknown;
  readonly address?: unknown;
  readonly hostname?: unknown;
  readonly path?: unknown;
  readonly port?: unknown;
  readonly severity?: unknown;
};

/**
 * Says in plain words why a role could not start, when it is a mistake of the surroundings and no bug; undefined
 * otherwise. Errors are told by name and code: loading their classes would slow every other command down.
 */
export function explainStart(error: unknown, config: Config): CliFailure | undefined {
  // What went wrong while the half-started role was taken down matters less than why it was.
  if (error instanceof SuppressedError) return explainStart(error.suppressed, config);
  if (!(error instanceof Error)) return undefined;
  const facts: Facts = error;
  return (
    ofRedis(facts, config) ??
    ofDatabase(facts, config) ??
    ofCertificate(facts, config) ??
    ofListener(facts, config) ??
    ofHome(facts, config)
  );
}

function ofRedis(error: Facts, config: Config): CliFailure | undefined {
  if (error.name === 'RedisMissingError') return fail(error.message);
  if (config.redisUrl !== null) {
    if (error.name !== 'TimeoutError') return undefined;
    return fail(`Redis cannot be reached at ${withoutCredentials(config.redisUrl)} (REDIS_URL).`, [
      'Is it running, and are the address and the password right? See with: npx infergraph doctor',
    ]);
  }
  if (!/^redis-server (ends|does not answer)/.test(error.message)) return undefined;
  return fail(`The embedded Redis does not start: ${error.message.replace(/^redis-server /, 'it ')}`, [
    `If the log names a damaged append-only file: restore ${config.home}/redis, or repair it with redis-check-aof --fix,`,
    'or remove it: finished tasks stay, waiting tasks are queued again, events are lost.',
  ]);
}

function ofDatabase(error: Facts, config: Config): CliFailure | undefined {
  if (config.databaseUrl === null) {
    // What PGlite throws when PostgreSQL gives up on its files.
    const isAborted = error.name === 'RuntimeError' || /\bAborted\(|PGlite failed to initialize/.test(error.message);
    if (!isAborted) return undefined;
    return fail(`The embedded database in ${config.home}/database cannot be opened: its files are damaged.`, [
      'Restore the folder from a copy, or remove it to begin with an empty database (keys and tasks are lost).',
    ]);
  }
  const place = `at ${withoutCredentials(config.databaseUrl)} (DATABASE_URL)`;
  if (error.name === 'ServiceError' && error.code === 'SERVICE_UNAVAILABLE') {
    const reason = reasonOf(error.cause);
    return fail(`The database cannot be reached ${place}${reason === '' ? '.' : `: ${reason}`}`, [
      'Is PostgreSQL running, and are the host and the port right?',
    ]);
  }
  // Refused by the server: a wrong password, no such database, no right to make a schema.
  if (typeof error.code === 'string' && /^(28|3D|42501)/.test(error.code) && error.severity !== undefined) {
    return fail(`The database ${place} refuses: ${error.message}`);
  }
  return undefined;
}

function ofCertificate(error: Facts, { tls }: Config): CliFailure | undefined {
  if (tls === null) return undefined;
  const unread = error.path === tls.certFile ? 'TLS_CERT' : error.path === tls.keyFile ? 'TLS_KEY' : undefined;
  if (unread !== undefined) return fail(`${unread}: cannot read ${String(error.path)} (${String(error.code)}).`);
  if (typeof error.code !== 'string' || !error.code.startsWith('ERR_OSSL')) return undefined;
  return fail(`TLS_CERT (${tls.certFile}) and TLS_KEY (${tls.keyFile}) cannot be used: ${error.message}`, [
    'Both must be PEM files, and the key that of the certificate, without a passphrase.',
  ]);
}

function ofListener(error: Facts, config: Config): CliFailure | undefined {
  const port = String(error.port);
  const setting = error.port === config.metricsPort ? 'METRICS_PORT' : '--port';
  switch (error.code) {
    case 'EADDRINUSE':
      return fail(`Port ${port} of ${String(error.address)} is taken by another program.`, [
        `Stop that one, or choose another port with ${setting}; 0 takes a free one.`,
      ]);
    case 'EACCES':
      if (error.port === undefined) return undefined;
      return fail(`This user may not listen on port ${port}.`, [`Choose one above 1023 with ${setting}.`]);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fail(`Cannot listen on ${config.host}: it is no address of this machine.`, [
        'Set API_HOST or --host to one that is: 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses.',
      ]);
    default:
      return undefined;
  }
}

function ofHome(error: Facts, { home }: Config): CliFailure | undefined {
  if (error.name === 'FolderLockedError' || /does not hold 64 hexadecimal digits/.test(error.message)) {
    return fail(error.message);
  }
  if (typeof error.path !== 'string' || !error.path.startsWith(home)) return undefined;
  return fail(`The home folder ${home} cannot be used: ${reasonOf(error)}`, [
    'It must be a folder that this user may write to; INFERGRAPH_HOME names another.',
  ]);
}

function reasonOf(error: unknown): string {
  // A host with several addresses gives one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : '';
}

/** The address without user, password and parameters, some of which are secret too. */
function withoutCredentials(url: string): string {
  return url.replace(/\/\/.*@/, '//').replace(/\?.*$/, '');
}

function fail(message: string, advice: readonly string[] = []): CliFailure {
  return new CliFailure(message, { advice });
}
