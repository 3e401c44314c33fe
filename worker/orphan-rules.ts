/** Finds models whose tasks nobody would ever take. Remembers since when each has been without a worker. */
export interface OrphanWatch {
  /**
   * Models of `queued` that have been in nobody's `served` for the whole of the patience, now included. A model that is
   * served again in between starts anew: its worker was only restarting.
   */
  look(sight: {
    readonly queued: readonly string[];
    readonly served: ReadonlySet<string>;
    readonly nowMs: number;
  }): ReadonlySet<string>;
}

export function makeOrphanWatch(patienceMs: number): OrphanWatch {
  const unservedSinceMs = new Map<string, number>();
  return {
    look({ queued, served, nowMs }) {
      const unserved = new Set(queued.filter((model) => !served.has(model)));
      for (const model of unservedSinceMs.keys()) if (!unserved.has(model)) unservedSinceMs.delete(model);
      for (const model of unserved) if (!unservedSinceMs.has(model)) unservedSinceMs.set(model, nowMs);
      return new Set([...unserved].filter((model) => nowMs - (unservedSinceMs.get(model) ?? nowMs) >= patienceMs));
    },
  };
}
