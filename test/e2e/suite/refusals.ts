import { describe, expect, it } from 'vitest';
import { ask, call } from '../support/client.ts';
import { admin, createEmbeddings, generateChat, generateText, newKey, readTask } from '../support/deployment.ts';
import type { Deployment } from '../support/deployment.ts';

/** Whatever must be refused, and how. */
export function refusalsSuite(deployment: () => Deployment): void {
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(deployment().url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${deployment().adminKey}`, ...headers },
      body,
    });
    const answer = (await response.json()) as { errors?: { message: string; extensions: Record<string, unknown> }[] };
    return { status: response.status, error: answer.errors?.[0], headers: response.headers };
  };

  describe('malformed requests', () => {
    it('says where JSON is malformed', async () => {
      const { status, error } = await post('{"query": ');
      expect(status).toBe(400);
      expect(error?.extensions).toMatchObject({ code: 'BAD_REQUEST', retryable: false });
      expect(error?.extensions['requestId']).toEqual(expect.any(String));
      expect(error?.extensions['timestamp']).toEqual(expect.stringMatching(/^\d{4}-.*Z$/));
    });

    it('says where GraphQL is malformed', async () => {
      const { status, error } = await post(JSON.stringify({ query: '{ tasks { ' }));
      expect(status).toBe(400);
      expect(error?.extensions).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED' });
      expect(error?.message).toContain('Syntax Error');
    });

    it('says which field does not exist', async () => {
      const { status, error } = await post(JSON.stringify({ query: '{ tusks { id } }' }));
      expect(status).toBe(400);
      expect(error?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
      expect(error?.message).toContain('tusks');
    });

    it('refuses an oversized body with 413', async () => {
      const { status, error } = await post(
        JSON.stringify({ query: '{ me { owner } }', variables: { x: 'x'.repeat(2_100_000) } }),
      );
      expect(status).toBe(413);
      expect(error?.extensions).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    });

    it('refuses another content type', async () => {
      const { status, error } = await post('query={me{owner}}', {
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect([400, 415]).toContain(status);
      expect(['UNSUPPORTED_MEDIA_TYPE', 'CSRF_PREVENTED']).toContain(error?.extensions['code']);
    });

    it.each([
      'subscription { myTaskEvents { seq } }',
      'subscription($s: Boolean!) { myTaskEvents @skip(if: $s) { seq } }',
    ])('refuses %s sent by POST with a clear error', async (query) => {
      const { status, error } = await post(JSON.stringify({ query }));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(error?.extensions).toMatchObject({ code: 'SUBSCRIPTION_NEEDS_WEBSOCKET' });
      expect(error?.message).toContain('WebSocket');
    });

    it('answers an unknown path with 404 in the same shape', async () => {
      const response = await fetch(new URL('/nowhere', deployment().url));
      const body = (await response.json()) as { errors: { extensions: Record<string, unknown> }[] };
      expect(response.status).toBe(404);
      expect(body.errors[0]?.extensions).toMatchObject({ code: 'ROUTE_NOT_FOUND' });
    });

    it('gives the request id of the caller back, and one of its own for a bad one', async () => {
      const good = await post(JSON.stringify({ query: '{ me { owner } }' }), { 'x-request-id': 'mine-1' });
      expect(good.headers.get('x-request-id')).toBe('mine-1');
      const bad = await post(JSON.stringify({ query: '{ me { owner } }' }), { 'x-request-id': 'x'.repeat(500) });
      expect(bad.headers.get('x-request-id')).toMatch(/^req_/);
    });
  });

  describe('credentials', () => {
    it('refuses a request without a key', async () => {
      const answer = await call({ url: deployment().url, key: null }, '{ me { owner } }');
      expect(answer.status).toBe(401);
      expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    });

    it('refuses a key that was never made', async () => {
      const answer = await call(
        { url: deployment().url, key: 'sk_live_0123456789abcdefghijABCDEFGHIJ01' },
        '{ me { owner } }',
      );
      expect(answer.status).toBe(401);
      expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    });

    it('refuses a revoked key within a second', async () => {
      const key = await newKey(deployment(), { scopes: ['inference:text'] });
      expect((await ask(key, '{ me { keyId } }')).me.keyId).toBe(key.id);
      await ask(admin(deployment()), `mutation($id: ID!) { revokeApiKey(id: $id) { apiKey { status } } }`, {
        id: key.id,
      });
      await expect.poll(async () => (await call(key, '{ me { keyId } }')).status, { timeout: 1000 }).toBe(401);
      expect((await call(key, '{ me { keyId } }')).errors?.[0]?.extensions.code).toBe('KEY_REVOKED');
    });

    it('refuses an expired key', async () => {
      const key = await newKey(deployment(), {
        scopes: ['inference:text'],
        expiresAt: new Date(Date.now() + 700).toISOString(),
      });
      await expect
        .poll(async () => (await call(key, '{ me { keyId } }')).errors?.[0]?.extensions.code, { timeout: 3000 })
        .toBe('KEY_EXPIRED');
    });

    it('refuses a key from an address that is not on its list', async () => {
      const key = await newKey(deployment(), { scopes: ['inference:text'], allowedIps: ['192.0.2.0/24'] });
      const answer = await call(key, '{ me { keyId } }');
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([403, 'IP_NOT_ALLOWED']);
    });

    it('keeps the old secret of a rotated key for the grace period only', async () => {
      const key = await newKey(deployment(), { scopes: ['inference:text'] });
      const rotate = async (gracePeriodMs: number) =>
        (
          await ask(
            admin(deployment()),
            `mutation($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret errors { ... on UserError { message } } } }`,
            { input: { id: key.id, gracePeriodMs } },
          )
        ).rotateApiKey.secret as string;
      const second = await rotate(60_000);
      expect((await call(key, '{ me { keyId } }')).status).toBe(200);
      expect((await ask({ ...key, key: second }, '{ me { keyId } }')).me.keyId).toBe(key.id);
      await rotate(0);
      await expect
        .poll(async () => (await call({ ...key, key: second }, '{ me { keyId } }')).status, { timeout: 2000 })
        .toBe(401);
    });
  });

  describe('scopes', () => {
    it('lets a key with two scopes do those two things and nothing else', async () => {
      const key = await newKey(deployment(), { scopes: ['inference:text', 'models:read'] });
      expect(
        (await ask(key, '{ models(filter: { search: "sandbox" }) { nodes { name } } }')).models.nodes.length,
      ).toBeGreaterThan(0);
      expect((await generateText(key, { model: 'sandbox', prompt: 'hello', waitMs: 10_000 })).task.status).toBe(
        'COMPLETED',
      );
      const refused = [
        '{ cluster { status } }',
        '{ workers { id } }',
        '{ apiKeys { nodes { id } } }',
        '{ memories { nodes { id } } }',
        'mutation { createEmbeddings(input: { model: "sandbox-embed", input: ["x"] }) { task { id } } }',
        'mutation { createApiKey(input: { name: "x", scopes: ["inference:text"] }) { secret } }',
        'mutation { drainWorker(id: "worker_x") { worker { id } } }',
        'mutation { addMemory(input: { text: "x" }) { memory { id } } }',
        '{ tasks { nodes { worker { name } } } }',
        '{ tasks { nodes { model { name backends { name } } } } }',
      ];
      for (const query of refused) {
        const answer = await call(key, query);
        expect([query, answer.status, answer.errors?.[0]?.extensions.code]).toEqual([query, 403, 'FORBIDDEN']);
        expect(answer.data ?? null).toBeNull();
      }
    });

    it('lets nobody give away more than they have', async () => {
      const key = await newKey(deployment(), { scopes: ['keys:write', 'inference:text'] });
      const data = await ask(
        key,
        `mutation { createApiKey(input: { name: "more", scopes: ["admin"] }) { secret apiKey { id } errors { __typename ... on UserError { code path } } } }`,
      );
      expect(data.createApiKey).toEqual({
        secret: null,
        apiKey: null,
        errors: [{ __typename: 'EscalationError', code: 'FORBIDDEN', path: ['input', 'scopes'] }],
      });
    });
  });

  describe('values', () => {
    it('reports every invalid parameter at once', async () => {
      const { task, errors } = await generateText(admin(deployment()), {
        model: 'sandbox',
        prompt: '',
        maxTokens: 0,
        temperature: 9,
        topP: 0,
        topK: 0,
        stopSequences: [''],
        seed: -1,
        waitMs: -5,
        idempotencyKey: '',
      });
      expect(task).toBeNull();
      const paths = errors.map((error: { path: string[] }) => error.path.join('.'));
      for (const field of [
        'prompt',
        'maxTokens',
        'temperature',
        'topP',
        'topK',
        'stopSequences.0',
        'seed',
        'waitMs',
        'idempotencyKey',
      ]) {
        expect(paths).toContain(`input.${field}`);
      }
      expect(new Set(errors.map((error: { code: string }) => error.code))).toEqual(new Set(['BAD_USER_INPUT']));
    });

    it('names the available models when the model is unknown', async () => {
      const { task, errors } = await generateText(admin(deployment()), { model: 'no-such-model', prompt: 'x' });
      expect(task).toBeNull();
      expect(errors).toMatchObject([
        { __typename: 'InvalidModelError', code: 'INVALID_MODEL', path: ['input', 'model'] },
      ]);
      expect(errors[0].availableModels).toContain('sandbox');
    });

    it('refuses a model that cannot do it', async () => {
      const { errors } = await generateText(admin(deployment()), { model: 'sandbox-embed', prompt: 'x' });
      expect(errors[0]).toMatchObject({ code: 'INVALID_MODEL' });
      const embedding = await createEmbeddings(admin(deployment()), { model: 'sandbox', input: ['x'] });
      expect(embedding.errors[0]).toMatchObject({ code: 'INVALID_MODEL' });
      expect(embedding.errors[0].availableModels).toContain('sandbox-embed');
    });

    it('refuses a page that is too large, and a cursor that is not one', async () => {
      for (const args of ['first: 101', 'first: 0', 'after: "nonsense"']) {
        const answer = await call(admin(deployment()), `{ tasks(${args}) { nodes { id } } }`);
        expect([args, answer.errors?.[0]?.extensions.code]).toEqual([args, 'BAD_USER_INPUT']);
      }
    });

    it('refuses a chat whose messages make no sense', async () => {
      const { errors } = await generateChat(admin(deployment()), { model: 'sandbox', messages: [] });
      expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input', 'messages'] });
    });
  });

  describe('ownership', () => {
    it('hides tasks of others, in reading, listing, cancelling and watching', async () => {
      const alice = await newKey(deployment(), { scopes: ['inference:text'], owner: 'alice' });
      const bob = await newKey(deployment(), { scopes: ['inference:text'], owner: 'bob' });
      const { task } = await generateText(alice, { model: 'sandbox', prompt: 'private', waitMs: 10_000 });
      expect(await readTask(bob, task.id)).toBeNull();
      expect((await ask(bob, '{ tasks { nodes { id } } }')).tasks.nodes).toEqual([]);
      const cancelled = await ask(
        bob,
        `mutation($id: ID!) { cancelTask(id: $id) { task { id } errors { ... on UserError { code } } } }`,
        { id: task.id },
      );
      expect(cancelled.cancelTask).toEqual({ task: null, errors: [{ code: 'NOT_FOUND' }] });
      expect((await readTask(admin(deployment()), task.id)).owner).toBe('alice');
      expect((await readTask(alice, task.id)).status).toBe('COMPLETED');
    });

    it('answers an unknown task with null', async () => {
      expect(await readTask(admin(deployment()), 'task_01arz3ndektsv4rrffq69g5fav')).toBeNull();
      expect(await readTask(admin(deployment()), 'nonsense')).toBeNull();
    });
  });
}
