import type { ExecutionResult } from 'graphql';

/** Most events shown in the response; the answer panel has them all. */
const maxShown = 100;
/** Rewriting the response for every token would keep the browser busy with nothing else. */
const pauseMs = 100;

export interface EventFeed {
  push(result: ExecutionResult): void;
  /** Says above the events that the connection is lost, until it is open again. */
  setReconnecting(isLost: boolean): void;
  /** Shows what is still waiting to be shown, without the notice of a lost connection: nothing comes any more. */
  close(): void;
}

/** Shows the results of a subscription together, newest first, instead of each in place of the one before. */
export function makeEventFeed(show: (value: ExecutionResult) => void): EventFeed {
  let events: readonly ExecutionResult[] = [];
  let received = 0;
  let reconnecting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    // Not a GraphQL result of its own: the response pane shows any object.
    const connection = reconnecting ? { connection: 'Reconnecting…' } : {};
    if (received > 0 || reconnecting) show({ ...connection, received, events } as unknown as ExecutionResult);
  };
  const setReconnecting = (isLost: boolean) => {
    if (isLost === reconnecting) return;
    reconnecting = isLost;
    // Without events `flush` would leave the notice on show.
    if (!isLost && received === 0) show({ received, events } as unknown as ExecutionResult);
    else flush();
  };
  return {
    push(result) {
      received += 1;
      events = [result, ...events].slice(0, maxShown);
      timer ??= setTimeout(flush, received === 1 ? 0 : pauseMs);
    },
    setReconnecting,
    close() {
      setReconnecting(false);
      flush();
    },
  };
}
