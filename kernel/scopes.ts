/** What a key may do. `admin` implies all others. */
export const scopes = [
  'models:read',
  'models:write',
  'inference:text',
  'inference:image',
  'inference:audio',
  'inference:video',
  'inference:embedding',
  'knowledge:read',
  'knowledge:write',
  'cluster:read',
  'cluster:write',
  'usage:read',
  'keys:write',
  'admin',
] as const;

export type Scope = (typeof scopes)[number];

/** An OR of ANDs: satisfied when every scope of at least one member is granted. Empty: nothing is asked for. */
export type ScopeRequirement = readonly (readonly string[])[];

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}

/** True when the granted scopes meet the requirement. */
export function satisfies(granted: readonly string[], requirement: ScopeRequirement): boolean {
  if (requirement.length === 0 || granted.includes('admin')) return true;
  return requirement.some((all) => all.every((scope) => granted.includes(scope)));
}

/** The requested scopes that the granted ones do not cover, in the order requested. */
export function scopesBeyond(granted: readonly string[], requested: readonly string[]): string[] {
  return granted.includes('admin') ? [] : requested.filter((scope) => !granted.includes(scope));
}
