import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, describe, it, vi } from 'vitest';
import { makeRemoteSubgraph } from '../../../gateway/remote-subgraph.ts';
import type { RemoteSubgraphOptions } from '../../../gateway/remote-subgraph.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { makePrincipalSigner, makePrincipalVerifier, principalTokenHeader } from '../../../platform/principal-token.ts';

const secret = 'a secret of at least thirty-two characters';
const principal: Principal = {
  keyId: 'key_1',
  keyName: 'test',
  owner: 'alice',
  tier: 'PRO',
  scopes: ['usage:read'],
  expiresAtMs: null,
};

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly path: string | undefined;
  readonly body: unknown;
}

/** A server that answers each request with the next handler, the last one for good. */
async function startServer(...handlers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => void (body += text));
    request.on('end', () => {
      received.push({ headers: request.headers, path: request.url, body: JSON.parse(body) });
      const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
      handler?.(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/usage/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const json = (status: number, content: unknown) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));

function connect(url: string, options: Partial<RemoteSubgraphOptions> = {}) {
  return makeRemoteSubgraph({ signer: makePrincipalSigner({ secret }) }, { name: 'usage', url, ...options });
}

const request = { query: '{ me { owner } }', principal, requestId: 'req-1' };

describe('a remote subgraph', () => {
  it('is sent the operation, the signed principal and the correlation id', async () => {
    await using server = await startServer(json(200, { data: { me: { owner: 'alice' } } }));
    await using subgraph = connect(server.url);
    const answer = await subgraph.execute({ ...request, variables: { a: 1 }, operationName: 'X' });
    expect(answer).toEqual({ data: { me: { owner: 'alice' } } });
    expect(server.received[0]).toMatchObject({
      path: '/usage/graphql',
      body: { query: '{ me { owner } }', variables: { a: 1 }, operationName: 'X' },
      headers: { 'x-request-id': 'req-1', 'content-type': 'application/json' },
    });
    const token = server.received[0]?.headers[principalTokenHeader] as string;
    expect(await makePrincipalVerifier('usage', { secret }).verify(token)).toEqual(principal);
    await expect(makePrincipalVerifier('models', { secret }).verify(token)).rejects.toThrow('principal token');
    await subgraph.execute(request);
    expect(server.received[1]?.headers[principalTokenHeader]).toBe(token);
    await subgraph.execute({ ...request, principal: { ...principal, scopes: ['admin'] } });
    expect(server.received[2]?.headers[principalTokenHeader]).not.toBe(token);
  });

  it('gives GraphQL errors back whatever the status', async () => {
    const errors = [{ message: 'no', path: ['me', 0], extensions: { code: 'BAD_USER_INPUT', details: { a: 1 } } }];
    await using server = await startServer(json(400, { errors }));
    await using subgraph = connect(server.url);
    expect(await subgraph.execute(request)).toEqual({ errors });
  });

  it('is unavailable when it cannot be reached, or something else answers in its place', async () => {
    await using server = await startServer(
      (response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
      json(200, { hello: 'world' }),
      json(401, { errors: [{ message: 'wrong token', extensions: { code: 'UNAUTHENTICATED' } }] }),
      (response) => void response.destroy(),
    );
    await using subgraph = connect(server.url);
    for (let round = 0; round < 4; round++) {
      await expect(subgraph.execute(request)).rejects.toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
        message: 'The usage subgraph cannot be reached now.',
      });
    }
    expect(server.received).toHaveLength(4);
    await using nobody = connect('http://127.0.0.1:1/graphql');
    await expect(nobody.execute(request)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('gets a deadline, and is let go when the client has gone', async () => {
    let closed = false;
    await using server = await startServer((response) => void response.on('close', () => void (closed = true)));
    await using hasty = connect(server.url, { answerTimeoutMs: 50 });
    await expect(hasty.execute(request)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await using subgraph = connect(server.url);
    closed = false;
    const abort = new AbortController();
    const answer = subgraph.execute({ ...request, signal: abort.signal });
    await vi.waitFor(() => expect(server.received).toHaveLength(2));
    abort.abort(new Error('gone'));
    await expect(answer).rejects.toThrow('gone');
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  it('is found again after it was away', async () => {
    await using server = await startServer((response) => void response.destroy(), json(200, { data: { ok: true } }));
    await using subgraph = connect(server.url);
    await expect(subgraph.execute(request)).rejects.toThrow('cannot be reached');
    expect(await subgraph.execute(request)).toEqual({ data: { ok: true } });
  });
});
