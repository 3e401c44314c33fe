import { describe, expect, it } from 'vitest';
import { parseRedisUrl } from '../../../platform/redis-address.ts';

const sentinels = [
  { host: 'a', port: 26_380 },
  { host: 'b', port: 26_379 },
];

describe('Redis URLs', () => {
  it.each([
    ['redis://h', { host: 'h', port: 6379, db: 0 }],
    ['redis://', { host: '127.0.0.1', port: 6379, db: 0 }],
    ['redis://u:p%40ss@h:1234/2', { host: 'h', port: 1234, db: 2, username: 'u', password: 'p@ss' }],
    ['redis://:p:@ss@h', { host: 'h', port: 6379, db: 0, password: 'p:@ss' }],
    ['redis://:p@[::1]:7000', { host: '::1', port: 7000, db: 0, password: 'p' }],
    ['rediss://h/', { host: 'h', port: 6379, db: 0, tls: {} }],
    ['unix:///tmp/a%20b.sock?db=3', { path: '/tmp/a b.sock', db: 3 }],
    ['unix://u:p@/tmp/a.sock', { path: '/tmp/a.sock', db: 0, username: 'u', password: 'p' }],
    ['redis+sentinel://:p@a:26380,b/main/1', { sentinels, name: 'main', db: 1, password: 'p' }],
    ['redis+sentinel://a:26380,b/my_primary', { sentinels, name: 'my_primary', db: 0 }],
  ])('%s', (url, options) => {
    expect(parseRedisUrl(url)).toEqual({ kind: 'server', options });
  });

  it.each([
    ['redis+cluster://a', [{ host: 'a', port: 6379 }], {}],
    [
      'redis+cluster://u:p@redis_1:7000,[fe80::1]:7001,10.0.0.3/0',
      [
        { host: 'redis_1', port: 7000 },
        { host: 'fe80::1', port: 7001 },
        { host: '10.0.0.3', port: 6379 },
      ],
      { username: 'u', password: 'p' },
    ],
  ])('%s', (url, nodes, options) => {
    expect(parseRedisUrl(url)).toEqual({ kind: 'cluster', nodes, options });
  });

  it.each([
    ['', 'must be one of redis://'],
    ['h:6379', 'must be one of redis://'],
    ['http://h', 'must be one of redis://'],
    ['redis://h/x', 'number'],
    ['redis://h/-1', 'number'],
    ['redis://h:0', 'ports from 1 to 65535'],
    ['redis://h:65536', 'ports from 1 to 65535'],
    ['redis://a,b', 'redis+sentinel:// or redis+cluster://'],
    ['redis://h?protocol=3', 'parameters'],
    ['redis://:100%@h', '%25'],
    ['unix://tmp/a.sock', 'unix:///path/to/socket'],
    ['unix://', 'unix:///path/to/socket'],
    ['redis+sentinel://a,b', 'name the primary'],
    ['redis+sentinel://a/main/0/1', 'name the primary'],
    ['redis+sentinel:///main', 'host:port'],
    ['redis+cluster://a,,b', 'host:port'],
    ['redis+cluster://a b', 'host:port'],
    ['redis+cluster://a/1', 'only number 0'],
  ])('refuses %j and says why', (url, reason) => {
    expect(() => parseRedisUrl(url)).toThrow(expect.objectContaining({ message: expect.stringContaining(reason) }));
    expect(() => parseRedisUrl(url)).toThrow(TypeError);
  });

  it('never repeats a password', () => {
    for (const url of ['redis://:s3cret@h h', 'redis://:s3cret@a,b', 'redis+cluster://:s3cret@a/9', 's3cret@h']) {
      expect(() => parseRedisUrl(url)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
      );
    }
  });
});
