import type { LoadedModel } from './loaded-model.ts';

/** Keeps a bounded number of models in memory; the one unused for longest leaves first. */
export interface ModelCache extends AsyncDisposable {
  /** Loads the model unless it is there, and keeps it until the returned function is called. */
  use(path: string, load: () => Promise<LoadedModel>): Promise<{ model: LoadedModel; done: () => void }>;
}

interface Entry {
  readonly loading: Promise<LoadedModel>;
  users: number;
}

export function makeModelCache(maxModels: number): ModelCache {
  /** In the order of their last use. */
  const entries = new Map<string, Entry>();

  async function evict(): Promise<void> {
    for (const [path, entry] of entries) {
      if (entries.size < maxModels) return;
      // All busy: one more than planned, rather than a wait for tasks that may take minutes.
      if (entry.users > 0) continue;
      entries.delete(path);
      await entry.loading.then((model) => model[Symbol.asyncDispose]()).catch(() => undefined);
    }
  }

  return {
    async use(path, load) {
      let entry = entries.get(path);
      if (entry === undefined) {
        await evict();
        entry = entries.get(path) ?? { loading: load(), users: 0 };
      }
      entries.delete(path);
      entries.set(path, entry);
      entry.users++;
      const held = entry;
      let released = false;
      const done = (): void => {
        if (!released) held.users--;
        released = true;
      };
      try {
        return { model: await held.loading, done };
      } catch (error) {
        done();
        if (entries.get(path) === held) entries.delete(path);
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      const all = [...entries.values()];
      entries.clear();
      await Promise.allSettled(all.map(async (entry) => (await entry.loading)[Symbol.asyncDispose]()));
    },
  };
}
