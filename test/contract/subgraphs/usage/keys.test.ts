import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeIdFactory } from '../../../../kernel/ids.ts';
import type { Database } from '../../../../platform/database.ts';
import { ensureBootstrapKeys, ensureDevelopmentKey } from '../../../../subgraphs/usage/bootstrap.ts';
import { makeCredentialStore } from '../../../../subgraphs/usage/credential-store.ts';
import { hashSecret } from '../../../../subgraphs/usage/key-secret.ts';
import { usageMigrations } from '../../../../subgraphs/usage/migrations.ts';
import { makeUsageSubgraph } from '../../../../subgraphs/usage/subgraph.ts';
import { dropSchemas } from '../../../fixtures/database.ts';
import { codesOf, makeAsk } from '../../../integration/subgraphs/support/ask.ts';
import type { Ask, AskOptions } from '../../../integration/subgraphs/support/ask.ts';
import { countStatements } from '../../../integration/subgraphs/support/counted-database.ts';
import { databaseCases } from '../databases.ts';
import { caller, insertCaller } from './caller.ts';

const dayMs = 24 * 60 * 60 * 1000;
const root: AskOptions = { as: { owner: 'root', scopes: ['admin'] } };

const create = `mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  secret apiKey { id name prefix owner tier scopes status allowedIps createdAt expiresAt }
  errors { __typename ... on InvalidInputError { path } ... on EscalationError { path } } } }`;
const update = `mutation($input: UpdateApiKeyInput!) { updateApiKey(input: $input) {
  apiKey { id name tier scopes expiresAt allowedIps } errors { __typename ... on EscalationError { path } } } }`;
const rotate = `mutation($input: RotateApiKeyInput!) { rotateApiKey(input: $input) {
  secret apiKey { id prefix previousSecretValidUntil } errors { __typename } } }`;
const revoke = 'mutation($id: ID!) { revokeApiKey(id: $id) { apiKey { id status revokedAt } errors { __typename } } }';

