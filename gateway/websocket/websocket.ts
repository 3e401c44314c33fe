import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { ServiceError } from '../../kernel/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Authenticator, Caller } from '../authentication.ts';
import { clientAddress } from '../client-address.ts';
import type { AddressSet } from '../client-address.ts';
import type { ErrorFormatter } from '../error-format.ts';
import type { LiveGraph } from '../live-graph.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { isServersMessage } from './message-rules.ts';
import { makeSocketChannel } from './socket-channel.ts';
import type { SocketChannel, SocketChannelOptions } from './socket-channel.ts';
import { asGraphQLError, refusalIn } from './socket-operations.ts';
import type { SocketOperations, StartedOperation } from './socket-operations.ts';
import type { SocketSession, SocketSessions } from './socket-sessions.ts';

export interface WebSocketDeps {
  readonly graph: LiveGraph;
  readonly authenticator: Authenticator;
  readonly operations: SocketOperations;
  readonly sessions: SocketSessions;
  readonly formatError: ErrorFormatter;
  readonly metrics: GatewayMetrics;
  readonly trustedProxies: AddressSet;
  readonly newRequestId: () => string;
  readonly isDraining: () => boolean;
  readonly logger: Logger;
}

export interface WebSocketOptions extends SocketChannelOptions {
  readonly path: string;
  /** Largest message of a client, in bytes. */
  readonly maxMessageBytes: number;
  /** How long a client may take to say who it is, in milliseconds; 5,000 by default. */
  readonly initTimeoutMs?: number;
  /** Operations under way at a time on one socket; 1,000 by default. */
  readonly maxOperations?: number;
}

/** The graphql-transport-ws protocol on the path of the API. */
export interface WebSocketEndpoint {
  /** Takes the server's upgrades from now on. */
  attach(server: Server): void;
  /** Closes sockets with SHUTTING_DOWN: at once those that only subscribe, the others when their queries and mutations are answered or the grace is over. */
  drain(graceMs: number): Promise<void>;
}

interface Connection {
  readonly request: IncomingMessage;
  readonly channel: SocketChannel;
  session: SocketSession | null;
  operations: number;
  /** Queries and mutations under way. */
  unanswered: number;
  onAnswered: (() => void) | undefined;
}

