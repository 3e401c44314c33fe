import { isId } from '../../kernel/ids.ts';
import type { IdPrefix } from '../../kernel/ids.ts';
import { isAdmin } from '../../kernel/principal.ts';
import { countInTime } from '../runtime/count-in-time.ts';
import type { RequestContext } from '../runtime/context.ts';
import { keysetCursors, toPage, toPageRequest } from '../runtime/page.ts';
import type { PageArguments } from '../runtime/page.ts';
import { makeViolationList, toInvalidInputError } from '../runtime/violations.ts';
import type { AddMemoryInput, InvalidInputError, NotFoundError } from './generated/resolver-types.ts';
import type { MemoryPage, MemoryRecord } from './memory-record.ts';
import type { MemoryStore } from './memory-store.ts';

export interface MemoryPayload<E> {
  readonly memory: MemoryRecord | null;
  readonly errors: readonly E[];
}

/** Memories of the caller's owner; an admin sees everybody's. */
export interface MemoryService {
  find(id: string, context: RequestContext): Promise<MemoryRecord | null>;
  list(page: PageArguments, context: RequestContext): Promise<MemoryPage>;
  add(input: AddMemoryInput, context: RequestContext): Promise<MemoryPayload<InvalidInputError>>;
  delete(id: string, context: RequestContext): Promise<MemoryPayload<NotFoundError>>;
}

export interface MemoryServiceDependencies {
  readonly store: MemoryStore;
  readonly newId: (prefix: IdPrefix) => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const defaultPageSize = 20;
const maxTextCharacters = 10_000;

export function makeMemoryService({ store, newId, now }: MemoryServiceDependencies): MemoryService {
  return {
    find: async (id, context) =>
      isId('memory', id) ? ((await store.findMany([id], ownerOf(context))).at(0) ?? null) : null,
    list: async (pageArguments, context) => {
      const page = toPageRequest(pageArguments, defaultPageSize, keysetCursors);
      const owner = ownerOf(context);
      const found = await store.list(owner, { after: page.after, limit: page.limit });
      return toPage(found, page, {
        ...keysetCursors,
        count: () => countInTime(() => store.count(owner)),
      });
    },
    add: async (input, { principal }) => {
      const violations = makeViolationList();
      violations.checkText(['input', 'text'], input.text, { max: maxTextCharacters });
      violations.checkStorable(['input', 'text'], input.text);
      if (violations.found.length > 0) return { memory: null, errors: violations.found.map(toInvalidInputError) };
      const memory = { id: newId('memory'), owner: principal.owner, text: input.text, createdAtMs: now() };
      await store.add(memory);
      return { memory, errors: [] };
    },
    delete: async (id, context) => {
      const memory = isId('memory', id) ? await store.delete(id, ownerOf(context)) : null;
      return memory === null ? { memory, errors: [notFound] } : { memory, errors: [] };
    },
  };
}

/** Whose memories the caller reaches; null: everybody's. */
function ownerOf({ principal }: RequestContext): string | null {
  return isAdmin(principal) ? null : principal.owner;
}

const notFound: NotFoundError = {
  __typename: 'NotFoundError',
  code: 'NOT_FOUND',
  message: 'There is no such memory, or it is not yours.',
  path: ['id'],
};
