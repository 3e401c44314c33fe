// A small GraphQL server over HTTP and WebSocket with the real API schema, whose answers and mishaps a test scripts.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, execute, graphql, subscribe, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

const schemaText = readFileSync(new URL('../../../sdk/schema.graphql', import.meta.url), 'utf8');

export interface SubscribeRequest {
  readonly args: Readonly<Record<string, unknown>>;
  readonly connectionParams: Readonly<Record<string, unknown>>;
  /** The client's socket, to cut or close. */
  readonly socket: WebSocket;
}

/** Yields the events of one subscription. */
export type SubscribeScript = (request: SubscribeRequest) => AsyncIterable<object>;

/** Answers one HTTP request instead of GraphQL. */
export type HttpScript = (request: IncomingMessage, response: ServerResponse) => void;

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Resolver = (args: never) => unknown;

export interface FakeGraph extends AsyncDisposable {
  readonly url: string;
  /** Resolvers of root fields. */
  readonly root: Record<string, Resolver>;
  /** Scripts of the next HTTP requests; GraphQL answers when there is none left. */
  readonly httpScripts: HttpScript[];
  /** Scripts of the next subscriptions. A subscription without a script is an error. */
  readonly subscribeScripts: SubscribeScript[];
  /** Close frames for the next connections. */
  readonly refusals: { readonly code: number; readonly reason: string }[];
  readonly requests: ReceivedRequest[];
  readonly subscriptions: SubscribeRequest[];
}

export async function startFakeGraph(): Promise<FakeGraph> {
  const schema = buildSchema(schemaText);
  const root: Record<string, Resolver> = {};
  const httpScripts: HttpScript[] = [];
  const subscribeScripts: SubscribeScript[] = [];
  const refusals: { code: number; reason: string }[] = [];
  const requests: ReceivedRequest[] = [];
  const subscriptions: SubscribeRequest[] = [];

  const server = createServer((request, response) => {
    const script = httpScripts.shift();
    if (script !== undefined) return script(request, response);
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok","version":"9.9.9"}');
      return;
    }
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      query: string;
      variables: Record<string, unknown>;
    };
    requests.push({ headers: request.headers, query, variables });
    const result = await graphql({ schema, source: query, variableValues: variables, rootValue: root });
    response
      .writeHead(200, { 'content-type': 'application/graphql-response+json', 'x-request-id': `req_${requests.length}` })
      .end(JSON.stringify(result));
  }

  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const graphqlWs = useServer<Record<string, unknown>>(
    {
      schema,
      // Ours, because the test runner loads another copy of graphql than graphql-ws does.
      execute,
      subscribe,
      validate,
      onConnect: (context) => {
        const refusal = refusals.shift();
        if (refusal !== undefined) context.extra.socket.close(refusal.code, refusal.reason);
      },
      onSubscribe: (context, _id, payload) => {
        // Recorded here, where the connection is known; the script itself runs as the field's subscribe function.
        subscriptions.push({
          args: payload.variables ?? {},
          connectionParams: context.connectionParams ?? {},
          socket: context.extra.socket,
        });
      },
      roots: {
        subscription: { taskEvents: () => nextScript('taskEvents'), myTaskEvents: () => nextScript('myTaskEvents') },
      },
    },
    sockets,
  );
  async function* nextScript(field: string): AsyncIterable<object> {
    const script = subscribeScripts.shift();
    const request = subscriptions.at(-1);
    if (script === undefined || request === undefined) throw new Error('The test has scripted no such subscription.');
    for await (const event of script(request)) yield { [field]: event };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    root,
    httpScripts,
    subscribeScripts,
    refusals,
    requests,
    subscriptions,
    [Symbol.asyncDispose]: async () => {
      await graphqlWs.dispose();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
