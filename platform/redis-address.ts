import type { RedisOptions as ClientOptions } from 'ioredis';

/**
 * Turns a Redis URL into what the client wants:
 * `redis://[user:password@]host[:port][/db]`, `rediss://…` with TLS, `unix://[user:password@]/path/to/socket[?db=n]`,
 * `redis+sentinel://[user:password@]host[,host…][:port]/master[/db]` with one port for all sentinels, 26379 by default.
 * Throws TypeError when it is no URL or of another kind.
 */
export function parseRedisUrl(text: string): ClientOptions {
  const url = new URL(text);
  const credentials: ClientOptions = {
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
  };
  switch (url.protocol) {
    case 'unix:':
      return {
        ...credentials,
        path: decodeURIComponent(url.pathname),
        db: databaseNumber(url.searchParams.get('db') ?? ''),
      };
    case 'redis+sentinel:': {
      const [name = '', db = ''] = url.pathname.slice(1).split('/');
      const port = url.port === '' ? 26_379 : Number(url.port);
      const sentinels = url.hostname.split(',').map((host) => ({ host, port }));
      return { ...credentials, sentinels, name: name === '' ? 'mymaster' : name, db: databaseNumber(db) };
    }
    case 'redis:':
    case 'rediss:':
      return {
        ...credentials,
        host: url.hostname === '' ? '127.0.0.1' : url.hostname.replaceAll(/[[\]]/g, ''),
        port: url.port === '' ? 6379 : Number(url.port),
        db: databaseNumber(url.pathname.slice(1)),
        ...(url.protocol === 'rediss:' ? { tls: { servername: url.hostname } } : {}),
      };
    default:
      throw new TypeError(`Not a Redis URL: it begins with ${url.protocol}`);
  }
}

function databaseNumber(text: string): number {
  if (text === '') return 0;
  if (!/^\d{1,4}$/.test(text)) throw new TypeError(`Not a Redis database number: ${text}`);
  return Number(text);
}
