import type { Principal } from '../../../../kernel/principal.ts';
import type { Database } from '../../../../platform/database.ts';
import { hashSecret } from '../../../../subgraphs/usage/key-secret.ts';
import { makeKeyStore } from '../../../../subgraphs/usage/key-store.ts';

/** An ordinary key without limits: the database must know it before it may manage others. */
export const caller = {
  keyId: 'key_00000000000000000000000000',
  owner: 'alice',
  tier: 'PRO',
  scopes: ['keys:write', 'models:read', 'inference:text'],
} as const satisfies Partial<Principal>;

export async function insertCaller(database: Database): Promise<void> {
  const { keyId, ...rights } = caller;
  await makeKeyStore(database).create({
    ...rights,
    id: keyId,
    name: 'caller',
    environment: 'LIVE',
    origin: 'USER',
    allowedIps: [],
    createdAtMs: 0,
    expiresAtMs: null,
    secret: { hash: hashSecret('caller'), prefix: 'sk_live_call' },
  });
}
