import { AddMemoryDocument, DeleteMemoryDocument, MemoriesDocument } from '../generated/operations.ts';
import type { CallOptions, Graph } from '../graph.ts';
import { valueOrThrow } from '../payload.ts';
import type { Memory, Page, PageRequest } from '../types.ts';

export interface Memories {
  /** Newest first. */
  list(request?: PageRequest, options?: CallOptions): Promise<Page<Memory>>;
  /** Throws UserInputError. */
  add(text: string, options?: CallOptions): Promise<Memory>;
  /** Throws UserInputError NOT_FOUND. */
  delete(id: string, options?: CallOptions): Promise<Memory>;
}

export function makeMemories(graph: Graph): Memories {
  return {
    list: async (request = {}, options) =>
      valueOrThrow((await graph.query(MemoriesDocument, request, options)).memories),
    add: async (text, options) => {
      const { addMemory } = await graph.mutate(AddMemoryDocument, { input: { text } }, options);
      return valueOrThrow(addMemory?.memory, addMemory?.errors);
    },
    delete: async (id, options) => {
      const { deleteMemory } = await graph.mutate(DeleteMemoryDocument, { id }, options);
      return valueOrThrow(deleteMemory?.memory, deleteMemory?.errors);
    },
  };
}
