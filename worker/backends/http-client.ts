import { Pool } from 'undici';
import type { Dispatcher } from 'undici';
import { ServiceError } from '../../kernel/errors.ts';
import { traceHeaders } from '../../platform/spans.ts';
import type { BackendTimeouts } from '../backend.ts';
import { backendError, errorOfResponse } from './backend-errors.ts';
import { parseJson } from './json.ts';
import { makeWatchdog, timeoutError } from './watchdog.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** At most {@link maxAnswerBytes} long. */
  readonly text: string;
}

/** HTTP to one backend. Errors are those of the Backend port. */
export interface HttpClient extends AsyncDisposable {
  /** The address without credentials. */
  readonly url: string;
  /** The whole answer, whatever its status. */
  ask(request: HttpRequest): Promise<HttpAnswer>;
  /** The parsed answer; failing statuses and other things than JSON reject. */
  askJson(request: HttpRequest): Promise<unknown>;
  /** The bytes of a 2xx answer as they come. Leaving the iteration closes the connection. */
  stream(request: HttpRequest): AsyncIterable<Uint8Array>;
}

export interface HttpClientOptions {
  readonly backend: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeouts: BackendTimeouts;
}

/** 2,048 vectors of 4,096 numbers as JSON text are the largest answer expected. */
export const maxAnswerBytes = 256 * 1024 * 1024;
const maxErrorBytes = 64 * 1024;

export function makeHttpClient(options: HttpClientOptions): HttpClient {
  const { backend, timeouts } = options;
  const address = new URL(options.url);
  const basePath = address.pathname.replace(/\/+$/, '');
  const headers: Record<string, string> = { ...options.headers };
  if (address.username !== '') {
    const credentials = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
    headers['authorization'] ??= `Basic ${Buffer.from(credentials).toString('base64')}`;
  }
  // The watchdog measures all waits but connecting: undici's own timers are coarse and run while we are the slow side.
  const pool = new Pool(address.origin, {
    connect: { timeout: timeouts.connectMs },
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
  });

  async function send(request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    return await pool.request({
      method: request.method,
      path: basePath + request.path,
      headers: {
        ...headers,
        ...traceHeaders(),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal,
    });
  }

  /** What happened, in the port's terms. */
  function translate(error: unknown, signal: AbortSignal, begun: boolean): unknown {
    if (signal.aborted) return signal.reason;
    if (error instanceof ServiceError) return error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'UND_ERR_CONNECT_TIMEOUT') return timeoutError(backend, 'connect', timeouts.connectMs);
    const reason = error instanceof Error ? error.message : String(error);
    return begun
      ? backendError('BACKEND_TRUNCATED', { backend, message: `the connection broke off: ${reason}`, cause: error })
      : backendError('BACKEND_UNAVAILABLE', { backend, message: `cannot be reached: ${reason}`, cause: error });
  }

  async function ask(request: HttpRequest): Promise<HttpAnswer> {
    using watchdog = makeWatchdog(backend, request.signal);
    let begun = false;
    try {
      request.signal.throwIfAborted();
      watchdog.arm('first byte', timeouts.firstByteMs);
      const response = await send(request, watchdog.signal);
      begun = true;
      const limit = response.statusCode < 300 ? maxAnswerBytes : maxErrorBytes;
      const parts: Uint8Array[] = [];
      let bytes = 0;
      watchdog.arm('idle', timeouts.idleMs);
      for await (const part of response.body as AsyncIterable<Uint8Array>) {
        watchdog.arm('idle', timeouts.idleMs);
        bytes += part.byteLength;
        if (bytes > limit && response.statusCode < 300) {
          throw backendError('BACKEND_ERROR', { backend, message: `answered with more than ${limit} bytes` });
        }
        parts.push(part);
        if (bytes > limit) break;
      }
      return { status: response.statusCode, text: Buffer.concat(parts).toString('utf8', 0, Math.min(bytes, limit)) };
    } catch (error) {
      throw translate(error, watchdog.signal, begun);
    }
  }

  return {
    url: withoutCredentials(options.url),
    ask,
    async askJson(request) {
      const answer = await ask(request);
      if (answer.status >= 300) throw errorOfResponse(backend, answer.status, answer.text);
      const value = parseJson(answer.text);
      if (value === undefined) {
        throw backendError('BACKEND_ERROR', {
          backend,
          message: `answered ${request.path} with something else than JSON`,
        });
      }
      return value;
    },
    async *stream(request) {
      using watchdog = makeWatchdog(backend, request.signal);
      let begun = false;
      try {
        request.signal.throwIfAborted();
        watchdog.arm('first byte', timeouts.firstByteMs);
        const response = await send(request, watchdog.signal);
        if (response.statusCode >= 300) {
          const text = await readSome(response.body, maxErrorBytes);
          throw errorOfResponse(backend, response.statusCode, text);
        }
        begun = true;
        for await (const part of response.body as AsyncIterable<Uint8Array>) {
          watchdog.disarm();
          yield part;
          watchdog.arm('idle', timeouts.idleMs);
        }
      } catch (error) {
        throw translate(error, watchdog.signal, begun);
      }
    },
    async [Symbol.asyncDispose]() {
      await pool.destroy();
    },
  };
}

/** The address as it may be shown. */
export function withoutCredentials(url: string): string {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  return address.href.replace(/\/+$/, '');
}

async function readSome(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= limit) break;
  }
  return Buffer.concat(parts).toString('utf8', 0, Math.min(bytes, limit));
}
