import { isOwner } from '../../kernel/principal.ts';
import { makeViolationList } from '../runtime/violations.ts';
import type { Violation, ViolationList } from '../runtime/violations.ts';
import type { CreateApiKeyInput, RotateApiKeyInput, UpdateApiKeyInput } from './generated/resolver-types.ts';
import { isAddressOrNetwork } from './ip-rules.ts';

const maxNameCharacters = 100;
const maxAllowedIps = 100;
const maxGraceMs = 2_147_483_647;

/** Checks the form of a new key; all violations at once. */
export function checkCreateInput(input: CreateApiKeyInput, nowMs: number): readonly Violation[] {
  const violations = makeViolationList();
  checkName(input.name, violations);
  if (input.owner !== null && input.owner !== undefined && !isOwner(input.owner)) {
    violations.add(['input', 'owner'], 'owner: must be 1 to 64 letters, digits or ._@:-.');
  }
  violations.checkCount(['input', 'scopes'], input.scopes, { max: maxScopes });
  checkExpiry(input.expiresAt, nowMs, violations);
  checkAllowedIps(input.allowedIps, violations);
  return violations.found;
}

/** Checks the form of a change; absent fields are not looked at. */
export function checkUpdateInput(input: UpdateApiKeyInput, nowMs: number): readonly Violation[] {
  const violations = makeViolationList();
  if (input.name !== null && input.name !== undefined) {
    checkName(input.name, violations);
  }
  if (input.scopes !== null && input.scopes !== undefined) {
    violations.checkCount(['input', 'scopes'], input.scopes, { max: maxScopes });
  }
  checkExpiry(input.expiresAt, nowMs, violations);
  checkAllowedIps(input.allowedIps, violations);
  return violations.found;
}

export function checkRotateInput(input: RotateApiKeyInput): readonly Violation[] {
  const violations = makeViolationList();
  const graceMs = input.gracePeriodMs ?? 0;
  if (graceMs < 0 || graceMs > maxGraceMs) {
    violations.add(['input', 'gracePeriodMs'], `gracePeriodMs: must be 0 to 2,147,483,647, not ${graceMs}.`);
  }
  return violations.found;
}

/** More than there are scopes, so that a repeated one is not an error. */
const maxScopes = 100;

function checkName(name: string, violations: ViolationList): void {
  violations.checkText(['input', 'name'], name, { max: maxNameCharacters });
  if (name !== '' && name.trim() === '') violations.add(['input', 'name'], 'name: must not be blank.');
  if (/\p{Cc}/u.test(name)) violations.add(['input', 'name'], 'name: must not contain control characters.');
}

function checkExpiry(expiresAt: Date | null | undefined, nowMs: number, violations: ViolationList): void {
  if (expiresAt !== null && expiresAt !== undefined && expiresAt.getTime() <= nowMs) {
    violations.add(['input', 'expiresAt'], 'expiresAt: must be in the future.');
  }
}

function checkAllowedIps(allowedIps: readonly string[] | null | undefined, violations: ViolationList): void {
  const entries = allowedIps ?? [];
  violations.checkCount(['input', 'allowedIps'], entries, { min: 0, max: maxAllowedIps });
  for (const [index, entry] of entries.slice(0, maxAllowedIps).entries()) {
    if (!isAddressOrNetwork(entry)) {
      violations.add(
        ['input', 'allowedIps', index],
        `allowedIps[${index}]: must be an IPv4 or IPv6 address, or a network such as 10.0.0.0/8.`,
      );
    }
  }
}
