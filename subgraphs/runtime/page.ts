import { ServiceError } from '../../kernel/errors.ts';
import { decodePosition, encodePosition, maxPageSize } from '../../kernel/page.ts';
import type { KeysetPosition } from '../../kernel/page.ts';

/** Arguments of a connection as GraphQL gives them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A page to ask a store for: `limit` is one more than will be shown, to know whether there is another page. */
export interface PageRequest<Position = KeysetPosition> {
  readonly first: number;
  readonly limit: number;
  readonly after: Position | null;
}

export interface PageEdge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A connection; `totalCount` is counted only when it is asked for. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly PageEdge<T>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number | null>;
}

/** How places in a list are written as cursors. */
export interface CursorFormat<T, Position> {
  readonly cursorOf: (item: T) => string;
  /** Undefined when the text is not a cursor of this list. */
  readonly parse: (cursor: string) => Position | undefined;
}

/** Cursors of lists ordered by creation time and id. */
export const keysetCursors: CursorFormat<{ readonly createdAtMs: number; readonly id: string }, KeysetPosition> = {
  cursorOf: encodePosition,
  parse: decodePosition,
};

/** Checks `first` and `after`. Throws ServiceError BAD_USER_INPUT: a list cannot carry errors of its own. */
export function toPageRequest<Position>(
  args: PageArguments,
  defaultFirst: number,
  format: Pick<CursorFormat<never, Position>, 'parse'>,
): PageRequest<Position> {
  const first = args.first ?? defaultFirst;
  if (first < 1 || first > maxPageSize) {
    throw new ServiceError('BAD_USER_INPUT', {
      message: `first: must be 1 to ${maxPageSize}, not ${first}.`,
      details: { argument: 'first' },
    });
  }
  if (args.after === null || args.after === undefined) return { first, limit: first + 1, after: null };
  const after = format.parse(args.after);
  if (after === undefined) {
    throw new ServiceError('BAD_USER_INPUT', {
      message: 'after: is not a cursor of this list; give the endCursor of the page before.',
      details: { argument: 'after' },
    });
  }
  return { first, limit: first + 1, after };
}

/** The connection over what a store found for the request. */
export function toPage<T>(
  found: readonly T[],
  request: PageRequest<unknown>,
  list: { readonly cursorOf: (item: T) => string; readonly count: () => Promise<number | null> },
): Page<T> {
  const nodes = found.slice(0, request.first);
  const edges = nodes.map((node) => ({ node, cursor: list.cursorOf(node) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: found.length > request.first,
      // Nobody asks backwards: a page after a cursor has a page before it.
      hasPreviousPage: request.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: list.count,
  };
}
