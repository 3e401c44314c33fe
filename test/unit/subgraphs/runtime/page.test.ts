import { assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../../kernel/errors.ts';
import { keysetCursors, toPage, toPageRequest } from '../../../../subgraphs/runtime/page.ts';
import type { Page, PageRequest } from '../../../../subgraphs/runtime/page.ts';

const item = (index: number) => ({ id: `key_${String(index).padStart(26, '0')}`, createdAtMs: 1_000 + index });

describe('a page', () => {
  it.each([0, -1, 101])('of %i items is refused', (first) => {
    expect(() => toPageRequest({ first }, 20, keysetCursors)).toThrow(ServiceError);
    expect(() => toPageRequest({ first }, 20, keysetCursors)).toThrow('first: must be 1 to 100');
  });

  it('has the default size when none, or null, is given', () => {
    expect(toPageRequest({}, 20, keysetCursors)).toEqual({ first: 20, limit: 21, after: null });
    expect(toPageRequest({ first: null, after: null }, 20, keysetCursors).first).toBe(20);
  });

  it.each([
    '',
    'nonsense',
    'a'.repeat(500),
    '☃',
    btoa('1:key'),
    btoa('999999999999999:key_00000000000000000000000000'),
  ])('after %j is refused', (after) => {
    expect(() => toPageRequest({ after }, 20, keysetCursors)).toThrow('after: is not a cursor of this list');
  });

  it('leads through a whole list once, whatever the size', () => {
    assert(
      property(nat(50), nat(19), (length, size) => {
        const all = Array.from({ length }, (_, index) => item(index));
        const seen: string[] = [];
        let after: string | null = null;
        for (let pages = 0; pages <= length; pages++) {
          const request: PageRequest = toPageRequest({ first: size + 1, after }, 20, keysetCursors);
          const start = request.after === null ? 0 : all.findIndex(({ id }) => id === request.after?.id) + 1;
          const found = all.slice(start, start + request.limit);
          const page: Page<ReturnType<typeof item>> = toPage(found, request, {
            ...keysetCursors,
            count: () => Promise.resolve(length),
          });
          seen.push(...page.nodes.map(({ id }) => id));
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(seen).toEqual(all.map(({ id }) => id));
      }),
    );
  });

  it('counts only when it is asked', () => {
    const page = toPage([], toPageRequest({}, 20, keysetCursors), {
      ...keysetCursors,
      count: () => Promise.reject(new Error('nobody asked')),
    });
    expect(page.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
  });
});
