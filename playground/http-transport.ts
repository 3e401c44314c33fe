import type { ExecutionResult } from 'graphql';

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | null | undefined;
}

export interface HttpOptions {
  readonly endpoint: URL;
  /** Empty: none is sent. */
  readonly secret: string;
  /** What the headers editor holds. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** How long an answer may take: the longest `waitMs` and a little. */
const timeoutMs = 150_000;

/**
 * Sends a query or mutation. Whatever comes back is a GraphQL result: an answer that is none, or no answer, becomes an
 * error that says what happened.
 */
export async function postGraphql(request: GraphqlRequest, options: HttpOptions): Promise<ExecutionResult> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(options.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(options.secret === '' ? {} : { authorization: `Bearer ${options.secret}` }),
        ...options.headers,
      },
      body: JSON.stringify(request),
      signal: options.signal === undefined ? deadline : AbortSignal.any([options.signal, deadline]),
    });
    return readResult(response.status, await response.text());
  } catch (error) {
    if (deadline.aborted) return failure(`The server did not answer within ${timeoutMs / 1000} s.`);
    return failure(`The server cannot be reached: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A result that holds nothing but an error. */
export function failure(message: string): ExecutionResult {
  // The error class would bring its own JSON form, with fields that say nothing here.
  return { errors: [{ message }] } as unknown as ExecutionResult;
}

function readResult(status: number, text: string): ExecutionResult {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)) {
      return body as ExecutionResult;
    }
  } catch {
    // Not JSON: reported below with what it was.
  }
  return failure(`The server answered ${status} without a GraphQL result: ${text.slice(0, 200)}`);
}
