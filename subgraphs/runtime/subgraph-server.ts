import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ServiceError, errorRow, isErrorCode } from '../../kernel/errors.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { SubgraphName } from '../../kernel/subgraph-protocol.ts';
import type { Logger } from '../../platform/logger.ts';
import { makePrincipalVerifier, principalTokenHeader } from '../../platform/principal-token.ts';
import { inSpan, remoteParent } from '../../platform/spans.ts';
import type { SpanOptions } from '../../platform/spans.ts';
import { makeLocalSubgraph } from './local-subgraph.ts';
import type { SubgraphDefinition } from './local-subgraph.ts';

export interface SubgraphServerOptions {
  /** The secret shared with the gateway, to verify its tokens. */
  readonly secret: string;
  readonly logger: Logger;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly maxBodyBytes: number;
  /** Milliseconds after which an operation is given up; 150,000 by default: longer than the longest `waitMs`. */
  readonly operationTimeoutMs?: number;
}

/** Several subgraphs on one port. Disposing stops accepting and waits for what runs. */
export interface SubgraphServer extends AsyncDisposable {
  /** Address of a subgraph's endpoint. */
  url(name: SubgraphName): string;
}

const bodySchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Serves subgraphs over HTTP: POST /<name>/graphql, and GET /health for orchestrators. With a single subgraph,
 * POST /graphql is the same. Every operation must bring a principal token made for that subgraph.
 */
export async function makeSubgraphServer(
  definitions: readonly SubgraphDefinition[],
  options: SubgraphServerOptions,
): Promise<SubgraphServer> {
  const app = fastify({
    bodyLimit: options.maxBodyBytes,
    logger: false,
    forceCloseConnections: 'idle',
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
  });
  const sendError = makeErrorSender(options.logger);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => sendError(new ServiceError('ROUTE_NOT_FOUND'), request, reply));
  app.get('/health', () => ({ status: 'ok', subgraphs: definitions.map(({ name }) => name) }));
  for (const definition of definitions) {
    const paths = [`/${definition.name}/graphql`, ...(definitions.length === 1 ? ['/graphql'] : [])];
    serve(app, { paths, definition }, options);
  }
  const address = await app.listen({ host: options.host, port: options.port });
  return {
    url: (name) => `${address}/${name}/graphql`,
    [Symbol.asyncDispose]: () => app.close(),
  };
}

function serve(
  app: FastifyInstance,
  { paths, definition }: { readonly paths: readonly string[]; readonly definition: SubgraphDefinition },
  options: SubgraphServerOptions,
): void {
  const subgraph = makeLocalSubgraph(definition, { logger: options.logger });
  const verifier = makePrincipalVerifier(definition.name, { secret: options.secret });
  const timeoutMs = options.operationTimeoutMs ?? 150_000;
  const principals = new WeakMap<FastifyRequest, Principal>();
  for (const url of paths) {
    app.route({
      method: 'POST',
      url,
      // Before the body is read: a stranger is not even told that its JSON is malformed.
      onRequest: async (request) => {
        const token = request.headers[principalTokenHeader];
        principals.set(request, await verifier.verify(typeof token === 'string' ? token : ''));
      },
      handler: async (request, reply) => {
        const principal = principals.get(request);
        if (principal === undefined) throw new ServiceError('UNAUTHENTICATED');
        const body = bodySchema.safeParse(request.body);
        if (!body.success) {
          throw new ServiceError('BAD_REQUEST', { message: 'Send { query, operationName, variables }.' });
        }
        const deadline = AbortSignal.timeout(timeoutMs);
        const dropped = new AbortController();
        // 'close' comes after every answer too: then nobody listens to the signal any more.
        reply.raw.once('close', () => dropped.abort());
        const execution = () =>
          subgraph.execute({
            query: body.data.query,
            operationName: body.data.operationName ?? undefined,
            variables: body.data.variables ?? undefined,
            principal,
            requestId: request.id,
            signal: AbortSignal.any([deadline, dropped.signal]),
          });
        const answer = await inSpan(serverSpan(definition.name, request), execution);
        // An operation that was run is answered with 200 whatever its errors say; the gateway reads those.
        return reply.header('x-request-id', request.id).send(answer);
      },
    });
  }
}

function serverSpan(name: SubgraphName, request: FastifyRequest): SpanOptions {
  return {
    name: `subgraph ${name}`,
    kind: 'server',
    parent: remoteParent(request.headers),
    attributes: { 'infergraph.subgraph': name, 'infergraph.request_id': request.id },
  };
}

type ErrorSender = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

function makeErrorSender(logger: Logger): ErrorSender {
  return (error, request, reply) => {
    const shown = toServiceError(error);
    if (shown.code === 'INTERNAL_SERVER_ERROR') logger.error({ requestId: request.id, err: error }, 'request failed');
    return reply
      .status(errorRow(shown.code).httpStatus)
      .header('x-request-id', request.id)
      .send({ errors: [{ message: shown.message, extensions: { code: shown.code } }] });
  };
}

const codesOfFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BAD_REQUEST',
  FST_ERR_CTP_INVALID_JSON_BODY: 'BAD_REQUEST',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BAD_REQUEST',
};

function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const fastifyCode = error instanceof Error && 'code' in error ? String(error.code) : '';
  const code = codesOfFastify[fastifyCode];
  return new ServiceError(isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR');
}

/** The caller's id when it is short and harmless, else a new one. */
function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[A-Za-z0-9._:-]{1,128}$/.test(header) ? header : randomUUID();
}
