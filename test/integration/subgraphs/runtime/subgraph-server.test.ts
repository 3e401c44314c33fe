import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../../../kernel/errors.ts';
import { makeLogger } from '../../../../platform/logger.ts';
import { makePrincipalSigner, principalTokenHeader } from '../../../../platform/principal-token.ts';
import type { RequestContext } from '../../../../subgraphs/runtime/context.ts';
import { makeSubgraphSchema } from '../../../../subgraphs/runtime/subgraph-schema.ts';
import { makeSubgraphServer } from '../../../../subgraphs/runtime/subgraph-server.ts';
import type { SubgraphServer } from '../../../../subgraphs/runtime/subgraph-server.ts';
import { makePrincipal } from '../support/principals.ts';

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])
  type Query {
    owner: String @authenticated
    requestId: String @authenticated
    forever: Int @authenticated
    refused: Int @authenticated
    broken: Int @authenticated
    echo(n: Int!): Int @authenticated
  }`;
const secret = 'a secret of at least 32 characters';
const principal = makePrincipal();
const signer = makePrincipalSigner({ secret });

let server: SubgraphServer;
let started: number;
let stoppedBy: string[];

beforeEach(async () => {
  started = 0;
  stoppedBy = [];
  const resolvers = {
    Query: {
      owner: (_parent: unknown, _args: unknown, context: RequestContext) => context.principal.owner,
      requestId: (_parent: unknown, _args: unknown, context: RequestContext) => context.requestId,
      forever: (_parent: unknown, _args: unknown, context: RequestContext) =>
        new Promise((_resolve, reject) => {
          started += 1;
          context.signal.addEventListener('abort', () => {
            stoppedBy.push((context.signal.reason as Error).name);
            reject(new Error('aborted'));
          });
        }),
      refused: () => Promise.reject(new ServiceError('FORBIDDEN', { message: 'No.', details: { why: 'because' } })),
      broken: () => Promise.reject(new Error('password in the clear')),
      echo: (_parent: unknown, { n }: { n: number }) => n,
    },
  };
  server = await makeSubgraphServer(
    [{ name: 'models', schema: makeSubgraphSchema(sdl, resolvers), makeContext: (request) => request }],
    {
      secret,
      logger: makeLogger({ level: 'silent', name: 'test' }),
      host: '127.0.0.1',
      port: 0,
      maxBodyBytes: 10_000,
      operationTimeoutMs: 300,
    },
  );
});
afterEach(() => server[Symbol.asyncDispose]());

interface Post {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

async function post(body: unknown, options: Post = {}) {
  const token = 'token' in options ? options.token : await signer.sign(principal, 'models');
  const response = await fetch(server.url('models'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { [principalTokenHeader]: token }),
      ...options.headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    signal: options.signal ?? null,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}

const codeIs = (code: string) => ({ errors: [{ extensions: { code } }] });

describe('a subgraph server', () => {
  it('answers who brings a token of its gateway', async () => {
    const { status, body, headers } = await post(
      { query: '{ owner requestId }' },
      { headers: { 'x-request-id': 'r-1' } },
    );
    expect(status).toBe(200);
    expect(body).toEqual({ data: { owner: 'alice', requestId: 'r-1' } });
    expect(headers.get('x-request-id')).toBe('r-1');
  });

  it('makes an id of its own when the given one is not harmless', async () => {
    const { body } = await post({ query: '{ requestId }' }, { headers: { 'x-request-id': 'x'.repeat(200) } });
    expect(body).toMatchObject({ data: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string } });
  });

  it.each([
    ['no token', () => Promise.resolve(undefined)],
    ['an empty one', () => Promise.resolve('')],
    ['nonsense', () => Promise.resolve('nonsense')],
    ['one for another subgraph', () => signer.sign(principal, 'usage')],
    ['one signed with another secret', () => makePrincipalSigner({ secret: `${secret}!` }).sign(principal, 'models')],
    [
      'one that has expired',
      () => makePrincipalSigner({ secret, now: () => Date.now() - 120_000 }).sign(principal, 'models'),
    ],
    ['a JWT that the shared secret itself signs', () => signAs(new TextEncoder().encode(secret))],
  ])('refuses %s before it looks at the body', async (_name, makeToken) => {
    const token = await makeToken();
    const answers = [
      await post({ query: '{ owner }' }, { token }),
      await post({ query: '{ __typename }' }, { token }),
      await post('{ malformed', { token }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toMatchObject(codeIs('UNAUTHENTICATED'));
    }
  });

  it('tells codes and details of refusals, and hides everything else', async () => {
    const { status, body } = await post({ query: '{ refused broken owner }' });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { refused: null, broken: null, owner: 'alice' },
      errors: [
        { message: 'No.', path: ['refused'], extensions: { code: 'FORBIDDEN', details: { why: 'because' } } },
        {
          message: 'Something went wrong on our side.',
          path: ['broken'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    });
  });

  it('refuses what is no GraphQL request, each with its code', async () => {
    expect(await post('{ malformed')).toMatchObject({ status: 400, body: codeIs('BAD_REQUEST') });
    expect(await post({ no: 'query' })).toMatchObject({ status: 400, body: codeIs('BAD_REQUEST') });
    expect(await post({ query: `{ owner } #${'x'.repeat(10_000)}` })).toMatchObject({
      status: 413,
      body: codeIs('PAYLOAD_TOO_LARGE'),
    });
    expect(await post('query', { headers: { 'content-type': 'text/xml' } })).toMatchObject({
      status: 415,
      body: codeIs('UNSUPPORTED_MEDIA_TYPE'),
    });
    expect((await post({ query: '{' })).body).toMatchObject(codeIs('GRAPHQL_PARSE_FAILED'));
    expect((await post({ query: '{ nothing }' })).body).toMatchObject(codeIs('GRAPHQL_VALIDATION_FAILED'));
  });

  it('says the same of wrong variables however often a text comes', async () => {
    const ask = async (n: unknown) => (await post({ query: 'query($n: Int!) { echo(n: $n) }', variables: { n } })).body;
    const first = await ask('one');
    expect(first).toMatchObject(codeIs('BAD_USER_INPUT'));
    expect(await ask(1)).toEqual({ data: { echo: 1 } });
    expect(await ask('one')).toEqual(first);
    expect(await ask(2)).toEqual({ data: { echo: 2 } });
  });

  it('stops the work of a caller that hangs up', async () => {
    const caller = new AbortController();
    const waiting = post({ query: '{ forever }' }, { signal: caller.signal });
    const failure = waiting.catch((error: unknown) => error);
    await vi.waitFor(() => expect(started).toBe(1), { interval: 5 });
    caller.abort();
    expect(await failure).toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(stoppedBy).toEqual(['AbortError']));
  });

  it('gives up after the deadline', async () => {
    const { status, body } = await post({ query: '{ forever }' });
    expect(status).toBe(504);
    expect(body).toMatchObject(codeIs('DEADLINE_EXCEEDED'));
    expect(stoppedBy).toEqual(['TimeoutError']);
  });

  it('tells anyone that it is well, and nothing more', async () => {
    const health = await fetch(new URL('/health', server.url('models')));
    expect(await health.json()).toEqual({ status: 'ok', subgraphs: ['models'] });
    expect((await fetch(new URL('/other', server.url('models')))).status).toBe(404);
  });
});

function signAs(key: Uint8Array): Promise<string> {
  return new SignJWT({ principal })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('infergraph-gateway')
    .setAudience('models')
    .setIssuedAt()
    .setExpirationTime('30s')
    .sign(key);
}
