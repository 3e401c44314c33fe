import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isScope, satisfies, scopes, scopesBeyond } from '../../../kernel/scopes.ts';

const someScopes = fc.subarray([...scopes]);
const withoutAdmin = fc.subarray(scopes.filter((scope) => scope !== 'admin'));

describe('scopes', () => {
  it('satisfy a requirement when every scope of one alternative is granted', () => {
    fc.assert(
      fc.property(withoutAdmin, fc.array(someScopes, { minLength: 1 }), (granted, requirement) => {
        const isMet = requirement.some((all) => all.every((scope) => (granted as string[]).includes(scope)));
        expect(satisfies(granted, requirement)).toBe(isMet);
      }),
    );
  });

  it('never satisfy less when more is granted', () => {
    fc.assert(
      fc.property(someScopes, someScopes, fc.array(someScopes), (granted, more, requirement) => {
        fc.pre(satisfies(granted, requirement));
        expect(satisfies([...granted, ...more], requirement)).toBe(true);
      }),
    );
  });

  it('let an admin do everything, and anyone what asks for nothing', () => {
    fc.assert(
      fc.property(fc.array(someScopes), (requirement) => void expect(satisfies(['admin'], requirement)).toBe(true)),
    );
    expect(satisfies([], [])).toBe(true);
    expect(satisfies([], [['models:read']])).toBe(false);
  });

  it('name what goes beyond the granted ones', () => {
    expect(scopesBeyond(['models:read'], ['models:read', 'admin', 'usage:read'])).toEqual(['admin', 'usage:read']);
    expect(scopesBeyond(['admin'], ['admin', 'usage:read'])).toEqual([]);
    fc.assert(
      fc.property(withoutAdmin, someScopes, (granted, requested) => {
        expect(scopesBeyond(granted, requested).length === 0).toBe(
          satisfies(granted, [requested]) || requested.length === 0,
        );
      }),
    );
  });

  it('are a closed list', () => {
    expect(scopes.every(isScope)).toBe(true);
    for (const text of ['', 'Admin', 'models:*', 'toString', 'models:read ']) expect(isScope(text)).toBe(false);
  });
});
