import { describe, expect, it } from 'vitest';
import { checkCreateInput, checkRotateInput, checkUpdateInput } from '../../../../subgraphs/usage/key-rules.ts';
import type { Violation } from '../../../../subgraphs/runtime/violations.ts';

const pathsOf = (violations: readonly Violation[]): string[] => violations.map(({ path }) => path.join('.'));

describe('the rules of keys', () => {
  it('report every violation of a new key at once', () => {
    expect(checkCreateInput({ name: 'a', scopes: ['models:read'] }, 1_000)).toEqual([]);
    const violations = checkCreateInput(
      {
        name: '',
        owner: 'no spaces',
        scopes: [],
        expiresAt: new Date(1_000),
        allowedIps: ['10.0.0.0/8', '10.0.0.0/33', 'localhost'],
      },
      1_000,
    );
    expect(pathsOf(violations)).toEqual([
      'input.name',
      'input.owner',
      'input.scopes',
      'input.expiresAt',
      'input.allowedIps.1',
      'input.allowedIps.2',
    ]);
  });

  it.each(['', '   ', 'a\0b', 'a\nb', 'a\u009b', 'a\ud800'])('refuse %j as a name', (name) => {
    expect(pathsOf(checkCreateInput({ name, scopes: ['admin'] }, 0))).toEqual(['input.name']);
    expect(pathsOf(checkUpdateInput({ id: 'key_1', name }, 0))).toEqual(['input.name']);
  });

  it('look only at what a change names', () => {
    expect(checkUpdateInput({ id: 'key_1' }, 0)).toEqual([]);
    expect(checkUpdateInput({ id: 'key_1', expiresAt: null, name: null }, 0)).toEqual([]);
    expect(pathsOf(checkUpdateInput({ id: 'key_1', name: 'x'.repeat(101), scopes: [] }, 0))).toEqual([
      'input.name',
      'input.scopes',
    ]);
  });

  it('bound the grace period', () => {
    expect(checkRotateInput({ id: 'key_1', gracePeriodMs: 0 })).toEqual([]);
    expect(pathsOf(checkRotateInput({ id: 'key_1', gracePeriodMs: -1 }))).toEqual(['input.gracePeriodMs']);
  });
});
