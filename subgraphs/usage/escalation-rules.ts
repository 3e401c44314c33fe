import { isAdmin, tiers } from '../../kernel/principal.ts';
import type { Principal, Tier } from '../../kernel/principal.ts';
import { scopesBeyond } from '../../kernel/scopes.ts';
import type { Violation } from '../runtime/violations.ts';
import { findOutside } from './ip-containment.ts';
import { isAddressOrNetwork } from './ip-rules.ts';
import type { KeyRecord } from './key-record.ts';

/** What a caller would give to a key; absent: unchanged. */
export interface Grant {
  readonly owner?: string | undefined;
  readonly tier?: Tier | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** Milliseconds since the epoch; null: it never ends. */
  readonly expiresAtMs?: number | null | undefined;
  /** Addresses or CIDR networks; empty: all. Malformed ones are not judged here. */
  readonly allowedIps?: readonly string[] | undefined;
}

/** Until when and from where a key works. */
export type KeyLimits = Pick<KeyRecord, 'expiresAtMs' | 'allowedIps'>;

export interface Caller {
  readonly principal: Principal;
  /** Of the key in use. */
  readonly limits: KeyLimits;
}

/** In what a grant goes beyond the caller's own rights and limits. Nothing goes beyond an admin's. */
export function findEscalations({ principal, limits }: Caller, grant: Grant): Violation[] {
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
  if (grant.expiresAtMs !== undefined && endsAfter(grant.expiresAtMs, limits.expiresAtMs)) {
    found.push({ path: ['input', 'expiresAt'], message: "expiresAt: must not be after the caller's own." });
  }
  if (grant.allowedIps !== undefined && isWider(grant.allowedIps, limits.allowedIps)) {
    const message = `allowedIps: must lie within the caller's own, ${limits.allowedIps.join(', ')}.`;
    found.push({ path: ['input', 'allowedIps'], message });
  }
  return found;
}

/** The limits of a new key: those that were asked for, else the caller's, but for an admin, whose keys need none. */
export function limitsOfNewKey({ principal, limits }: Caller, asked: Partial<KeyLimits>): KeyLimits {
  const inherited = isAdmin(principal) ? { expiresAtMs: null, allowedIps: [] } : limits;
  return {
    expiresAtMs: asked.expiresAtMs === undefined ? inherited.expiresAtMs : asked.expiresAtMs,
    allowedIps: asked.allowedIps ?? inherited.allowedIps,
  };
}

/** True when the caller may change, rotate or end the key: otherwise it could take over, or cut off, its betters. */
export function mayTouch(
  caller: Caller,
  key: Pick<KeyRecord, 'owner' | 'tier' | 'scopes' | 'expiresAtMs' | 'allowedIps'>,
): boolean {
  return findEscalations(caller, key).length === 0;
}

/** True when the caller may know that the key exists. */
export function maySeeKey(principal: Principal, key: Pick<KeyRecord, 'owner'>): boolean {
  return key.owner === principal.owner || isAdmin(principal);
}

function endsAfter(endMs: number | null, boundMs: number | null): boolean {
  return boundMs !== null && (endMs === null || endMs > boundMs);
}

function isWider(allowedIps: readonly string[], bounds: readonly string[]): boolean {
  if (bounds.length === 0) return false;
  return allowedIps.length === 0 || findOutside(allowedIps.filter(isAddressOrNetwork), bounds).length > 0;
}

function rank(tier: Tier): number {
  return tiers.indexOf(tier);
}
