import { createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../../kernel/errors.ts';
import { readAnswer, startTestGateway } from './support/test-gateway.ts';

const now = '2026-11-20T18:34:00.000Z';
const task = (id: string) => ({
  __typename: 'Task',
  id,
  kind: 'TEXT',
  status: 'COMPLETED',
  owner: 'tester',
  modelName: 'm',
  model: { id: 'model_bQ' },
  worker: { id: 'worker_1' },
  metadata: { attempts: 1, maxAttempts: 3, queueMs: 1, model: 'm' },
  createdAt: now,
  lastEventSeq: 3,
});

describe('a query', () => {
  it('is answered across subgraphs', async () => {
    await using test = await startTestGateway({
      resolvers: {
        inference: { Query: { task: (_p, { id }) => task(id) } },
        models: { Model: { __resolveReference: ({ id }) => ({ id, name: 'm', type: 'TEXT' }) } },
        cluster: { Worker: { __resolveReference: ({ id }) => ({ id, name: 'rack-1' }) } },
      },
    });
    const answer = await test.post({
      query: 'query T($id: ID!) { t: task(id: $id) { id model { name type } worker { name } } eventRetentionMs }',
      variables: { id: 'task_1' },
    });
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      t: { id: 'task_1', model: { name: 'm', type: 'TEXT' }, worker: { name: 'rack-1' } },
      eventRetentionMs: 3_600_000,
    });
    expect(answer.status).toBe(200);
  });

  it('brings the principal and the correlation id to the subgraphs', async () => {
    await using test = await startTestGateway();
    const key = test.keys.add({ owner: 'alice', scopes: ['inference:text'] });
    const answer = await test.post({ query: '{ me { owner } }' }, { key, headers: { 'x-request-id': 'mine-1' } });
    expect(answer.data).toEqual({ me: { owner: 'alice' } });
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
    expect(test.subgraphs.usage.requests[0]).toMatchObject({ requestId: 'mine-1', principal: { owner: 'alice' } });
  });

  it('keeps the rest when a subgraph is away, and says where the hole is', async () => {
    await using test = await startTestGateway({
      resolvers: {
        inference: { Query: { task: (_p, { id }) => task(id) } },
        models: { Model: { __resolveReference: () => ({ id: 'model_bQ', name: 'm' }) } },
      },
    });
    test.subgraphs.cluster.execute = () => Promise.reject(new ServiceError('SERVICE_UNAVAILABLE'));
    const answer = await test.post({ query: '{ task(id: "task_1") { id worker { name } model { name } } }' });
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ task: { id: 'task_1', worker: null, model: { name: 'm' } } });
    expect(answer.errors).toMatchObject([
      { path: ['task', 'worker'], extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } },
    ]);
  });

  it('answers 503 with Retry-After when the only subgraph asked is away', async () => {
    await using test = await startTestGateway();
    test.subgraphs.usage.execute = () => Promise.reject(new ServiceError('SERVICE_UNAVAILABLE'));
    const answer = await test.post({ query: '{ me { owner } }' });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.errors[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
  });

  it('gives null without an error or an extension for an entity that is gone', async () => {
    await using test = await startTestGateway({
      resolvers: {
        inference: { Query: { task: (_p, { id }) => task(id) } },
        models: { Model: { __resolveReference: () => null } },
      },
    });
    const response = await fetch(test.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': test.adminKey },
      body: JSON.stringify({ query: '{ task(id: "task_1") { id model { name } } }' }),
    });
    expect(await response.json()).toEqual({ data: { task: { id: 'task_1', model: null } } });
  });

  it("passes a subgraph's errors on with code, path and details", async () => {
    await using test = await startTestGateway();
    test.subgraphs.inference.execute = () =>
      Promise.resolve({
        data: { task: null },
        errors: [
          {
            message: 'A page holds 100 at most.',
            path: ['task'],
            extensions: { code: 'BAD_USER_INPUT', details: { max: 100 } },
          },
        ],
      });
    const answer = await test.post({ query: '{ task(id: "x") { id } }' });
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([
      {
        message: 'A page holds 100 at most.',
        path: ['task'],
        extensions: {
          code: 'BAD_USER_INPUT',
          requestId: answer.headers.get('x-request-id'),
          timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
          retryable: false,
          details: { max: 100 },
        },
      },
    ]);
  });

  it('masks what a subgraph throws', async () => {
    await using test = await startTestGateway();
    test.subgraphs.usage.execute = () => Promise.reject(new Error('password is hunter2'));
    const answer = await test.post({ query: '{ me { owner } }' });
    expect(answer.status).toBe(500);
    expect(answer.errors[0]).toMatchObject({
      message: 'Something went wrong on our side.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it('may come by GET', async () => {
    await using test = await startTestGateway();
    const url = `${test.url}?query=${encodeURIComponent('{ me { owner } }')}`;
    const headers = { authorization: `Bearer ${test.adminKey}`, 'apollo-require-preflight': 'yes' };
    expect((await readAnswer(await fetch(url, { headers }))).data).toEqual({ me: { owner: 'root' } });
  });
});

