import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The parsed body; undefined when there was none. */
  readonly body: Record<string, unknown> | undefined;
  /** Resolves with performance.now() when the client closes the connection before the answer has ended. */
  readonly closedByClient: Promise<number>;
}

/** A request that waits for the test to answer it. */
export interface HeldRequest {
  /** Resolves when the request has come. */
  readonly arrived: Promise<RecordedRequest>;
  /** Sends a piece of a streamed answer, with the head before the first one. Resolves when it is on its way. */
  send(piece: string | Uint8Array): Promise<void>;
  /** Ends the answer cleanly. */
  end(): Promise<void>;
  /** Breaks the connection (TCP reset). */
  reset(): Promise<void>;
  /** Answers at once with a status and a body. */
  answer(status: number, body: unknown): Promise<void>;
  readonly closedByClient: Promise<number>;
}

export type Handler = (request: RecordedRequest, response: ServerResponse) => void | Promise<void>;

/** A small HTTP server on a free port of this host. Requests are recorded; the next ones of a path can be held. */
export interface SimServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  /** The next request to the path is not answered by the simulator but by the test; several calls queue up. */
  hold(path: string): HeldRequest;
}

export interface SimServerOptions {
  /** Content type of held streams. */
  readonly streamType: string;
  readonly handle: Handler;
  /** Default 0: any free port. */
  readonly port?: number;
}

export async function startSimServer(options: SimServerOptions): Promise<SimServer> {
  const requests: RecordedRequest[] = [];
  const holds = new Map<string, ((request: RecordedRequest, response: ServerResponse) => void)[]>();
  const sockets = new Set<Socket>();

  const server = createServer((message, response) => {
    void (async () => {
      const request = await record(message, response);
      if (request === null) return;
      requests.push(request);
      const held = holds.get(request.path)?.shift();
      if (held !== undefined) held(request, response);
      else await options.handle(request, response);
    })();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    hold(path) {
      const taken = Promise.withResolvers<{ request: RecordedRequest; response: ServerResponse }>();
      const line = holds.get(path) ?? [];
      line.push((request, response) => taken.resolve({ request, response }));
      holds.set(path, line);
      return makeHeld(taken.promise, options.streamType);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function makeHeld(
  taken: Promise<{ request: RecordedRequest; response: ServerResponse }>,
  streamType: string,
): HeldRequest {
  return {
    arrived: taken.then(({ request }) => request),
    closedByClient: taken.then(({ request }) => request.closedByClient),
    async send(piece) {
      const { response } = await taken;
      if (!response.headersSent) response.writeHead(200, { 'content-type': streamType });
      await new Promise((resolve) => response.write(piece, resolve));
    },
    async end() {
      const { response } = await taken;
      await new Promise<void>((resolve) => response.end(resolve));
    },
    async reset() {
      const { response } = await taken;
      response.socket?.resetAndDestroy();
    },
    async answer(status, body) {
      const { response } = await taken;
      sendJson(response, status, body);
    },
  };
}

async function record(message: IncomingMessage, response: ServerResponse): Promise<RecordedRequest | null> {
  const closed = Promise.withResolvers<number>();
  response.on('close', () => {
    if (!response.writableFinished) closed.resolve(performance.now());
  });
  const parts: Buffer[] = [];
  try {
    for await (const part of message) parts.push(part as Buffer);
  } catch {
    return null;
  }
  const text = Buffer.concat(parts).toString();
  return {
    method: message.method ?? '',
    path: new URL(message.url ?? '/', 'http://sim').pathname,
    headers: message.headers,
    body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
    closedByClient: closed.promise,
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
