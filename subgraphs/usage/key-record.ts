import type { Tier } from '../../kernel/principal.ts';
import type { Scope } from '../../kernel/scopes.ts';
import type { Page, PageEdge } from '../runtime/page.ts';

export const keyEnvironments = ['LIVE', 'TEST', 'DEV'] as const;
export type KeyEnvironment = (typeof keyEnvironments)[number];
export type KeyStatus = 'ACTIVE' | 'EXPIRED' | 'REVOKED';

/** Who made a key: somebody through the graph, the environment's `API_KEYS`, or the first start. */
export type KeyOrigin = 'USER' | 'BOOTSTRAP' | 'DEVELOPMENT';

/** A key as the store has it, never its secret. Times in milliseconds since the epoch. */
export interface KeyRecord {
  readonly id: string;
  readonly name: string;
  /** First characters of the current secret. */
  readonly prefix: string;
  readonly owner: string;
  readonly tier: Tier;
  readonly scopes: readonly Scope[];
  readonly environment: KeyEnvironment;
  /** Addresses or CIDR networks; empty: all. */
  readonly allowedIps: readonly string[];
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  /** Until when the secret before the last rotation works; null: there is none. */
  readonly previousSecretValidUntilMs: number | null;
}

export type KeyPage = Page<KeyRecord>;
export type KeyPageEdge = PageEdge<KeyRecord>;

export function keyStatus(key: Pick<KeyRecord, 'expiresAtMs' | 'revokedAtMs'>, nowMs: number): KeyStatus {
  if (key.revokedAtMs !== null) return 'REVOKED';
  return key.expiresAtMs !== null && key.expiresAtMs <= nowMs ? 'EXPIRED' : 'ACTIVE';
}

/** Until when the secret before the last rotation still works; null: it does not, as none does once the key is revoked. */
export function previousSecretEnd(
  key: Pick<KeyRecord, 'previousSecretValidUntilMs' | 'revokedAtMs'>,
  nowMs: number,
): number | null {
  const endMs = key.previousSecretValidUntilMs;
  return key.revokedAtMs === null && endMs !== null && endMs > nowMs ? endMs : null;
}
