import type { EdgeError } from '../error-format.ts';

/** What a client gets for one step of an operation. */
export interface StreamedResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly EdgeError[];
}

/** Ends an operation of a socket with these errors. */
export class OperationRefused extends Error {
  override readonly name = 'OperationRefused';
  readonly errors: readonly EdgeError[];

  constructor(errors: readonly EdgeError[]) {
    super(errors[0]?.message ?? 'The operation was refused.');
    this.errors = errors;
  }
}

export interface OperationStreamHooks {
  /** Begins the operation. The signal aborts when the client ends it or has gone. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterator<StreamedResult>>;
  /** The errors for the client of whatever `open` or the iterator threw. */
  readonly refuse: (error: unknown) => OperationRefused;
  /** Called once, when the operation is over for whatever reason. */
  readonly onEnd: () => void;
}

/**
 * An operation of a socket as an iterator that begins with the first `next`. Not a generator: `return` takes effect at once, also while
 * a `next` is under way, and nothing is thrown after it.
 */
export function makeOperationStream(hooks: OperationStreamHooks): AsyncGenerator<StreamedResult, undefined, undefined> {
  const abort = new AbortController();
  let inner: AsyncIterator<StreamedResult> | undefined;
  let over = false;
  const end = (): { done: true; value: undefined } => {
    if (!over) {
      over = true;
      abort.abort(new Error('the operation is over'));
      hooks.onEnd();
    }
    return { done: true, value: undefined };
  };
  return {
    async next() {
      if (over) return end();
      try {
        inner ??= await hooks.open(abort.signal);
        // Ended while it was being opened: what came too late has to be closed.
        if (isOver()) {
          await inner.return?.();
          return end();
        }
        const result = await inner.next();
        return result.done === true || isOver() ? end() : result;
      } catch (error) {
        if (isOver()) return end();
        end();
        throw hooks.refuse(error);
      }
    },
    async return() {
      const ended = end();
      await inner?.return?.();
      return ended;
    },
    async throw(error: unknown) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      end();
    },
  };

  // Asked through a function, because the compiler takes it for unchanged across an `await`.
  function isOver(): boolean {
    return over;
  }
}

/** An iterator over one result. */
export function onlyOnce<T>(value: T): AsyncIterator<T> {
  let given = false;
  return {
    async next() {
      if (given) return { done: true, value: undefined };
      given = true;
      return { done: false, value };
    },
  };
}
