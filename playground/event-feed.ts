import type { ExecutionResult } from 'graphql';

/** Most events shown in the response; the answer panel has them all. */
const maxShown = 100;
/** Rewriting the response for every token would keep the browser busy with nothing else. */
const pauseMs = 100;

export interface EventFeed {
  push(result: ExecutionResult): void;
  /** Shows what is still waiting to be shown. */
  flush(): void;
}

/** Shows the results of a subscription together, newest first, instead of each in place of the one before. */
export function makeEventFeed(show: (value: ExecutionResult) => void): EventFeed {
  let events: readonly ExecutionResult[] = [];
  let received = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    // Not a GraphQL result of its own: the response pane shows any object.
    if (received > 0) show({ received, events } as unknown as ExecutionResult);
  };
  return {
    push(result) {
      received += 1;
      events = [result, ...events].slice(0, maxShown);
      timer ??= setTimeout(flush, received === 1 ? 0 : pauseMs);
    },
    flush,
  };
}
