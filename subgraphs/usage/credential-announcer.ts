import type { Redis } from 'ioredis';
import { credentialChangedChannel } from '../../kernel/credential.ts';
import type { Logger } from '../../platform/logger.ts';

/** Tells every gateway that a key has changed. */
export interface CredentialAnnouncer {
  /** Never rejects: gateways that do not hear of it read the key again within a second. */
  announce(keyId: string): Promise<void>;
}

/** `redis` is a connection for commands, which fails within a second when Redis is away. */
export function makeCredentialAnnouncer(redis: Pick<Redis, 'publish'>, logger: Logger): CredentialAnnouncer {
  return {
    announce: async (keyId) => {
      try {
        await redis.publish(credentialChangedChannel, keyId);
      } catch (error) {
        logger.warn({ keyId, err: error }, 'could not announce a changed key; gateways notice within a second');
      }
    },
  };
}
