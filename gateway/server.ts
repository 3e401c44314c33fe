import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import Fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError, errorRow } from '../kernel/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { traceFields } from '../platform/spans.ts';
import { refuseEncodings } from './body-rules.ts';
import type { EdgeError, ErrorFormatter } from './error-format.ts';
import type { GatewayMetrics } from './metrics.ts';
import { playgroundPrefix } from './playground.ts';
import { makeRawRefusal } from './raw-refusal.ts';
import { newOutcome } from './request-context.ts';
import { inboundRequestId, requestIdHeader } from './request-id.ts';
import './request-state.ts';
import { traceRequestHeaders, traceResponseHeader } from './request-tracing.ts';

export interface ServerDeps {
  readonly formatError: ErrorFormatter;
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
  /** Makes a request id. */
  readonly newRequestId: () => string;
}

export interface ServerOptions {
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Origins that browsers may call from; `*` among them: all. Empty: only our own pages. */
  readonly corsOrigins: readonly string[];
  readonly maxBodyBytes: number;
  readonly playgroundFolder: string | null;
  /** Requests of this path are GraphQL's, which the metrics count. */
  readonly graphqlPath: string;
}

/** The HTTP server with what every route shares: ids, headers, CORS, body parsing, errors, access log. */
export async function makeServer(deps: ServerDeps, options: ServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    ...(options.tls === null
      ? {}
      : { https: { cert: readFileSync(options.tls.certFile), key: readFileSync(options.tls.keyFile) } }),
    bodyLimit: options.maxBodyBytes,
    // A request that trickles in must not hold its connection for ever.
    requestTimeout: 120_000,
    genReqId: (request: IncomingMessage) => inboundRequestId(request.headers[requestIdHeader]) ?? deps.newRequestId(),
    // Stopping is answered by the GraphQL route, in our own shape.
    return503OnClosing: false,
    clientErrorHandler: makeRawRefusal(deps),
    // Malformed addresses, found before any hook or handler.
    frameworkErrors: (error, request, reply) => {
      reply.header(requestIdHeader, request.id);
      sendError(deps.formatError(fromFastify(error), request.id), request, reply);
    },
  }) as unknown as FastifyInstance;

  // `null` takes the place of an object until the hook below: objects shared by requests are refused.
  app.decorateRequest('caller', null);
  app.decorateRequest('outcome');
  app.decorateRequest('span', null);
  app.addHook('onRequest', async (request, reply) => {
    request.outcome = newOutcome();
    reply.header(requestIdHeader, request.id);
  });
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy } });
  if (options.corsOrigins.length > 0) await app.register(cors, corsOptions(options.corsOrigins));
  if (options.playgroundFolder !== null && existsSync(options.playgroundFolder)) {
    await app.register(fastifyStatic, {
      root: options.playgroundFolder,
      prefix: playgroundPrefix,
      index: false,
      // File names carry a hash of their content.
      immutable: true,
      maxAge: '1y',
    });
  }
  acceptJsonOnly(app);
  answerErrors(app, deps);
  logAccess(app, deps, options.graphqlPath);
  return app;
}

/** Only our own files; inline styles and blob workers because the editor of the playground makes them. */
const contentSecurityPolicy = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'font-src': ["'self'", 'data:'],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'worker-src': ["'self'", 'blob:'],
};

function corsOptions(origins: readonly string[]) {
  return {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'x-api-key',
      requestIdHeader,
      'apollo-require-preflight',
      'x-apollo-operation-name',
      ...traceRequestHeaders,
    ],
    exposedHeaders: [requestIdHeader, 'retry-after', traceResponseHeader],
    maxAge: 86_400,
  };
}

function acceptJsonOnly(app: FastifyInstance): void {
  app.addHook('preParsing', async ({ headers }) => refuseEncodings(headers));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, JSON.parse(body as string));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      done(new ServiceError('BAD_REQUEST', { message: `The body is not JSON: ${reason}.` }));
    }
  });
}

function answerErrors(app: FastifyInstance, deps: ServerDeps): void {
  app.setNotFoundHandler(() => {
    throw new ServiceError('ROUTE_NOT_FOUND');
  });
  app.setErrorHandler((thrown: FastifyError, request, reply) => {
    const error = deps.formatError(fromFastify(thrown), request.id);
    request.outcome.code = error.extensions.code;
    sendError(error, request, reply);
  });
}

/** Answers with one error, in the shape of GraphQL answers also where no GraphQL is spoken. */
function sendError(error: EdgeError, request: FastifyRequest, reply: FastifyReply): void {
  const { code } = error.extensions;
  const status = errorRow(code).httpStatus;
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (status === 503) reply.header('retry-after', '1');
  const accept = request.headers.accept ?? '';
  const newForm = accept.includes('application/graphql-response+json') && !accept.includes('application/json');
  void reply
    .code(status)
    .type(newForm ? 'application/graphql-response+json; charset=utf-8' : 'application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [error] }));
}

/** Refusals of the HTTP layer in terms of the error table. */
function fromFastify(error: FastifyError): unknown {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ServiceError('PAYLOAD_TOO_LARGE');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ServiceError('UNSUPPORTED_MEDIA_TYPE');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new ServiceError('BAD_REQUEST', { message: 'The body is not as long as its Content-Length says.' });
    default:
      // What else the HTTP layer blames on the client: malformed addresses, for one.
      return error.statusCode === 400 ? new ServiceError('BAD_REQUEST', { cause: error }) : error;
  }
}

function logAccess(app: FastifyInstance, deps: ServerDeps, graphqlPath: string): void {
  app.addHook('onResponse', async (request, reply) => {
    const { outcome } = request;
    // Without the query string: the text of a GET request may hold what is not for logs.
    const [path] = request.url.split('?');
    // Neither a key nor an error: the playground's page.
    if (path === graphqlPath && (request.caller !== null || outcome.code !== null)) {
      deps.metrics.ended({ transport: 'http', outcome, durationMs: reply.elapsedTime });
    }
    deps.logger.info(
      {
        requestId: request.id,
        method: request.method,
        path,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        keyId: request.caller?.principal.keyId,
        operation: outcome.operationKind === 'unknown' ? undefined : outcome.operationKind,
        operationName: outcome.operationName ?? undefined,
        code: outcome.code ?? undefined,
        ...traceFields(request.span ?? undefined),
      },
      'request',
    );
  });
}
