import type { Command } from 'commander';
import { scopes } from '../../kernel/scopes.ts';
import type { ApiKey, NewSecret } from '../../sdk/types.ts';
import { duration, expiry, oneOf, wholeNumber, words } from './arguments.ts';
import { CliFailure } from './failure.ts';
import { formatInstant } from './format-rules.ts';
import { openSession, writeResult } from './session.ts';
import type { CliDeps, Session } from './session.ts';
import { formatFacts, formatTable } from './table-rules.ts';

const tiers = ['FREE', 'PRO', 'ENTERPRISE'] as const;
const environments = ['LIVE', 'TEST', 'DEV'] as const;
const statuses = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const;
const scopeHelp = `some of ${scopes.join(', ')}`;

interface CreateOptions {
  readonly scopes: readonly string[];
  readonly owner?: string;
  readonly tier?: (typeof tiers)[number];
  readonly environment?: (typeof environments)[number];
  readonly expires?: string;
  readonly allowIp?: readonly string[];
}

interface ListOptions {
  readonly owner?: string;
  readonly status?: (typeof statuses)[number];
  readonly first?: number;
  readonly after?: string;
}

interface UpdateOptions {
  readonly name?: string;
  readonly scopes?: readonly string[];
  readonly tier?: (typeof tiers)[number];
  readonly expires?: string | false;
  readonly allowIp?: readonly string[] | false;
}

/** Adds `keys create | list | show | update | rotate | revoke`. */
export function addKeysCommands(program: Command, deps: CliDeps): void {
  const keys = program.command('keys').description('create, list and end API keys');

  keys
    .command('create <name>')
    .description('create a key and show its secret, once')
    .requiredOption('-s, --scopes <list>', `what it may do, separated by commas: ${scopeHelp}`, words)
    .option('--owner <owner>', 'whose tasks and knowledge it sees (default: yours)')
    .option('--tier <tier>', 'free, pro or enterprise', oneOf(tiers))
    .option('--environment <name>', 'live, test or dev: how its secret begins', oneOf(environments))
    .option('--expires <when>', 'a duration (30d) or an instant', expiry)
    .option('--allow-ip <list>', 'addresses or networks that may use it (default: all)', words)
    .action(async (name: string, options: CreateOptions, command: Command) => {
      await using session = openSession(deps, command);
      const { expires, allowIp, ...rest } = options;
      writeSecret(
        session,
        await session.client.keys.create({ name, ...rest, expiresAt: expires, allowedIps: allowIp }),
      );
    });

  keys
    .command('list')
    .description('list keys, newest first')
    .option('--owner <owner>', 'only of this owner')
    .option('--status <status>', 'active, expired or revoked', oneOf(statuses))
    .option('-n, --first <count>', 'how many, 1 to 100', wholeNumber)
    .option('--after <cursor>', 'continue after this page')
    .action(async (options: ListOptions, command: Command) => {
      await using session = openSession(deps, command);
      const { owner, status, first, after } = options;
      const filter = { owner, status: status === undefined ? undefined : [status] };
      const page = await session.client.keys.list({ filter, first, after });
      writeResult(session, page, () => keyTable(page.nodes));
      if (!session.json && page.pageInfo.hasNextPage) {
        session.terminal.err(`More: --after ${page.pageInfo.endCursor}\n`);
      }
    });

  keys
    .command('show <id>')
    .description('show one key')
    .action(async (id: string, _options: object, command: Command) => {
      await using session = openSession(deps, command);
      const key = await session.client.keys.get(id);
      if (key === null) throw new CliFailure(`There is no key ${id}, or it is not yours.`);
      writeKey(session, key);
    });

  keys
    .command('update <id>')
    .description('change a key; what is not named stays')
    .option('--name <name>', 'its name')
    .option('-s, --scopes <list>', `what it may do, all of it: ${scopeHelp}`, words)
    .option('--tier <tier>', 'free, pro or enterprise', oneOf(tiers))
    .option('--expires <when>', 'a duration (30d) or an instant', expiry)
    .option('--no-expires', 'it never ends')
    .option('--allow-ip <list>', 'addresses or networks that may use it, all of them', words)
    .option('--no-allow-ip', 'any address may use it')
    .action(async (id: string, options: UpdateOptions, command: Command) => {
      await using session = openSession(deps, command);
      const { allowIp, expires, ...rest } = withoutDefaults(options, command);
      const input = {
        id,
        ...rest,
        // Null takes the end away; undefined is not sent and leaves it.
        expiresAt: expires === false ? null : expires,
        allowedIps: allowIp === false ? [] : allowIp,
      };
      writeKey(session, await session.client.keys.update(input));
    });

  keys
    .command('rotate <id>')
    .description('give a key a new secret and show it, once')
    .option('--grace <duration>', 'how long the old secret still works (default: 24h)', duration)
    .action(async (id: string, options: { readonly grace?: number }, command: Command) => {
      await using session = openSession(deps, command);
      writeSecret(session, await session.client.keys.rotate({ id, gracePeriodMs: options.grace }));
    });

  keys
    .command('revoke <id>')
    .description('end a key for good, with its open connections')
    .action(async (id: string, _options: object, command: Command) => {
      await using session = openSession(deps, command);
      writeKey(session, await session.client.keys.revoke(id));
    });
}

/** Commander gives a `--no-x` option the value true when it is absent. */
function withoutDefaults(options: UpdateOptions, command: Command): UpdateOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => command.getOptionValueSource(name) !== 'default'),
  );
}

function writeSecret(session: Session, created: NewSecret): void {
  writeResult(session, created, () => `${created.secret}\n`);
  if (session.json) return;
  session.terminal.err(`\n${session.terminal.paintErr('yellow', 'Keep the secret now: it cannot be shown again.')}\n`);
  session.terminal.err(`\n${keyFacts(created.apiKey)}`);
}

function writeKey(session: Session, key: ApiKey): void {
  writeResult(session, key, () => keyFacts(key));
}

function keyTable(keys: readonly ApiKey[]): string {
  return formatTable(
    ['id', 'name', 'prefix', 'owner', 'tier', 'status', 'expires', 'scopes'],
    keys.map((key) => [
      key.id,
      key.name,
      key.prefix,
      key.owner,
      key.tier.toLowerCase(),
      key.status.toLowerCase(),
      key.expiresAt === null ? 'never' : formatInstant(key.expiresAt),
      key.scopes.join(','),
    ]),
  );
}

function keyFacts(key: ApiKey): string {
  return formatFacts([
    ['id', key.id],
    ['name', key.name],
    ['prefix', key.prefix],
    ['owner', key.owner],
    ['tier', key.tier.toLowerCase()],
    ['status', key.status.toLowerCase()],
    ['scopes', key.scopes.join(', ')],
    ['addresses', key.allowedIps.length === 0 ? 'all' : key.allowedIps.join(', ')],
    ['created', formatInstant(key.createdAt)],
    ['expires', key.expiresAt === null ? 'never' : formatInstant(key.expiresAt)],
    ['revoked', key.revokedAt === null ? null : formatInstant(key.revokedAt)],
    ['old secret until', key.previousSecretValidUntil === null ? null : formatInstant(key.previousSecretValidUntil)],
  ]);
}
