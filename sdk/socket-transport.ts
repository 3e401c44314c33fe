import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import type { Credentials } from './credentials.ts';
import { fromClose, fromWireError, isWireError } from './error-rules.ts';
import type { WireError } from './error-rules.ts';
import { InfergraphError, NetworkError } from './errors.ts';
import { makeEventQueue } from './event-queue.ts';
import type { GraphRequest } from './http-transport.ts';

/** Results that wait for a slow reader; beyond it the subscription is dropped, to be resumed when the reader is done. */
const maxBufferedResults = 10_000;
const pingIntervalMs = 15_000;
const pongTimeoutMs = 10_000;
const acknowledgementTimeoutMs = 10_000;

export interface SocketTransportOptions {
  readonly url: string;
  readonly credentials: Credentials;
  /** The `WebSocket` class to use; the global one when undefined. */
  readonly webSocket: unknown;
}

export interface SocketTransport {
  /**
   * Subscribes over one shared socket and yields each result's data. Ends when the server completes it.
   * Throws InfergraphError, `retryable` when another subscription may go on, or the signal's reason. It never
   * subscribes again by itself: only its caller knows where to go on.
   */
  subscribe(request: GraphRequest, signal: AbortSignal | undefined): AsyncGenerator<unknown, void, undefined>;
  close(): Promise<void>;
}

export function makeSocketTransport(options: SocketTransportOptions): SocketTransport {
  let shared: Client | undefined;
  return {
    subscribe: (request, signal) => {
      // Made on first use, so that a client that only queries needs no WebSocket.
      shared ??= makeSocketClient(options);
      return readSubscription(shared, request, signal);
    },
    close: async () => {
      await shared?.dispose();
    },
  };
}

async function* readSubscription(
  client: Client,
  request: GraphRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown, void, undefined> {
  signal?.throwIfAborted();
  const queue = makeEventQueue<{ readonly data: unknown }>(maxBufferedResults);
  const unsubscribe = client.subscribe<unknown>(
    { query: request.query, variables: { ...request.variables } },
    {
      next: ({ data, errors }) => {
        const error: unknown = errors?.[0];
        // A field that failed beside others that did not is null; only a result without data is an error.
        if (data === null || data === undefined) queue.end(toError(error));
        else if (!queue.push({ data })) queue.end(tooSlow());
      },
      error: (error) => queue.end(toError(error)),
      complete: () => queue.end(),
    },
  );
  const stop = (): void => queue.end(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for (let result = await queue.next(); result !== undefined; result = await queue.next()) {
      signal?.throwIfAborted();
      yield result.data;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    unsubscribe();
  }
}

function makeSocketClient(options: SocketTransportOptions): Client {
  const webSocket = options.webSocket ?? globalThis.WebSocket;
  if (webSocket === undefined) {
    throw new TypeError('There is no global WebSocket: give one as `webSocket`, for example that of the package ws.');
  }
  let pongTimer: ReturnType<typeof setTimeout> | undefined;
  const client: Client = createClient({
    url: options.url,
    webSocketImpl: webSocket,
    connectionParams: async () => {
      const authorization = await options.credentials.authorization();
      return authorization === undefined ? {} : { authorization };
    },
    // It would repeat the subscription as it was, without the cursor.
    retryAttempts: 0,
    connectionAckWaitTimeout: acknowledgementTimeoutMs,
    keepAlive: pingIntervalMs,
    on: {
      // A connection that died without a word is found by a ping that nobody answers.
      ping: (received) => {
        if (received) return;
        pongTimer = setTimeout(() => client.terminate(), pongTimeoutMs);
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
      closed: () => clearTimeout(pongTimer),
    },
  });
  return client;
}

/** Sorts what graphql-ws reports: errors of the server, a close event, or the error event of a failed connection. */
function toError(reported: unknown): InfergraphError {
  const wireError: unknown = Array.isArray(reported) ? reported[0] : reported;
  if (reported instanceof InfergraphError) return reported;
  if (isClose(reported)) return fromClose(reported);
  if (isWireError(wireError) && (Array.isArray(reported) || 'extensions' in wireError)) {
    return fromWireError(wireError satisfies WireError, {});
  }
  return new NetworkError({
    code: 'NETWORK_ERROR',
    message: 'The WebSocket connection failed.',
    retryable: true,
    cause: reported,
  });
}

function tooSlow(): InfergraphError {
  return new InfergraphError({
    code: 'SLOW_CONSUMER',
    message: 'Events come faster than they are read.',
    retryable: true,
  });
}

function isClose(value: unknown): value is { readonly code: number; readonly reason: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'number' &&
    'reason' in value &&
    typeof value.reason === 'string'
  );
}
