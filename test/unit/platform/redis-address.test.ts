import { describe, expect, it } from 'vitest';
import { parseRedisUrl } from '../../../platform/redis-address.ts';

describe('Redis URLs', () => {
  it.each([
    ['redis://h', { host: 'h', port: 6379, db: 0 }],
    ['redis://u:p%40ss@h:1234/2', { host: 'h', port: 1234, db: 2, username: 'u', password: 'p@ss' }],
    ['redis://:p@[::1]:7000', { host: '::1', port: 7000, db: 0, password: 'p' }],
    ['rediss://h', { host: 'h', port: 6379, db: 0, tls: { servername: 'h' } }],
    ['unix:///tmp/a%20b.sock?db=3', { path: '/tmp/a b.sock', db: 3 }],
    [
      'redis+sentinel://:p@a,b,c:26380/main/1',
      {
        sentinels: [
          { host: 'a', port: 26_380 },
          { host: 'b', port: 26_380 },
          { host: 'c', port: 26_380 },
        ],
        name: 'main',
        db: 1,
        password: 'p',
      },
    ],
    ['redis+sentinel://a', { sentinels: [{ host: 'a', port: 26_379 }], name: 'mymaster', db: 0 }],
  ])('%s', (url, options) => {
    expect(parseRedisUrl(url)).toEqual(options);
  });

  it.each(['', 'h:6379', 'http://h', 'redis://h/x', 'redis://h/-1'])('refuses %j', (url) => {
    expect(() => parseRedisUrl(url)).toThrow(TypeError);
  });
});
