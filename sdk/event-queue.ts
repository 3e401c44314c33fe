/** A bounded queue between one writer that cannot wait and one reader. */
export interface EventQueue<T> {
  /** False when the queue is full; the value is then not in it. */
  push(value: T): boolean;
  /** Ends the reader after what is queued, with the error if there is one. */
  end(error?: unknown): void;
  /** The next value; undefined after the end. Throws the error given to `end`. */
  next(): Promise<T | undefined>;
}

export function makeEventQueue<T extends object>(limit: number): EventQueue<T> {
  const values: T[] = [];
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;
  const notify = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    push: (value) => {
      if (ended || values.length >= limit) return false;
      values.push(value);
      notify();
      return true;
    },
    end: (error) => {
      if (ended) return;
      ended = true;
      if (error !== undefined) failure = { error };
      notify();
    },
    next: async () => {
      for (;;) {
        const value = values.shift();
        if (value !== undefined) return value;
        if (failure !== undefined) throw failure.error;
        if (ended) return undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
