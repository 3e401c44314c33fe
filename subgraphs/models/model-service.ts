import type { ClusterSnapshot } from '../../kernel/cluster.ts';
import { ServiceError } from '../../kernel/errors.ts';
import { modelIdOf, modelNameOf } from '../../kernel/ids.ts';
import type { ClusterRegistry } from '../../tasks/cluster-registry.ts';
import { toPage, toPageRequest } from '../runtime/page.ts';
import type { CursorFormat, PageArguments } from '../runtime/page.ts';
import { makeCatalogue } from './catalogue.ts';
import type { CatalogueModel, CataloguePage } from './catalogue.ts';
import type { ModelFilter } from './generated/resolver-types.ts';

/** Reads the catalogue. Rejects with SERVICE_UNAVAILABLE when the cluster cannot be read. */
export interface ModelService {
  /** By name. Rejects with BAD_USER_INPUT for a wrong page or search. */
  list(filter: ModelFilter | null | undefined, page: PageArguments): Promise<CataloguePage>;
  /** By id or by name. Rejects with BAD_USER_INPUT unless exactly one is given. */
  find(by: {
    readonly id?: string | null | undefined;
    readonly name?: string | null | undefined;
  }): Promise<CatalogueModel | null>;
}

const defaultPageSize = 50;
const maxSearchCharacters = 200;

/** A cursor is the id of the last model: the name in it is the place in the list, whether or not it is still there. */
const nameCursors: CursorFormat<CatalogueModel, string> = { cursorOf: ({ id }) => id, parse: modelNameOf };

export function makeModelService(registry: Pick<ClusterRegistry, 'snapshot'>): ModelService {
  // Fifty references to models in one answer are one catalogue: it is made once for each snapshot.
  const catalogues = new WeakMap<ClusterSnapshot, CatalogueModel[]>();
  const readCatalogue = async (): Promise<CatalogueModel[]> => {
    const snapshot = await registry.snapshot();
    const catalogue = catalogues.get(snapshot) ?? makeCatalogue(snapshot);
    catalogues.set(snapshot, catalogue);
    return catalogue;
  };
  return {
    list: async (filter, pageArguments) => {
      const page = toPageRequest(pageArguments, defaultPageSize, nameCursors);
      const matches = toMatcher(filter);
      const models = (await readCatalogue()).filter(matches);
      const { after } = page;
      const rest = after === null ? models : models.filter(({ name }) => name > after);
      return toPage(rest, page, { ...nameCursors, count: () => Promise.resolve(models.length) });
    },
    find: async ({ id = null, name = null }) => {
      if ((id === null) === (name === null)) {
        throw new ServiceError('BAD_USER_INPUT', { message: 'Give either id or name, and not both.' });
      }
      const wanted = id ?? modelIdOf(name ?? '');
      return (await readCatalogue()).find((model) => model.id === wanted) ?? null;
    },
  };
}

function toMatcher(filter: ModelFilter | null | undefined): (model: CatalogueModel) => boolean {
  const search = filter?.search?.toLowerCase() ?? undefined;
  if (search !== undefined && (search.length < 1 || search.length > maxSearchCharacters)) {
    throw new ServiceError('BAD_USER_INPUT', {
      message: `search: must have 1 to ${maxSearchCharacters} characters.`,
      details: { argument: 'filter.search' },
    });
  }
  const type = filter?.type ?? null;
  const status = filter?.status ?? null;
  return (model) =>
    (type === null || model.type === type) &&
    (status === null || model.status === status) &&
    (search === undefined || model.name.toLowerCase().includes(search));
}
