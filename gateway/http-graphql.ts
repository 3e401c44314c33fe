import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/errors.ts';
import { withinSpan } from '../platform/spans.ts';
import type { Caller, Authenticator } from './authentication.ts';
import { clientAddress } from './client-address.ts';
import type { AddressSet } from './client-address.ts';
import { refuseDeepNesting } from './document-parser.ts';
import type { GatewayMetrics } from './metrics.ts';
import { toHeaderMap } from './operation-server.ts';
import type { OperationServer } from './operation-server.ts';
import { readPlaygroundPage, wantsPage } from './playground.ts';
import { refuseSubscription } from './refuse-subscription.ts';
import './request-state.ts';
import { traceHttpRequest } from './request-tracing.ts';

export interface HttpGraphqlDeps {
  readonly authenticator: Authenticator;
  readonly operations: OperationServer;
  readonly metrics: GatewayMetrics;
  readonly trustedProxies: AddressSet;
  /** True once the gateway is stopping. */
  readonly isDraining: () => boolean;
}

export interface HttpGraphqlOptions {
  readonly path: string;
  readonly playgroundFolder: string | null;
  /** Longest time for one request, in milliseconds. */
  readonly requestTimeoutMs: number;
}

/**
 * The GraphQL route. A request goes through these stages, in this order:
 *
 *  1. request id, security headers, CORS      server.ts, for every route
 *  2. refuse while stopping                   before anything is begun that could not be finished
 *  3. playground page                         before the key is asked for: the page itself needs none
 *  4. trace                                   before whatever may fail or take time
 *  5. authenticate                            before the body is read: strangers cannot make us buffer it
 *  6. read the body, bounded, as JSON         server.ts
 *  7. refuse bottomless texts, subscriptions  before the parser and the validator, which they would throw off
 *  8. CSRF, parse, validate                   Apollo Server
 *  9. bound the depth, check scopes           operation-server.ts, before anything is planned or executes
 * 10. coerce variables, plan, execute         Apollo Gateway
 * 11. format errors, choose the status        operation-server.ts
 */
export function registerGraphqlRoute(app: FastifyInstance, deps: HttpGraphqlDeps, options: HttpGraphqlOptions): void {
  const refuseWhileStopping = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!deps.isDraining()) return;
    reply.header('connection', 'close');
    throw new ServiceError('SHUTTING_DOWN');
  };

  const servePlayground = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (request.method !== 'GET' || request.url.includes('?query=') || !wantsPage(request.headers.accept)) {
      return undefined;
    }
    const page = await readPlaygroundPage(options.playgroundFolder);
    return reply.code(page.status).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page.html);
  };

  const trace = async (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
    traceHttpRequest(request, reply, options.path);

  const authenticate = async (request: FastifyRequest): Promise<void> => {
    const { headers, socket } = request.raw;
    const peer = { remoteAddress: socket.remoteAddress, forwardedFor: headers['x-forwarded-for'] };
    request.caller = await deps.authenticator.authenticate(
      { authorization: headers.authorization, apiKey: headers['x-api-key'] },
      clientAddress(peer, deps.trustedProxies),
    );
    deps.metrics.seen(request.caller.principal);
  };

  const execute = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const gone = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) gone.abort(new Error('the client has gone'));
    });
    const query = request.url.indexOf('?');
    const asked = request.method === 'GET' ? request.query : request.body;
    refuseDeepNesting(queryIn(asked));
    refuseSubscription(asked);
    const execution = (): ReturnType<OperationServer['executeHttp']> =>
      deps.operations.executeHttp(
        {
          method: request.method,
          headers: toHeaderMap(request.headers),
          search: query === -1 ? '' : request.url.slice(query),
          body: request.body,
        },
        {
          principal: (request.caller as Caller).principal,
          requestId: request.id,
          signal: AbortSignal.any([gone.signal, AbortSignal.timeout(options.requestTimeoutMs)]),
          outcome: request.outcome,
        },
      );
    const answer = await (request.span === null ? execution() : withinSpan(request.span, execution));
    if (answer.body.kind !== 'complete') throw new Error('incremental delivery is not supported');
    // Begun before the stop, answered after it: the connection must not wait for another request.
    if (deps.isDraining()) reply.header('connection', 'close');
    for (const [name, value] of answer.headers) reply.header(name, value);
    return reply
      .code(answer.status ?? 200)
      .header('cache-control', 'no-store')
      .send(answer.body.string);
  };

  app.route({
    method: ['GET', 'POST'],
    url: options.path,
    exposeHeadRoute: false,
    onRequest: [refuseWhileStopping, servePlayground, trace, authenticate],
    handler: execute,
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
    url: options.path,
    // Before the body is read, which may be anything here.
    onRequest: async (_request, reply) => {
      reply.header('allow', 'GET, POST');
      throw new ServiceError('METHOD_NOT_ALLOWED');
    },
    handler: () => {},
  });
}

/** The text of the operation; empty when there is none, which Apollo Server answers. */
function queryIn(asked: unknown): string {
  const { query } = ((typeof asked === 'object' ? asked : null) as { readonly query?: unknown } | null) ?? {};
  return typeof query === 'string' ? query : '';
}
