/** A value that changes, in the shape that React's useSyncExternalStore wants. */
export interface Observable<T> {
  get(): T;
  /** Calls the listener after every change; gives the function that ends it. */
  subscribe(listener: () => void): () => void;
}

export interface Variable<T> extends Observable<T> {
  set(value: T): void;
}

export function makeVariable<T>(initial: T): Variable<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
