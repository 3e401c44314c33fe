/** Turns callbacks into an iteration. Holds what has not been read yet; its producer bounds how much that can be. */
export interface ChunkQueue<T> extends AsyncIterable<T> {
  push(item: T): void;
  /** No more items; with an error the iteration throws it after the items. */
  end(error?: unknown): void;
}

export function makeChunkQueue<T>(): ChunkQueue<T> {
  let items: T[] = [];
  let ending: { readonly error: unknown } | undefined;
  let wake = (): void => {};
  return {
    push(item) {
      items.push(item);
      wake();
    },
    end(error) {
      ending ??= { error };
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const ready = items;
        items = [];
        yield* ready;
        if (items.length > 0) continue;
        if (ending?.error !== undefined) throw ending.error;
        if (ending !== undefined) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
