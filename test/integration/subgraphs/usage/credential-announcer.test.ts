import { describe, expect, it } from 'vitest';
import { credentialChangedChannel } from '../../../../kernel/credential.ts';
import { makeCredentialAnnouncer } from '../../../../subgraphs/usage/credential-announcer.ts';
import { startRedis } from '../../../fixtures/redis.ts';
import { openRedisSide, silent } from '../../tasks/heart.ts';

describe('announcing a changed key', () => {
  it('reaches every listener, and does no harm when Redis is away', async () => {
    await using redis = await startRedis();
    await using side = await openRedisSide(redis.url);
    const heard = Promise.withResolvers<string>();
    await side.hub.subscribe(credentialChangedChannel, { onMessage: heard.resolve, onResync: () => {} });
    const announcer = makeCredentialAnnouncer(side.redis, silent);
    await announcer.announce('key_1');
    expect(await heard.promise).toBe('key_1');
    await redis.kill();
    const askedAtMs = performance.now();
    await expect(announcer.announce('key_1')).resolves.toBeUndefined();
    expect(performance.now() - askedAtMs).toBeLessThan(1_500);
  });
});