describe('a malformed request', () => {
  it('is told what is wrong', async () => {
    await using test = await startTestGateway();
    const cases: [unknown, Record<string, string>, number, string, RegExp][] = [
      ['{"query": ', {}, 400, 'BAD_REQUEST', /not JSON/],
      ['', {}, 400, 'BAD_REQUEST', /not JSON/],
      ['[]', {}, 400, 'BAD_REQUEST', /batching/],
      [{ query: '{ me { ' }, {}, 400, 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
      [{ query: '{ mee { owner } }' }, {}, 400, 'GRAPHQL_VALIDATION_FAILED', /mee/],
      [{ query: '{ me { owner } }', operationName: 'X' }, {}, 400, 'OPERATION_RESOLUTION_FAILURE', /"X"/],
      [{ query: 'query A { me { owner } } query B { me { owner } }' }, {}, 400, 'OPERATION_RESOLUTION_FAILURE', /name/],
      [{ query: 'query($id: ID!) { task(id: $id) { id } }' }, {}, 400, 'BAD_USER_INPUT', /\$id/],
      [{ query: 'x'.repeat(200_000) }, {}, 413, 'PAYLOAD_TOO_LARGE', /too large/],
      ['{ me { owner } }', { 'content-type': 'application/graphql' }, 415, 'UNSUPPORTED_MEDIA_TYPE', /json/],
      ['{ me { owner } }', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE', /json/],
      [{ query: 'subscription { myTaskEvents { seq } }' }, {}, 405, 'SUBSCRIPTION_NEEDS_WEBSOCKET', /WebSocket/],
    ];
    for (const [body, headers, status, code, message] of cases) {
      const answer = await test.post(body, { headers });
      expect([body, answer.status, answer.errors[0]?.extensions.code]).toEqual([body, status, code]);
      expect(answer.errors[0]?.message).toMatch(message);
      expect(answer.errors[0]?.extensions).toMatchObject({
        requestId: answer.headers.get('x-request-id'),
        timestamp: expect.any(String),
        retryable: false,
      });
      expect(answer.data).toBeUndefined();
    }
    expect(test.subgraphs.usage.requests).toEqual([]);
  });

  it('is refused for its method, or as a possible forgery', async () => {
    await using test = await startTestGateway();
    const headers = { authorization: `Bearer ${test.adminKey}` };
    const query = `?query=${encodeURIComponent('{ me { owner } }')}`;
    const forged = await readAnswer(await fetch(test.url + query, { headers }));
    expect([forged.status, forged.errors[0]?.extensions.code]).toEqual([400, 'CSRF_PREVENTED']);
    const removed = await readAnswer(await fetch(test.url, { headers, method: 'DELETE' }));
    expect([removed.status, removed.errors[0]?.extensions.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    const mutation = `?query=${encodeURIComponent('mutation { revokeApiKey(id: "x") { errors { __typename } } }')}`;
    const written = await readAnswer(
      await fetch(test.url + mutation, { headers: { ...headers, 'apollo-require-preflight': 'yes' } }),
    );
    expect([written.status, written.errors[0]?.extensions.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(test.subgraphs.usage.requests).toEqual([]);
  });

  it('gets an id of ours for one that is not fit for logs', async () => {
    await using test = await startTestGateway();
    const answer = await test.post({ query: '{ me { owner } }' }, { headers: { 'x-request-id': 'a b'.repeat(100) } });
    expect(answer.headers.get('x-request-id')).toMatch(/^req_[0-9a-z]{26}$/);
  });
});

describe('a key', () => {
  it('is asked for, also by introspection', async () => {
    await using test = await startTestGateway();
    for (const query of ['{ me { owner } }', '{ __schema { queryType { name } } }', '{ __typename }', '{']) {
      const answer = await test.post({ query }, { key: null });
      expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('lets introspection through whatever its scopes', async () => {
    await using test = await startTestGateway();
    const key = test.keys.add({ scopes: ['models:read'] });
    const answer = await test.post({ query: '{ __schema { queryType { name } } __typename }' }, { key });
    expect(answer.data).toEqual({ __schema: { queryType: { name: 'Query' } }, __typename: 'Query' });
  });

  it('is refused without the scopes, before anything executes', async () => {
    await using test = await startTestGateway();
    const key = test.keys.add({ scopes: ['inference:text'] });
    const answer = await test.post(
      { query: '{ me { owner } tasks { nodes { w: worker { name } model { ...M } } } } fragment M on Model { name }' },
      { key },
    );
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([403, 'FORBIDDEN']);
    expect(answer.errors[0]?.extensions['details']).toEqual({
      missing: [
        { path: 'tasks.nodes.w', anyOf: [['cluster:read']] },
        { path: 'tasks.nodes.model', anyOf: [['models:read']] },
      ],
    });
    expect(test.subgraphs.usage.requests).toEqual([]);
  });

  it('may come in either header, and is helped when it comes malformed', async () => {
    await using test = await startTestGateway();
    const ask = async (headers: Record<string, string>) => {
      const answer = await test.post({ query: '{ me { owner } }' }, { key: null, headers });
      return [answer.status, answer.errors[0]?.message ?? answer.data.me.owner];
    };
    const other = test.keys.add();
    expect(await ask({ 'x-api-key': test.adminKey })).toEqual([200, 'root']);
    expect(await ask({ authorization: `bearer ${test.adminKey}` })).toEqual([200, 'root']);
    expect(await ask({ authorization: test.adminKey })).toEqual([401, expect.stringContaining('Bearer sk_')]);
    expect(await ask({ authorization: 'Bearer hello' })).toEqual([401, expect.stringContaining('sk_live_')]);
    expect(await ask({ 'x-api-key': other, authorization: `Bearer ${test.adminKey}` })).toEqual([
      401,
      expect.stringContaining('send one'),
    ]);
    expect(await ask({ 'x-api-key': `sk_live_${'a'.repeat(32)}` })).toEqual([401, 'There is no such API key.']);
  });

  it('is bound to its addresses, as trusted proxies tell them', async () => {
    await using test = await startTestGateway({ options: { trustedProxies: ['127.0.0.1'] } });
    const key = test.keys.add({ allowedIps: ['192.0.2.0/24', '2001:db8::/32'] });
    const from = async (forwarded: string) =>
      (await test.post({ query: '{ me { owner } }' }, { key, headers: { 'x-forwarded-for': forwarded } })).status;
    expect(await from('192.0.2.7')).toBe(200);
    expect(await from('2001:db8::1')).toBe(200);
    expect(await from('198.51.100.1')).toBe(403);
    expect(await from('192.0.2.7, 198.51.100.1')).toBe(403);
  });

  it('goes on working while the key store is away, and an unknown one gets 503', async () => {
    await using test = await startTestGateway({ options: { credentialCache: { freshMs: 0 } } });
    const known = test.keys.add();
    const unseen = test.keys.add();
    expect((await test.post({ query: '{ me { owner } }' }, { key: known })).status).toBe(200);
    test.keys.away = true;
    expect((await test.post({ query: '{ me { owner } }' }, { key: known })).status).toBe(200);
    const answer = await test.post({ query: '{ me { owner } }' }, { key: unseen });
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    test.keys.away = false;
    expect((await test.post({ query: '{ me { owner } }' }, { key: unseen })).status).toBe(200);
  });

  it('is refused at once after its revocation was announced', async () => {
    await using test = await startTestGateway({ options: { credentialCache: { freshMs: 60_000 } } });
    const key = test.keys.add();
    const { data } = await test.post({ query: '{ me { keyId } }' }, { key });
    test.keys.change(key, { revokedAtMs: Date.now() });
    test.announce(data.me.keyId);
    const answer = await test.post({ query: '{ me { keyId } }' }, { key });
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([401, 'KEY_REVOKED']);
  });

  it('costs no query while it is fresh', async () => {
    await using test = await startTestGateway({ options: { credentialCache: { freshMs: 60_000 } } });
    for (let round = 0; round < 5; round++) await test.post({ query: '{ me { owner } }' });
    expect(test.keys.lookups).toBe(1);
  });
});

describe('a client that leaves', () => {
  it('stops the work of the subgraphs', async () => {
    let signal: AbortSignal | undefined;
    await using test = await startTestGateway();
    test.subgraphs.usage.execute = (request) => {
      signal = request.signal;
      return new Promise(() => {});
    };
    const leaving = new AbortController();
    const answer = test.post({ query: '{ me { owner } }' }, { signal: leaving.signal });
    await vi.waitFor(() => expect(signal).toBeDefined());
    leaving.abort();
    await expect(answer).rejects.toThrow('aborted');
    await vi.waitFor(() => expect(signal?.aborted).toBe(true));
  });

  it('gets DEADLINE_EXCEEDED when it stays too long', async () => {
    await using test = await startTestGateway({ options: { requestTimeoutMs: 50 } });
    test.subgraphs.usage.execute = () => new Promise(() => {});
    const answer = await test.post({ query: '{ me { owner } }' });
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([504, 'DEADLINE_EXCEEDED']);
  });
});

describe('a port that is taken', () => {
  it('stops the start', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await vi.waitFor(() => expect(taken.listening).toBe(true));
    const { port } = taken.address() as { port: number };
    await expect(startTestGateway({ options: { port } })).rejects.toThrow('EADDRINUSE');
    taken.close();
  });
});
