import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import type { Client, ClientOptions } from 'graphql-ws';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { makeGateway } from '../../../../gateway/gateway.ts';
import type { Gateway, GatewayDeps, GatewayOptions } from '../../../../gateway/gateway.ts';
import type { CredentialRecord } from '../../../../kernel/credential.ts';
import { makeIdFactory } from '../../../../kernel/ids.ts';
import type { SubgraphName } from '../../../../kernel/subgraph-protocol.ts';
import { makeLogger } from '../../../../platform/logger.ts';
import type { ChannelListener, RedisHub } from '../../../../platform/redis-hub.ts';
import type { TaskEventReader } from '../../../../tasks/event-reader.ts';
import { makeFakeSubgraph } from './fake-subgraph.ts';
import type { FakeResolvers, FakeSubgraph } from './fake-subgraph.ts';

export const supergraphSdl = readFileSync(new URL('../../../../schema/supergraph.graphql', import.meta.url), 'utf8');

/** A key store in memory that can be taken away. */
export interface TestKeys {
  /** Adds a key and gives its secret. */
  add(record?: Partial<CredentialRecord>): string;
  change(secret: string, change: Partial<CredentialRecord>): void;
  away: boolean;
  lookups: number;
}

export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly url: string;
  /** An address of this gateway, by path. */
  at(path: string): string;
  readonly keys: TestKeys;
  /** A key that may do everything. */
  readonly adminKey: string;
  readonly subgraphs: Readonly<Record<SubgraphName, FakeSubgraph>>;
  /** Announces that a key has changed. */
  announce(keyId: string): void;
  resync(): void;
  post(body: unknown, options?: PostOptions): Promise<TestAnswer>;
  /** A client of graphql-ws that does not reconnect. */
  socket(key: string | null, options?: Partial<ClientOptions>): Client;
}

export interface PostOptions {
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // Each test asserts the shape it expects.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly errors: {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, unknown> & { code: string };
  }[];
}

export interface TestGatewayOptions {
  readonly resolvers?: Partial<Record<SubgraphName, FakeResolvers>>;
  readonly events?: TaskEventReader;
  readonly deps?: Partial<GatewayDeps>;
  readonly options?: Partial<GatewayOptions>;
}

export const noEvents: TaskEventReader = {
  watchTask: () => {
    throw new Error('there are no events in this test');
  },
  watchOwner: () => {
    throw new Error('there are no events in this test');
  },
  hasLog: () => Promise.resolve(false),
};

export async function startTestGateway(test: TestGatewayOptions = {}): Promise<TestGateway> {
  const listeners = new Set<ChannelListener>();
  const hub: RedisHub = {
    subscribe: (_channel, listener) => {
      listeners.add(listener);
      return Promise.resolve(() => void listeners.delete(listener));
    },
    channelCount: () => listeners.size,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const subgraphs = {
    inference: makeFakeSubgraph('inference', test.resolvers?.inference ?? {}),
    models: makeFakeSubgraph('models', test.resolvers?.models ?? {}),
    cluster: makeFakeSubgraph('cluster', test.resolvers?.cluster ?? {}),
    usage: makeFakeSubgraph('usage', test.resolvers?.usage ?? { Query: { me: (_p, _a, c) => meOf(c.principal) } }),
    knowledge: makeFakeSubgraph('knowledge', test.resolvers?.knowledge ?? {}),
  };
  const { keys, credentials } = makeTestKeys();
  const adminKey = keys.add({ scopes: ['admin'], owner: 'root' });
  const gateway = await makeGateway(
    {
      supergraphSdl,
      subgraphs,
      credentials,
      hub,
      events: test.events ?? noEvents,
      healthChecks: [],
      logger: makeLogger({ level: 'silent', name: 'test' }),
      registry: new Registry(),
      newId: makeIdFactory({ now: Date.now, randomBytes }),
      ...test.deps,
    },
    {
      host: '127.0.0.1',
      port: 0,
      tls: null,
      corsOrigins: [],
      trustedProxies: [],
      maxBodyBytes: 100_000,
      version: '1.2.3',
      playgroundFolder: null,
      shutdownGraceMs: 2_000,
      eventRetentionMs: 3_600_000,
      ...test.options,
    },
  );
  const opened: Client[] = [];
  const at = (path: string): string => new URL(path, gateway.url).href;
  return {
    gateway,
    url: gateway.url,
    at,
    keys,
    adminKey,
    subgraphs,
    announce: (keyId) => listeners.forEach(({ onMessage }) => onMessage(keyId)),
    resync: () => listeners.forEach(({ onResync }) => onResync()),
    async post(body, options = {}) {
      const key = options.key === undefined ? adminKey : options.key;
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...options.headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      return readAnswer(response);
    },
    socket(key, options = {}) {
      const client = createClient({
        url: gateway.url.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        lazyCloseTimeout: 1_000,
        onNonLazyError: () => {},
        ...(key === null ? {} : { connectionParams: { authorization: `Bearer ${key}` } }),
        ...options,
      });
      opened.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map(async (client) => client.terminate()));
      await gateway.close();
    },
  };
}

export async function readAnswer(response: Response): Promise<TestAnswer> {
  const { data, errors = [] } = (await response.json()) as Pick<TestAnswer, 'data'> & Partial<TestAnswer>;
  return { status: response.status, headers: response.headers, data, errors };
}

function meOf(principal: {
  keyId: string;
  keyName: string;
  owner: string;
  tier: string;
  scopes: readonly string[];
}): Record<string, unknown> {
  return { ...principal, name: principal.keyName };
}

function makeTestKeys() {
  const records = new Map<string, CredentialRecord>();
  const newId = makeIdFactory({ now: Date.now, randomBytes });
  const hash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
  const keys: TestKeys = {
    away: false,
    lookups: 0,
    add(record = {}) {
      const secret = `sk_test_${randomBytes(16).toString('hex')}`;
      records.set(hash(secret), {
        keyId: newId('key'),
        name: 'test',
        owner: 'tester',
        tier: 'PRO',
        scopes: ['inference:text', 'models:read'],
        allowedIps: [],
        expiresAtMs: null,
        revokedAtMs: null,
        ...record,
      });
      return secret;
    },
    change(secret, change) {
      const record = records.get(hash(secret));
      if (record === undefined) throw new Error('no such key');
      records.set(hash(secret), { ...record, ...change });
    },
  };
  return {
    keys,
    credentials: {
      findByHash: (wanted: string) => {
        keys.lookups++;
        if (keys.away) return Promise.reject(new Error('the key store is away'));
        return Promise.resolve(records.get(wanted) ?? null);
      },
    },
  };
}
