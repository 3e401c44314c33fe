import type { Scope } from './scopes.ts';

export const tiers = ['FREE', 'PRO', 'ENTERPRISE'] as const;
export type Tier = (typeof tiers)[number];

/** Who makes a request, as the gateway established it. */
export interface Principal {
  /** Id of the key in use. */
  readonly keyId: string;
  readonly keyName: string;
  /** Keys of one owner share tasks and knowledge. 1 to 64 of `A-Za-z0-9._@:-`. */
  readonly owner: string;
  readonly tier: Tier;
  readonly scopes: readonly Scope[];
  /** When the key ends, in milliseconds since the epoch; null: never. */
  readonly expiresAtMs: number | null;
}

export function isAdmin(principal: Principal): boolean {
  return principal.scopes.includes('admin');
}

/** True for text that may name an owner. */
export function isOwner(text: string): boolean {
  return /^[A-Za-z0-9._@:-]{1,64}$/.test(text);
}
