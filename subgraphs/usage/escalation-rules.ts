import { isAdmin, tiers } from '../../kernel/principal.ts';
import type { Principal, Tier } from '../../kernel/principal.ts';
import { scopesBeyond } from '../../kernel/scopes.ts';
import type { Violation } from '../runtime/violations.ts';
import type { KeyRecord } from './key-record.ts';

/** What a caller would give to a key; absent: unchanged. */
export interface Grant {
  readonly owner?: string | undefined;
  readonly tier?: Tier | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/** In what a grant goes beyond the caller's own rights. Nothing goes beyond an admin's. */
export function findEscalations(principal: Principal, grant: Grant): Violation[] {
  if (isAdmin(principal)) return [];
  const found: Violation[] = [];
  if (grant.owner !== undefined && grant.owner !== principal.owner) {
    found.push({ path: ['input', 'owner'], message: 'owner: only an admin makes keys for another owner.' });
  }
  if (grant.tier !== undefined && rank(grant.tier) > rank(principal.tier)) {
    found.push({ path: ['input', 'tier'], message: `tier: must not be above the caller's own, ${principal.tier}.` });
  }
  const beyond = scopesBeyond(principal.scopes, grant.scopes ?? []);
  if (beyond.length > 0) {
    found.push({ path: ['input', 'scopes'], message: `scopes: the caller lacks ${beyond.join(', ')}.` });
  }
  return found;
}

/** True when the caller may change, rotate or end the key: otherwise it could take over, or cut off, its betters. */
export function mayTouch(principal: Principal, key: Pick<KeyRecord, 'owner' | 'tier' | 'scopes'>): boolean {
  return findEscalations(principal, key).length === 0;
}

/** True when the caller may know that the key exists. */
export function maySeeKey(principal: Principal, key: Pick<KeyRecord, 'owner'>): boolean {
  return key.owner === principal.owner || isAdmin(principal);
}

function rank(tier: Tier): number {
  return tiers.indexOf(tier);
}