export function makeWebSocketEndpoint(deps: WebSocketDeps, options: WebSocketOptions): WebSocketEndpoint {
  const maxOperations = options.maxOperations ?? 1_000;
  const connections = new Set<Connection>();
  const sockets = new WebSocketServer({
    noServer: true,
    // Costs a quarter of a megabyte for each connection and doubles the CPU time.
    perMessageDeflate: false,
    // Beyond our own bound, so that a message a little too large is answered with our code.
    maxPayload: options.maxMessageBytes * 2,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });

  const protocol = makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: options.initTimeoutMs ?? 5_000,
    async onConnect({ connectionParams, extra }) {
      try {
        openSession(extra, await authenticate(extra.request, connectionParams ?? {}));
        return undefined;
      } catch (error) {
        const { code, message } = error instanceof ServiceError ? error : new ServiceError('INTERNAL_SERVER_ERROR');
        if (!(error instanceof ServiceError)) deps.logger.error({ err: error }, 'a socket could not be opened');
        extra.channel.closeWith(code, message);
        return false;
      }
    },
    onSubscribe(context, _id, payload) {
      try {
        const { prepared, stream } = start(context.extra, payload);
        return {
          schema: deps.graph.current().supergraph.schema,
          document: prepared.document,
          operationName: prepared.operation.name?.value ?? null,
          variableValues: payload.variables ?? null,
          rootValue: null,
          contextValue: stream,
        };
      } catch (error) {
        return [asGraphQLError(error)];
      }
    },
    execute: ({ contextValue }) => contextValue as StartedOperation['stream'] as never,
    subscribe: ({ contextValue }) => contextValue as StartedOperation['stream'] as never,
    // Results and errors are formatted before they get here.
    onNext: (...[, , , , result]) => result as never,
    onError: (...[, , , errors]) => [
      ...(refusalIn(errors)?.errors ?? errors.map((error) => deps.formatError(error, deps.newRequestId()))),
    ],
  });

  const authenticate = (request: IncomingMessage, parameters: Readonly<Record<string, unknown>>): Promise<Caller> => {
    const { headers, socket } = request;
    const given = lowerCaseKeys(parameters);
    // Browsers cannot set headers on a WebSocket, other clients may prefer to. There are no cookies:
    // a page of another origin has no key to abuse, so that the origin need not be checked.
    const inMessage =
      given['authorization'] !== undefined || given['apikey'] !== undefined || given['x-api-key'] !== undefined;
    return deps.authenticator.authenticate(
      inMessage
        ? { authorization: given['authorization'], apiKey: given['apikey'] ?? given['x-api-key'] }
        : { authorization: headers.authorization, apiKey: headers['x-api-key'] },
      clientAddress(
        { remoteAddress: socket.remoteAddress, forwardedFor: headers['x-forwarded-for'] },
        deps.trustedProxies,
      ),
    );
  };

  const openSession = (connection: Connection, caller: Caller): void => {
    // It may have closed meanwhile.
    if (!connections.has(connection)) return;
    const { channel } = connection;
    connection.session = { caller, closeWith: channel.closeWith, ping: channel.ping };
    deps.sessions.add(connection.session);
    deps.metrics.seen(caller.principal);
  };

  const start = (connection: Connection, payload: Parameters<SocketOperations['start']>[1]): StartedOperation => {
    if (connection.session === null) throw new ServiceError('UNAUTHENTICATED');
    if (connection.operations >= maxOperations) {
      throw new ServiceError('BAD_REQUEST', {
        message: `A socket carries ${maxOperations} operations at a time at most: open another one.`,
      });
    }
    let awaited = false;
    const started = deps.operations.start(connection.session, payload, () => {
      connection.operations--;
      if (awaited) connection.unanswered--;
      // In the next turn, when the answer has been handed to the socket.
      if (connection.unanswered === 0) setImmediate(() => connection.onAnswered?.());
    });
    awaited = started.prepared.operation.operation !== 'subscription';
    connection.operations++;
    if (awaited) connection.unanswered++;
    return started;
  };

  const accept = (socket: WebSocket, request: IncomingMessage): void => {
    const channel = makeSocketChannel(socket, options);
    const connection: Connection = {
      request,
      channel,
      session: null,
      operations: 0,
      unanswered: 0,
      onAnswered: undefined,
    };
    connections.add(connection);
    deps.metrics.socketOpened();
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (message) => channel.send(message),
        close: (code, reason) => channel.close(code ?? 1000, reason ?? ''),
        onMessage(handle) {
          socket.on('message', (data: Buffer) => {
            if (data.length > options.maxMessageBytes) {
              channel.closeWith('PAYLOAD_TOO_LARGE');
              return;
            }
            const text = data.toString();
            if (isServersMessage(text)) {
              channel.closeWith('BAD_REQUEST', 'Only servers send such messages.');
              return;
            }
            handle(text).catch((error: unknown) => {
              deps.logger.error({ err: error }, 'a socket message could not be handled');
              channel.closeWith('INTERNAL_SERVER_ERROR');
            });
          });
        },
      },
      connection,
    );
    socket.on('error', (error) => deps.logger.debug({ err: error }, 'a socket failed'));
    socket.once('close', (code, reason) => {
      connections.delete(connection);
      deps.metrics.socketClosed();
      if (connection.session !== null) deps.sessions.remove(connection.session);
      connection.onAnswered?.();
      Promise.resolve(closed(code, reason.toString())).catch((error: unknown) => {
        deps.logger.error({ err: error }, 'a closed socket could not be cleaned up');
      });
    });
  };

  return {
    attach(server) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const [path] = (request.url ?? '').split('?');
        socket.on('error', () => socket.destroy());
        if (path !== options.path) refuseUpgrade(socket, '404 Not Found');
        else if (deps.isDraining()) refuseUpgrade(socket, '503 Service Unavailable');
        else sockets.handleUpgrade(request, socket, head, accept);
      });
    },
    async drain(graceMs) {
      const closing = [...connections].map(
        (connection) =>
          new Promise<void>((resolve) => {
            const close = (): void => {
              connection.channel.closeWith('SHUTTING_DOWN');
              resolve();
            };
            if (connection.unanswered === 0) {
              close();
              return;
            }
            const timer = setTimeout(close, graceMs);
            connection.onAnswered = () => {
              clearTimeout(timer);
              close();
            };
          }),
      );
      await Promise.all(closing);
      // The closing handshakes; those that do not answer are dropped by the channel.
      await Promise.all(
        [...sockets.clients].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))),
      );
    },
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function lowerCaseKeys(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
}
