import type { RedisOptions as ClientOptions } from 'ioredis';

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** Where Redis is, as the client wants it. */
export type RedisAddress =
  /** One server, or the primary that Sentinels name. */
  | { readonly kind: 'server'; readonly options: ClientOptions }
  /** Some nodes of a Cluster, from which the others are learnt, and what is common to all. */
  | { readonly kind: 'cluster'; readonly nodes: readonly RedisNode[]; readonly options: ClientOptions };

/** The parts of a URL, of which several hosts are one: that is why `URL` cannot parse it. */
interface Parts {
  readonly scheme: string;
  readonly credentials: ClientOptions;
  /** `host:port,…`, not yet parsed. */
  readonly hosts: string;
  /** Without the leading slash, decoded. */
  readonly path: string;
  readonly parameters: URLSearchParams;
}

const redisPort = 6379;
const sentinelPort = 26_379;

/** One line on every form that is understood, for messages. */
export const redisUrlForms =
  'redis://host:port, rediss://host:port, unix:///path/to/socket, redis+sentinel://host:port,host:port/primary-name or redis+cluster://host:port,host:port';

/**
 * Parses a Redis URL. Credentials go before the hosts as `user:password@`, percent-encoded.
 * - `redis://host[:6379][/db]`, and `rediss://…` with TLS
 * - `unix:///path/to/socket[?db=n]`
 * - `redis+sentinel://host[:26379],…/primary-name[/db]`; the credentials are those of the servers, not of the Sentinels
 * - `redis+cluster://host[:6379],…`
 *
 * Throws TypeError, whose message says what is wrong without a part of the credentials.
 */
export function parseRedisUrl(text: string): RedisAddress {
  const { scheme, credentials, hosts, path, parameters } = split(text);
  const unknown = [...parameters.keys()].find((name) => scheme !== 'unix' || name !== 'db');
  if (unknown !== undefined) throw new TypeError('must have no parameters after a question mark but db of unix://');
  switch (scheme) {
    case 'unix':
      if (hosts !== '' || path === '') throw new TypeError('must be of the form unix:///path/to/socket');
      return server({ ...credentials, path: `/${path}`, db: databaseNumber(parameters.get('db') ?? '') });
    case 'redis':
    case 'rediss': {
      const [node, ...others] = nodes(hosts === '' ? '127.0.0.1' : hosts, redisPort);
      if (node === undefined || others.length > 0) {
        throw new TypeError(
          `must name one host after ${scheme}://; several go with redis+sentinel:// or redis+cluster://`,
        );
      }
      const tls = scheme === 'rediss' ? { tls: {} } : {};
      return server({ ...credentials, ...node, db: databaseNumber(path), ...tls });
    }
    case 'redis+sentinel': {
      const [name = '', db = '', ...rest] = path.split('/');
      if (name === '' || rest.length > 0) {
        throw new TypeError(
          'must name the primary after the Sentinels: redis+sentinel://host:port,host:port/primary-name',
        );
      }
      return server({ ...credentials, sentinels: nodes(hosts, sentinelPort), name, db: databaseNumber(db) });
    }
    case 'redis+cluster':
      if (path !== '' && path !== '0') throw new TypeError('must name no database: a Redis Cluster has only number 0');
      return { kind: 'cluster', nodes: nodes(hosts, redisPort), options: credentials };
    default:
      throw new TypeError(`must be one of ${redisUrlForms}`);
  }
}

function server(options: ClientOptions): RedisAddress {
  return { kind: 'server', options };
}

function split(text: string): Parts {
  // The last @ ends the credentials, as in every URL.
  const match = /^([a-z+]+):\/\/(?:([^/]*)@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(text);
  if (match === null) throw new TypeError(`must be one of ${redisUrlForms}`);
  const [, scheme = '', userInfo = '', hosts = '', path = '', query = ''] = match;
  const colon = userInfo.indexOf(':');
  const username = decode(colon < 0 ? userInfo : userInfo.slice(0, colon));
  const password = decode(colon < 0 ? '' : userInfo.slice(colon + 1));
  return {
    scheme,
    credentials: { ...(username === '' ? {} : { username }), ...(password === '' ? {} : { password }) },
    hosts,
    path: decode(path),
    parameters: new URLSearchParams(query),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError('must have a % only before two hexadecimal digits; a % of a password is written %25');
  }
}

function nodes(hosts: string, defaultPort: number): RedisNode[] {
  return hosts.split(',').map((text) => {
    const match = /^(?:\[([\dA-Fa-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/.exec(text);
    const host = match?.[1] ?? match?.[2];
    const port = Number(match?.[3] ?? defaultPort);
    if (host === undefined || port < 1 || port > 65_535) {
      throw new TypeError('must name hosts as host:port, separated by commas, with ports from 1 to 65535');
    }
    return { host, port };
  });
}

function databaseNumber(text: string): number {
  if (text === '') return 0;
  if (!/^\d{1,4}$/.test(text)) throw new TypeError('must name the database by its number, 0 to 9999');
  return Number(text);
}
