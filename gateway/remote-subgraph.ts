import { LRUCache } from 'lru-cache';
import { Pool, errors } from 'undici';
import { z } from 'zod';
import { ServiceError } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Subgraph, SubgraphName, SubgraphRequest, SubgraphResponse } from '../kernel/subgraph-protocol.ts';
import { maxPrincipalTokenLifeSeconds, principalTokenHeader } from '../platform/principal-token.ts';
import type { PrincipalSigner } from '../platform/principal-token.ts';
import { traceHeaders } from '../platform/spans.ts';
import { requestIdHeader } from './request-id.ts';

export interface RemoteSubgraphDeps {
  readonly signer: PrincipalSigner;
}

export interface RemoteSubgraphOptions {
  readonly name: SubgraphName;
  /** Where it answers GraphQL. */
  readonly url: string;
  /** Most connections; 64 by default. */
  readonly connections?: number;
  /** Longest time to connect, in milliseconds; 1,000 by default. */
  readonly connectTimeoutMs?: number;
  /** Longest wait for an answer, in milliseconds; 130,000 by default, more than any `waitMs`. */
  readonly answerTimeoutMs?: number;
  /** Largest answer, in bytes; 64 MiB by default. */
  readonly maxAnswerBytes?: number;
}

/** A subgraph in another process. */
export interface RemoteSubgraph extends Subgraph, AsyncDisposable {}

const responseSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

/** Tokens kept, one for each principal in use. */
const maxTokens = 10_000;

/**
 * Speaks to a subgraph over HTTP, with the principal in a signed token and the request's correlation id. Rejects with
 * ServiceError SERVICE_UNAVAILABLE when it cannot be reached, DEADLINE_EXCEEDED when it takes too long, and with the
 * signal's reason on abort. Nothing is sent twice: it cannot know whether a mutation was carried out.
 */
export function makeRemoteSubgraph(deps: RemoteSubgraphDeps, options: RemoteSubgraphOptions): RemoteSubgraph {
  const { origin, pathname, search } = new URL(options.url);
  const answerTimeoutMs = options.answerTimeoutMs ?? 130_000;
  const pool = new Pool(origin, {
    connections: options.connections ?? 64,
    connect: { timeout: options.connectTimeoutMs ?? 1_000 },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    maxResponseSize: options.maxAnswerBytes ?? 64 * 1024 * 1024,
  });
  // Half the life: a token in use is never about to expire. By the principal's content, which a changed key changes.
  const tokens = new LRUCache<string, Promise<string>>({
    max: maxTokens,
    ttl: (maxPrincipalTokenLifeSeconds * 1000) / 2,
  });

  const tokenOf = (principal: Principal): Promise<string> => {
    const key = JSON.stringify(principal);
    const cached = tokens.get(key);
    if (cached !== undefined) return cached;
    const token = deps.signer.sign(principal, options.name);
    tokens.set(key, token);
    token.catch(() => tokens.delete(key));
    return token;
  };

  const send = async (request: SubgraphRequest): Promise<{ status: number; text: string }> => {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: `${pathname}${search}`,
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        [principalTokenHeader]: await tokenOf(request.principal),
        [requestIdHeader]: request.requestId,
        ...traceHeaders(),
      },
      body: JSON.stringify({
        query: request.query,
        ...(request.operationName === undefined ? {} : { operationName: request.operationName }),
        ...(request.variables === undefined ? {} : { variables: request.variables }),
      }),
      signal: request.signal ?? null,
    });
    return { status: statusCode, text: await body.text() };
  };

  return {
    async execute(request) {
      let answer: { status: number; text: string };
      try {
        answer = await send(request);
      } catch (error) {
        request.signal?.throwIfAborted();
        if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
          throw new ServiceError('DEADLINE_EXCEEDED', { cause: error });
        }
        throw unavailable(options.name, error);
      }
      return readAnswer(answer, options.name);
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

/** A GraphQL answer, whatever its status; anything else, such as a proxy's page, means that the subgraph is not there. */
function readAnswer(answer: { status: number; text: string }, name: SubgraphName): SubgraphResponse {
  // Only our token can be refused there: to the client that is our trouble, not a fault of its key.
  if (answer.status === 401) {
    throw unavailable(name, new Error('it refuses our tokens: is API_KEY_SECRET the same there?'));
  }
  let content: unknown;
  try {
    content = JSON.parse(answer.text);
  } catch (error) {
    throw unavailable(name, new Error(`status ${answer.status}, not JSON`, { cause: error }));
  }
  const parsed = responseSchema.safeParse(content);
  if (!parsed.success || (parsed.data.data === undefined && parsed.data.errors === undefined)) {
    throw unavailable(name, new Error(`status ${answer.status}, not a GraphQL answer`, { cause: parsed.error }));
  }
  return parsed.data;
}

function unavailable(name: SubgraphName, cause: unknown): ServiceError {
  return new ServiceError('SERVICE_UNAVAILABLE', { message: `The ${name} subgraph cannot be reached now.`, cause });
}
