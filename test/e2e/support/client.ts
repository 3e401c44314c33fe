import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import WebSocket from 'ws';

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly requestId: string; readonly [name: string]: unknown };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Answers of every shape pass through here; each test asserts the shape it expects.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly errors: readonly GraphError[] | undefined;
}

export interface Caller {
  readonly url: string;
  readonly key: string | null;
}

/** One GraphQL operation over HTTP POST. */
export async function call(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const response = await post(caller, { query, variables });
  const body = (await response.json()) as { data?: unknown; errors?: readonly GraphError[] };
  return { status: response.status, headers: response.headers, data: body.data, errors: body.errors };
}

/** The bare request, for tests that cut it off. */
export function post(caller: Caller, body: object, signal: AbortSignal | null = null): Promise<Response> {
  return fetch(caller.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(caller.key === null ? {} : { authorization: `Bearer ${caller.key}` }),
    },
    body: JSON.stringify(body),
    signal,
  });
}

/** The data of an operation that must succeed. */
export async function ask(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<Answer['data']> {
  const answer = await call(caller, query, variables);
  if (answer.errors !== undefined) throw new Error(`unexpected errors: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}

/** A graphql-ws client that never reconnects by itself, so that tests see every close. */
export function connect(caller: Caller): Client & AsyncDisposable {
  const client = createClient({
    url: caller.url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    lazy: true,
    retryAttempts: 0,
    connectionParams: caller.key === null ? {} : { authorization: `Bearer ${caller.key}` },
  });
  return Object.assign(client, { [Symbol.asyncDispose]: async () => client.dispose() });
}

export const eventFields = `
  __typename taskId seq attempt cursor at
  ... on TaskOutputAppended { delta index channel }
  ... on TaskFailed { code message retryable }
  ... on TaskRestarted { reason }
`;

export interface SeenEvent {
  readonly __typename: string;
  readonly taskId: string;
  readonly seq: number;
  readonly attempt: number;
  readonly cursor: string;
  readonly delta?: string;
  readonly index?: number;
  readonly channel?: string;
  readonly code?: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly [name: string]: any;
}

/** Events of one task as they come. */
export function watch(
  client: Client,
  taskId: string,
  options: { readonly after?: string; readonly fields?: string } = {},
): AsyncIterableIterator<SeenEvent> {
  const fields = options.fields ?? eventFields;
  return events(client, {
    query: `subscription($id: ID!, $after: String) { event: taskEvents(taskId: $id, after: $after) { ${fields} } }`,
    variables: { id: taskId, after: options.after ?? null },
  });
}

/** Events of all of the owner's tasks as they come. */
export function watchAll(client: Client, after?: string): AsyncIterableIterator<SeenEvent> {
  return events(client, {
    query: `subscription($after: String) { event: myTaskEvents(after: $after) { ${eventFields} } }`,
    variables: { after: after ?? null },
  });
}

async function* events(
  client: Client,
  subscription: { readonly query: string; readonly variables: Record<string, unknown> },
): AsyncIterableIterator<SeenEvent> {
  for await (const message of client.iterate<{ event: SeenEvent }>(subscription)) {
    if (message.errors !== undefined) throw Object.assign(new Error('subscription failed'), { errors: message.errors });
    if (message.data?.event !== undefined) yield message.data.event;
  }
}

/** Resolves when the server has taken in what was sent over the client's socket before: it answers in order. */
export function whenSubscribed(client: Client): Promise<void> {
  return new Promise((resolve, reject) => {
    client.subscribe({ query: '{ me { owner } }' }, { next: () => resolve(), error: reject, complete: () => {} });
  });
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Fails unless the events are numbered without gap or repeat from `from` on. */
export function assertGapless(events: readonly SeenEvent[], from = 1): void {
  const seqs = events.map((event) => event.seq);
  const expected = seqs.map((_, index) => from + index);
  if (JSON.stringify(seqs) !== JSON.stringify(expected)) throw new Error(`not gapless from ${from}: ${seqs.join(' ')}`);
}
