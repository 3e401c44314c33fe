import { backoffDelayMs } from './backoff-rules.ts';
import type { BackoffPolicy } from './backoff-rules.ts';
import type { Credentials } from './credentials.ts';
import { makeDeadline, pause } from './deadline.ts';
import { fromWireError, isWireError, makeError } from './error-rules.ts';
import { AuthenticationError, InfergraphError, NetworkError } from './errors.ts';

export interface GraphRequest {
  readonly query: string;
  readonly variables: object;
}

export interface GraphAnswer {
  readonly data: unknown;
  readonly errors: readonly InfergraphError[];
  readonly requestId: string | undefined;
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Deadline of the call with all its tries, in milliseconds. */
  readonly timeoutMs: number;
  /** True when sending it twice does the same as sending it once. */
  readonly repeatable: boolean;
}

export interface HttpTransportOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  readonly retry: BackoffPolicy;
}

export interface HttpTransport {
  /**
   * Sends one operation. Resolves with the answer when it has data; throws its first error when it has none,
   * {@link NetworkError}, TimeoutError, or the signal's reason.
   */
  send(request: GraphRequest, options: SendOptions): Promise<GraphAnswer>;
}

export function makeHttpTransport(options: HttpTransportOptions): HttpTransport {
  return {
    send: async (request, { signal, timeoutMs, repeatable }) => {
      const deadline = makeDeadline(timeoutMs, signal);
      let renewed = false;
      try {
        for (let failures = 1; ; failures++) {
          try {
            return await post(options, request, deadline.signal);
          } catch (error) {
            deadline.signal.throwIfAborted();
            // A refused request has done nothing, so even a mutation may be sent again with a newer token.
            if (error instanceof AuthenticationError && !renewed && (await options.credentials.renewed())) {
              renewed = true;
              continue;
            }
            const mayRepeat = repeatable && error instanceof InfergraphError && error.retryable;
            if (!mayRepeat || failures >= options.retry.maxAttempts) throw error;
            const delayMs = Math.max(backoffDelayMs(options.retry, failures, Math.random()), error.retryAfterMs ?? 0);
            await pause(delayMs, deadline.signal);
          }
        }
      } finally {
        deadline.clear();
      }
    },
  };
}

async function post(options: HttpTransportOptions, request: GraphRequest, signal: AbortSignal): Promise<GraphAnswer> {
  const authorization = await options.credentials.authorization();
  let response: Response;
  let text: string;
  try {
    response = await options.fetch(options.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(authorization === undefined ? {} : { authorization }),
        ...options.headers,
      },
      body: JSON.stringify(request),
      signal,
    });
    text = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    throw new NetworkError({
      code: 'NETWORK_ERROR',
      message: `Cannot reach ${options.url}.`,
      retryable: true,
      cause: error,
    });
  }
  return readAnswer(response, text);
}

/** Throws the first error of an answer without data. */
function readAnswer(response: Response, text: string): GraphAnswer {
  const facts = {
    requestId: response.headers.get('x-request-id') ?? undefined,
    httpStatus: response.status,
    retryAfterMs: readRetryAfter(response.headers.get('retry-after')),
  };
  const body = parseObject(text);
  const wireErrors: readonly unknown[] = Array.isArray(body?.['errors']) ? body['errors'] : [];
  const data = body?.['data'];
  const errors = wireErrors.filter(isWireError).map((error) => fromWireError(error, { ...facts, partialData: data }));
  if (data !== undefined && data !== null) return { data, errors, requestId: facts.requestId };
  throw errors[0] ?? notOurAnswer(facts);
}

function notOurAnswer(facts: { readonly httpStatus: number; readonly requestId: string | undefined }): InfergraphError {
  return makeError({
    ...facts,
    code: 'NETWORK_ERROR',
    message: `The answer (HTTP ${facts.httpStatus}) is not GraphQL: is the URL right?`,
    retryable: facts.httpStatus === 429 || facts.httpStatus >= 502,
  });
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads seconds; the date form of the header is not used by our server. */
function readRetryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}
