import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { reconnectDelayMs, resumeVariables } from './resume-rules.ts';
import type { GraphqlRequest } from './http-transport.ts';

export interface Sink {
  readonly next: (result: ExecutionResult) => void;
  /** True: the connection was lost and is being opened again. False: it is open again. */
  readonly reconnecting: (isLost: boolean) => void;
  /** The message is for people. Nothing comes after it. */
  readonly fail: (message: string) => void;
  readonly complete: () => void;
}

export interface SocketTransport {
  /** Starts a subscription; gives the function that ends it. */
  subscribe(request: GraphqlRequest, sink: Sink): () => void;
  /** Closes the connection; the next subscription opens a new one, with the key of then. */
  close(): void;
}

export interface SocketOptions {
  readonly endpoint: URL;
  /** Asked for at every connection. */
  readonly secret: () => string;
}

/**
 * Subscriptions over one WebSocket. A lost connection is opened again by itself, for minutes, and a subscription with
 * the variable `$after` goes on after the last cursor it has received; one that cannot go on starts anew.
 */
export function makeSocketTransport({ endpoint, secret }: SocketOptions): SocketTransport {
  const url = new URL(endpoint);
  url.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
  /** The subscriptions that wait for the connection. */
  const lost = new Set<Sink>();
  const connect = () =>
    createClient({
      url: url.href,
      // Retrying the same payload would repeat every event: it is done here, with the cursor.
      retryAttempts: 0,
      on: {
        connected() {
          for (const sink of lost) sink.reconnecting(false);
          lost.clear();
        },
      },
      connectionParams: () => (secret() === '' ? {} : { authorization: `Bearer ${secret()}` }),
    });
  let client = connect();

  return {
    close() {
      void client.dispose();
      client = connect();
    },
    subscribe(request, sink) {
      let variables = request.variables ?? {};
      let failures = 0;
      let stopped = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let unsubscribe = () => {};
      const start = () => {
        unsubscribe = client.subscribe<Record<string, unknown>>(
          {
            query: request.query,
            variables: { ...variables },
            ...(request.operationName == null ? {} : { operationName: request.operationName }),
          },
          {
            next(result) {
              failures = 0;
              variables = resumeVariables(request.query, variables, result.data);
              sink.next(result as ExecutionResult);
            },
            error(reason) {
              if (stopped) return;
              const delayMs = reconnectDelayMs(reason, failures++);
              if (delayMs === undefined) {
                lost.delete(sink);
                sink.fail(describe(reason));
                return;
              }
              if (!lost.has(sink)) sink.reconnecting(true);
              lost.add(sink);
              timer = setTimeout(start, delayMs);
            },
            complete() {
              lost.delete(sink);
              if (!stopped) sink.complete();
            },
          },
        );
      };
      start();
      return () => {
        stopped = true;
        lost.delete(sink);
        clearTimeout(timer);
        unsubscribe();
      };
    },
  };
}

function describe(reason: unknown): string {
  if (Array.isArray(reason)) return reason.map((error: { message?: unknown }) => String(error.message)).join('\n');
  if (reason instanceof CloseEvent) {
    if (reason.code === 4401 || reason.code === 4403) return `The key was refused: ${reason.reason || reason.code}`;
    return `The connection was closed (${reason.code}${reason.reason === '' ? '' : `: ${reason.reason}`}).`;
  }
  return reason instanceof Error ? reason.message : 'The server cannot be reached.';
}
