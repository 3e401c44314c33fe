import { ModelDocument, ModelsDocument } from '../generated/operations.ts';
import type { ModelFilter } from '../generated/operations.ts';
import type { CallOptions, Graph } from '../graph.ts';
import { valueOrThrow } from '../payload.ts';
import type { Model, ModelDetails, Page, PageRequest } from '../types.ts';

export interface Models {
  /** Null when no backend serves it. */
  get(key: { readonly id: string } | { readonly name: string }, options?: CallOptions): Promise<ModelDetails | null>;
  /** By name. */
  list(
    request?: PageRequest & { readonly filter?: ModelFilter | undefined },
    options?: CallOptions,
  ): Promise<Page<Model>>;
}

export function makeModels(graph: Graph): Models {
  return {
    get: async (key, options) => (await graph.query(ModelDocument, key, options)).model,
    list: async (request = {}, options) => valueOrThrow((await graph.query(ModelsDocument, request, options)).models),
  };
}