describe.each(databaseCases)('keys in $name', ({ open }) => {
  const stack = new AsyncDisposableStack();
  let database: Database;
  let nowMs: number;
  let announced: string[];
  let ask: Ask;
  const deps = () => ({
    database,
    announcer: { announce: (id: string) => Promise.resolve(void announced.push(id)) },
    newId: makeIdFactory({ now: () => nowMs, randomBytes }),
    now: () => nowMs,
  });
  const find = (secret: string) => makeCredentialStore(database).findByHash(hashSecret(secret));
  const newKey = async (input: object = {}, options: AskOptions = {}) => {
    const variables = { input: { name: 'test', scopes: ['models:read'], ...input } };
    return (await ask(create, { ...options, variables })).data.createApiKey;
  };

  beforeAll(async () => {
    database = await open(stack);
  });
  afterAll(() => stack.disposeAsync());
  beforeEach(async () => {
    await dropSchemas(database);
    await database.migrate('usage', usageMigrations);
    nowMs = Date.UTC(2026, 10, 20);
    announced = [];
    await insertCaller(database);
    ask = makeAsk(makeUsageSubgraph(deps()), caller);
  });

  it('are created, shown once and found by the hash of their secret', async () => {
    const { secret, apiKey, errors } = await newKey({
      tier: 'PRO',
      environment: 'TEST',
      expiresAt: new Date(nowMs + dayMs).toISOString(),
      allowedIps: ['10.0.0.0/8', '::1'],
    });
    expect(errors).toEqual([]);
    expect(secret).toMatch(/^sk_test_[A-Za-z0-9]{32}$/);
    expect(apiKey).toMatchObject({
      name: 'test',
      prefix: `${secret.slice(0, 12)}…`,
      owner: 'alice',
      tier: 'PRO',
      scopes: ['models:read'],
      status: 'ACTIVE',
      createdAt: '2026-11-20T00:00:00.000Z',
      expiresAt: '2026-11-21T00:00:00.000Z',
    });
    expect(await find(secret)).toEqual({
      keyId: apiKey.id,
      name: 'test',
      owner: 'alice',
      tier: 'PRO',
      scopes: ['models:read'],
      allowedIps: ['10.0.0.0/8', '::1'],
      expiresAtMs: nowMs + dayMs,
      revokedAtMs: null,
    });
    expect(await find(`${secret}x`)).toBeNull();
    expect(announced).toEqual([apiKey.id]);
  });

  it('refuse every wrong value and everything beyond the caller’s own rights at once', async () => {
    const { secret, apiKey, errors } = await newKey({
      name: '',
      owner: 'bob',
      tier: 'ENTERPRISE',
      scopes: ['usage:read'],
      allowedIps: ['nowhere'],
    });
    expect({ secret, apiKey }).toEqual({ secret: null, apiKey: null });
    expect(errors).toEqual([
      { __typename: 'InvalidInputError', path: ['input', 'name'] },
      { __typename: 'InvalidInputError', path: ['input', 'allowedIps', '0'] },
      { __typename: 'EscalationError', path: ['input', 'owner'] },
      { __typename: 'EscalationError', path: ['input', 'tier'] },
      { __typename: 'EscalationError', path: ['input', 'scopes'] },
    ]);
    expect(codesOf(await ask(create, { variables: { input: { name: 'a', scopes: ['everything'] } } }))).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  it('change only in what is named, and tell the gateways', async () => {
    const { apiKey } = await newKey({ expiresAt: new Date(nowMs + dayMs).toISOString() });
    const change = async (input: object) =>
      (await ask(update, { variables: { input: { id: apiKey.id, ...input } } })).data.updateApiKey;
    expect((await change({ name: 'renamed' })).apiKey).toMatchObject({
      name: 'renamed',
      scopes: ['models:read'],
      expiresAt: '2026-11-21T00:00:00.000Z',
    });
    expect((await change({ expiresAt: null, scopes: ['inference:text'] })).apiKey).toMatchObject({
      expiresAt: null,
      scopes: ['inference:text'],
    });
    expect((await change({ scopes: ['admin'] })).errors).toEqual([
      { __typename: 'EscalationError', path: ['input', 'scopes'] },
    ]);
    expect((await change({})).errors).toEqual([]);
    expect(announced.filter((id) => id === apiKey.id).length).toBe(4);
  });

  it('neither lift their own limits nor give keys without them', async () => {
    const expiresAt = new Date(nowMs + 60_000).toISOString();
    const limits = { expiresAt, allowedIps: ['127.0.0.1'] };
    const { apiKey } = await newKey({ scopes: ['keys:write', 'models:read'], ...limits });
    const limited: AskOptions = { as: { keyId: apiKey.id, scopes: ['keys:write', 'models:read'] } };
    const change = async (id: string, input: object) =>
      (await ask(update, { ...limited, variables: { input: { id, ...input } } })).data.updateApiKey;
    const refused = [
      { __typename: 'EscalationError', path: ['input', 'expiresAt'] },
      { __typename: 'EscalationError', path: ['input', 'allowedIps'] },
    ];
    const lifted = { expiresAt: null, allowedIps: [] };
    expect(await change(apiKey.id, lifted)).toEqual({ apiKey: null, errors: refused });
    expect((await newKey(lifted, limited)).errors).toEqual(refused);
    expect((await newKey({}, limited)).apiKey).toMatchObject(limits);
    expect((await change(apiKey.id, { name: 'renamed', allowedIps: ['127.0.0.1/32'] })).errors).toEqual([]);
    // Another key's secret would lift them as well.
    const { apiKey: free } = await newKey();
    const answer = await ask(rotate, { ...limited, variables: { input: { id: free.id } } });
    expect(answer.data.rotateApiKey).toMatchObject({ secret: null, errors: [{ __typename: 'EscalationError' }] });
    expect((await newKey(lifted, { as: { ...limited.as, scopes: ['admin'] } })).errors).toEqual([]);
  });

  it('are not changed by a key whose limits are unknown', async () => {
    const answer = await ask(create, {
      as: { keyId: 'key_7ZZZZZZZZZZZZZZZZZZZZZZZZZ' },
      variables: { input: { name: 'test', scopes: ['models:read'] } },
    });
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
  });

  it('keep the old secret for the grace period after a rotation', async () => {
    const first = await newKey();
    const turn = async (gracePeriodMs?: number) =>
      (await ask(rotate, { variables: { input: { id: first.apiKey.id, gracePeriodMs } } })).data.rotateApiKey;
    const second = await turn(60_000);
    expect(second.apiKey.previousSecretValidUntil).toBe('2026-11-20T00:01:00.000Z');
    expect((await find(first.secret))?.expiresAtMs).toBe(nowMs + 60_000);
    expect((await find(second.secret))?.expiresAtMs).toBeNull();
    nowMs += 60_000;
    expect((await ask(`{ apiKey(id: "${first.apiKey.id}") { previousSecretValidUntil } }`)).data.apiKey).toEqual({
      previousSecretValidUntil: null,
    });
    const third = await turn();
    expect((await find(second.secret))?.expiresAtMs).toBe(nowMs + dayMs);
    // The one before the previous one is gone at once.
    expect(await find(first.secret)).toBeNull();
    expect(third.apiKey.prefix).toBe(`${third.secret.slice(0, 12)}…`);
    await turn(0);
    expect((await find(third.secret))?.expiresAtMs).toBe(nowMs);
    expect((await turn()).apiKey.previousSecretValidUntil).not.toBeNull();
    await ask(revoke, { variables: { id: first.apiKey.id } });
    expect((await ask(`{ apiKey(id: "${first.apiKey.id}") { status previousSecretValidUntil } }`)).data.apiKey).toEqual(
      {
        status: 'REVOKED',
        previousSecretValidUntil: null,
      },
    );
  });

  it('have one current secret after rotations at the same time', async () => {
    const { apiKey } = await newKey();
    const turns = await Promise.all([1, 2, 3].map(() => ask(rotate, { variables: { input: { id: apiKey.id } } })));
    const secrets = turns.map(({ data }) => data.rotateApiKey.secret as string);
    const found = await Promise.all(secrets.map(find));
    expect(found.filter((credential) => credential !== null && credential.expiresAtMs === null)).toHaveLength(1);
  });

  it('end for good when they are revoked', async () => {
    const { secret, apiKey } = await newKey();
    const end = () => ask(revoke, { variables: { id: apiKey.id } });
    const expected = { id: apiKey.id, status: 'REVOKED', revokedAt: '2026-11-20T00:00:00.000Z' };
    expect((await end()).data.revokeApiKey).toEqual({ apiKey: expected, errors: [] });
    nowMs += 1_000;
    expect((await end()).data.revokeApiKey.apiKey).toEqual(expected);
    expect((await find(secret))?.revokedAtMs).toBe(nowMs - 1_000);
    const input = { id: apiKey.id };
    expect((await ask(update, { variables: { input } })).data.updateApiKey.errors).toEqual([
      { __typename: 'ApiKeyStateError' },
    ]);
    expect((await ask(rotate, { variables: { input } })).data.rotateApiKey.errors).toEqual([
      { __typename: 'ApiKeyStateError' },
    ]);
  });

  it('hide from other owners and hold against lesser callers', async () => {
    const bobs = await newKey({ owner: 'bob' }, root);
    const strong = await newKey({ owner: 'alice', scopes: ['models:read', 'usage:read'] }, root);
    const higher = await newKey({ owner: 'alice', tier: 'ENTERPRISE' }, root);
    expect((await ask(`{ apiKey(id: "${bobs.apiKey.id}") { id } }`)).data).toEqual({ apiKey: null });
    expect((await ask('{ apiKey(id: "key_\\u0000") { id } }')).data).toEqual({ apiKey: null });
    const errorsOf = async (id: string) => {
      const answers = [
        (await ask(revoke, { variables: { id } })).data.revokeApiKey,
        (await ask(rotate, { variables: { input: { id } } })).data.rotateApiKey,
        (await ask(update, { variables: { input: { id, name: 'mine' } } })).data.updateApiKey,
      ];
      return new Set(answers.flatMap(({ errors }) => errors.map((error: { __typename: string }) => error.__typename)));
    };
    expect(await errorsOf(bobs.apiKey.id)).toEqual(new Set(['NotFoundError']));
    expect(await errorsOf(strong.apiKey.id)).toEqual(new Set(['EscalationError']));
    expect(await errorsOf(higher.apiKey.id)).toEqual(new Set(['EscalationError']));
    expect((await find(bobs.secret))?.revokedAtMs).toBeNull();
  });

  it('are listed newest first, by owner and status, in one statement a page', async () => {
    const ids: string[] = [caller.keyId];
    for (let index = 0; index < 5; index++) {
      nowMs += index % 2;
      ids.unshift((await newKey({ name: `key ${index}` })).apiKey.id as string);
    }
    const foreign = (await newKey({ owner: 'bob' }, root)).apiKey.id;
    await ask(revoke, { variables: { id: ids[0] } });
    const counted = countStatements(database);
    const askCounted = makeAsk(makeUsageSubgraph({ ...deps(), database: counted.database }), {
      owner: 'alice',
      scopes: ['usage:read'],
    });
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { data } = await askCounted(
        'query($after: String) { apiKeys(first: 2, after: $after) { nodes { id status prefix } pageInfo { hasNextPage endCursor } } }',
        { variables: { after } },
      );
      seen.push(...data.apiKeys.nodes.map(({ id }: { id: string }) => id));
      if (!data.apiKeys.pageInfo.hasNextPage) break;
      after = data.apiKeys.pageInfo.endCursor as string;
    }
    expect(seen).toEqual(ids);
    expect(counted.count()).toBe(3);
    const listed = async (filter: string, options?: AskOptions) =>
      (await ask(`{ apiKeys(filter: { ${filter} }) { totalCount nodes { id } } }`, options)).data.apiKeys;
    expect(await listed('status: [REVOKED]')).toEqual({ totalCount: 1, nodes: [{ id: ids[0] }] });
    expect((await listed('status: [ACTIVE]')).totalCount).toBe(5);
    expect((await listed('status: [EXPIRED]')).totalCount).toBe(0);
    expect((await listed('status: []')).totalCount).toBe(0);
    expect(await listed('owner: "bob"')).toEqual({ totalCount: 0, nodes: [] });
    expect(await listed('owner: "bob"', root)).toEqual({ totalCount: 1, nodes: [{ id: foreign }] });
    expect((await listed('', root)).totalCount).toBe(7);
  });

  it('tell who the caller is', async () => {
    const { data } = await ask('{ me { keyId name owner tier scopes expiresAt } }', { as: { expiresAtMs: nowMs } });
    expect(data.me).toEqual({
      keyId: 'key_00000000000000000000000000',
      name: 'test',
      owner: 'alice',
      tier: 'PRO',
      scopes: ['keys:write', 'models:read', 'inference:text'],
      expiresAt: '2026-11-20T00:00:00.000Z',
    });
  });

  it('come from the environment as admin keys, and end when they are no longer named', async () => {
    const [one, two] = ['sk_live_0123456789abcdef', 'sk_test_0123456789abcdef'] as const;
    await ensureBootstrapKeys([one, two], deps());
    await ensureBootstrapKeys([one, two], deps());
    expect(await find(one)).toMatchObject({ owner: 'admin', scopes: ['admin'], tier: 'ENTERPRISE', revokedAtMs: null });
    await ensureBootstrapKeys([two], deps());
    expect((await find(one))?.revokedAtMs).toBe(nowMs);
    expect(announced).toContain((await find(one))?.keyId);
    await ensureBootstrapKeys([one, two], deps());
    expect((await find(one))?.revokedAtMs).toBeNull();
    // Somebody's revocation outlives the configuration.
    await ask(revoke, { variables: { id: (await find(two))?.keyId }, ...root });
    await ensureBootstrapKeys([one, two], deps());
    expect((await find(two))?.revokedAtMs).toBe(nowMs);
    await Promise.all([1, 2, 3].map(() => ensureBootstrapKeys([one, two, 'sk_live_fedcba9876543210'], deps())));
    expect(await find('sk_live_fedcba9876543210')).not.toBeNull();
  });

  it('begin with one for development, made only where there is none', async () => {
    await dropSchemas(database);
    await database.migrate('usage', usageMigrations);
    const secret = await ensureDevelopmentKey(deps());
    expect(secret).toMatch(/^sk_dev_[A-Za-z0-9]{32}$/);
    expect(await find(secret ?? '')).toMatchObject({ owner: 'admin', scopes: ['admin'] });
    expect(await ensureDevelopmentKey(deps())).toBeNull();
  });
});
