import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../platform/config.ts';

describe('the configuration', () => {
  const load = (REDIS_URL: string) => loadConfig({ REDIS_URL, API_KEY_SECRET: 'x'.repeat(32) });

  it.each(['redis://h', 'redis+sentinel://a:1,b:2/main/3', 'redis+cluster://:p@a:1,b:2'])('takes %s', (url) => {
    expect(load(url).redisUrl).toBe(url);
  });

  it('stops at a wrong REDIS_URL with its name and what is wrong, without the password', () => {
    expect(() => load('redis+sentinel://:s3cret@a,b')).toThrow(ConfigError);
    expect(() => load('redis+sentinel://:s3cret@a,b')).toThrow(
      /^REDIS_URL: must name the primary after the Sentinels: (?!.*s3cret)/,
    );
    expect(() => load('mysql://h')).toThrow(/^REDIS_URL: must be one of redis:\/\/host:port, /);
  });
});
