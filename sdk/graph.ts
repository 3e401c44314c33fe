import { documentText, isMutation } from './documents.ts';
import type { GraphDocument } from './documents.ts';
import type { InfergraphError } from './errors.ts';
import type { HttpTransport } from './http-transport.ts';
import type { SocketTransport } from './socket-transport.ts';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Deadline of the call with all its tries, in milliseconds. Default: the client's. */
  readonly timeoutMs?: number | undefined;
}

export interface GraphResult<T> {
  readonly data: T;
  /** Why parts of the data are null. */
  readonly errors: readonly InfergraphError[];
  readonly requestId: string | undefined;
}

/** Typed operations, the client's own and its users'. */
export interface Graph {
  /** Sends a query, again if need be. Throws the first error of the answer; its `partialData` has what there is. */
  query<TResult, TVariables extends object>(
    document: GraphDocument<TResult, TVariables>,
    variables: TVariables,
    options?: CallOptions,
  ): Promise<TResult>;
  /** Sends a mutation; a second time only when its `input` has an `idempotencyKey`. Throws like `query`. */
  mutate<TResult, TVariables extends object>(
    document: GraphDocument<TResult, TVariables>,
    variables: TVariables,
    options?: CallOptions,
  ): Promise<TResult>;
  /** Sends a query or mutation and returns data and errors side by side. Throws only when there is no data. */
  execute<TResult, TVariables extends object>(
    document: GraphDocument<TResult, TVariables>,
    variables: TVariables,
    options?: CallOptions,
  ): Promise<GraphResult<TResult>>;
  /** Runs a subscription of your own. A lost connection ends it with an error: only `watch` knows where to go on. */
  subscribe<TResult, TVariables extends object>(
    document: GraphDocument<TResult, TVariables>,
    variables: TVariables,
    options?: { readonly signal?: AbortSignal | undefined },
  ): AsyncGenerator<TResult, void, undefined>;
}

export interface GraphDeps {
  readonly http: HttpTransport;
  readonly socket: SocketTransport;
  readonly timeoutMs: number;
}

export function makeGraph(deps: GraphDeps): Graph {
  const execute: Graph['execute'] = async <TResult, TVariables extends object>(
    document: GraphDocument<TResult, TVariables>,
    variables: TVariables,
    options: CallOptions = {},
  ) => {
    const query = documentText(document);
    const answer = await deps.http.send(
      { query, variables },
      {
        signal: options.signal,
        timeoutMs: options.timeoutMs ?? deps.timeoutMs,
        repeatable: !isMutation(query) || hasIdempotencyKey(variables),
      },
    );
    // The document's type tells what the server answers; the server validates against the same schema.
    return { data: answer.data as TResult, errors: answer.errors, requestId: answer.requestId };
  };
  const dataOrThrow: Graph['query'] = async (document, variables, options) => {
    const { data, errors } = await execute(document, variables, options);
    if (errors[0] !== undefined) throw errors[0];
    return data;
  };
  return {
    execute,
    query: async (document, variables, options) => {
      if (isMutation(documentText(document)))
        throw new TypeError('This document is a mutation: send it with mutate().');
      return await dataOrThrow(document, variables, options);
    },
    mutate: dataOrThrow,
    subscribe: (document, variables, options = {}) =>
      deps.socket.subscribe({ query: documentText(document), variables }, options.signal) as AsyncGenerator<
        never,
        void,
        undefined
      >,
  };
}

function hasIdempotencyKey(variables: object): boolean {
  const input: unknown = 'input' in variables ? variables.input : undefined;
  return (
    typeof input === 'object' && input !== null && 'idempotencyKey' in input && typeof input.idempotencyKey === 'string'
  );
}
