import { once } from 'node:events';
import type { Client } from 'graphql-ws';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { noEvents, startTestGateway } from '../support/test-gateway.ts';
import type { TestGateway, TestGatewayOptions } from '../support/test-gateway.ts';

async function start(test: TestGatewayOptions = {}): Promise<TestGateway> {
  const gateway = await startTestGateway(test);
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  return gateway;
}

/** A socket that speaks the protocol by hand. */
async function open(test: TestGateway, headers: Record<string, string> = {}) {
  const socket = new WebSocket(test.url.replace('http', 'ws'), 'graphql-transport-ws', { headers });
  const messages: { type: string; payload?: unknown }[] = [];
  socket.on('message', (data: Buffer) => void messages.push(JSON.parse(data.toString())));
  const closed = once(socket, 'close').then(([code, reason]) => [code, String(reason)] as [number, string]);
  await once(socket, 'open');
  return { socket, messages, closed, send: (message: unknown) => socket.send(JSON.stringify(message)) };
}

async function ask(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const results = [];
  for await (const result of client.iterate({ query, variables })) results.push(result);
  expect(results).toHaveLength(1);
  return results[0];
}

const quiet = { ...noEvents, watchOwner: endless };
/** Events that never come. */
function endless({ signal }: { signal: AbortSignal }): AsyncIterableIterator<never> {
  return {
    async next() {
      if (!signal.aborted) await once(signal, 'abort');
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
const watchAll = 'subscription { myTaskEvents { seq } }';

describe('a socket', () => {
  it('takes queries and mutations too', async () => {
    const test = await start({
      resolvers: {
        knowledge: {
          Mutation: { addMemory: (_p, { input }) => ({ memory: { id: 'memory_1', text: input.text }, errors: [] }) },
        },
      },
    });
    const client = test.socket(test.adminKey);
    expect(await ask(client, '{ me { owner } }')).toEqual({ data: { me: { owner: 'root' } } });
    const mutation =
      'mutation($t: String!) { addMemory(input: { text: $t }) { memory { text } errors { __typename } } }';
    expect(await ask(client, mutation, { t: 'hi' })).toEqual({
      data: { addMemory: { memory: { text: 'hi' }, errors: [] } },
    });
    await expect(ask(client, '{ mee }')).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', requestId: expect.stringMatching(/^req_/) } },
    ]);
    await expect(ask(client, 'query($id: ID!) { task(id: $id) { id } }')).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('refuses operations beyond the scopes of its key', async () => {
    const test = await start();
    await expect(ask(test.socket(test.keys.add()), '{ cluster { status } }')).rejects.toMatchObject([
      { extensions: { code: 'FORBIDDEN', details: { missing: [{ path: 'cluster', anyOf: [['cluster:read']] }] } } },
    ]);
    expect(test.subgraphs.cluster.requests).toEqual([]);
  });

  it('takes the key from either parameter or from the headers of the upgrade', async () => {
    const test = await start();
    for (const payload of [{ authorization: `Bearer ${test.adminKey}` }, { apiKey: test.adminKey }]) {
      const { send, messages, socket } = await open(test);
      send({ type: 'connection_init', payload });
      await vi.waitFor(() => expect(messages).toEqual([{ type: 'connection_ack' }]));
      socket.close();
    }
    const { send, messages, socket } = await open(test, { 'x-api-key': test.adminKey });
    send({ type: 'connection_init' });
    await vi.waitFor(() => expect(messages).toEqual([{ type: 'connection_ack' }]));
    socket.close();
  });

  it('is closed with the code of the refusal', async () => {
    const test = await start({ options: { credentialCache: { freshMs: 0 } } });
    const revoked = test.keys.add({ revokedAtMs: 1 });
    const expired = test.keys.add({ expiresAtMs: 1 });
    const elsewhere = test.keys.add({ allowedIps: ['192.0.2.1'] });
    const cases: [unknown, number, RegExp][] = [
      [undefined, 4401, /^UNAUTHENTICATED: Send an API key/],
      [{ authorization: 'nonsense' }, 4401, /Bearer sk_/],
      [{ apiKey: `sk_live_${'x'.repeat(32)}` }, 4401, /no such/],
      [{ apiKey: revoked }, 4403, /^KEY_REVOKED/],
      [{ apiKey: expired }, 4403, /^KEY_EXPIRED/],
      [{ apiKey: elsewhere }, 4403, /^IP_NOT_ALLOWED/],
    ];
    for (const [payload, code, reason] of cases) {
      const { send, closed } = await open(test);
      send({ type: 'connection_init', payload });
      expect(await closed).toEqual([code, expect.stringMatching(reason)]);
    }
    test.keys.away = true;
    const { send, closed } = await open(test);
    send({ type: 'connection_init', payload: { apiKey: test.adminKey } });
    expect((await closed)[0]).toBe(1013);
  });

  it('is closed when it says nothing, nonsense, or too much', async () => {
    const test = await start({ options: { sockets: { initTimeoutMs: 50 } } });
    expect((await (await open(test)).closed)[0]).toBe(4408);
    const babbler = await open(test);
    babbler.socket.send('{"type":');
    expect((await babbler.closed)[0]).toBe(4400);
    for (const message of [{ type: 'next', id: '1', payload: {} }, { type: 'connection_ack' }]) {
      const mirror = await open(test);
      mirror.send({ type: 'connection_init', payload: { apiKey: test.adminKey } });
      mirror.send(message);
      expect(await mirror.closed).toEqual([4400, 'BAD_REQUEST: Only servers send such messages.']);
    }
    const stranger = await open(test);
    stranger.send({ id: '1', type: 'subscribe', payload: { query: '{ me { owner } }' } });
    expect((await stranger.closed)[0]).toBe(4401);
    const large = await open(test);
    large.send({ type: 'connection_init', payload: { filler: 'x'.repeat(110_000) } });
    expect(await large.closed).toEqual([4413, expect.stringContaining('PAYLOAD_TOO_LARGE')]);
    expect(test.subgraphs.usage.requests).toEqual([]);
  });

  it('must speak the protocol, on the right path', async () => {
    const test = await start();
    const url = test.url.replace('http', 'ws');
    const [code] = await once(new WebSocket(url), 'close');
    expect(code).toBe(4406);
    const lost = new WebSocket(url.replace('/graphql', '/nowhere'), 'graphql-transport-ws');
    const [error] = await once(lost, 'error');
    expect(String(error)).toContain('404');
  });

  it('carries so many operations at a time and no more', async () => {
    const test = await start({ events: quiet, options: { sockets: { maxOperations: 2 } } });
    const { send, messages } = await open(test);
    send({ type: 'connection_init', payload: { apiKey: test.adminKey } });
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    const subscribe = (id: string) => send({ id, type: 'subscribe', payload: { query: watchAll } });
    ['1', '2', '3'].forEach(subscribe);
    const refused = { id: '3', type: 'error', payload: [{ extensions: { code: 'BAD_REQUEST' } }] };
    await vi.waitFor(() => expect(messages[1]).toMatchObject(refused));
    send({ id: '1', type: 'complete' });
    subscribe('4');
    await vi.waitFor(async () =>
      expect(await (await fetch(test.at('/metrics'))).text()).toContain('gateway_subscriptions_active 2'),
    );
    expect(messages).toHaveLength(2);
  });

  it('stops what its client no longer wants', async () => {
    const test = await start();
    const signals: (AbortSignal | undefined)[] = [];
    test.subgraphs.usage.execute = (request) => {
      signals.push(request.signal);
      return new Promise(() => {});
    };
    const { send, messages, socket } = await open(test);
    send({ type: 'connection_init', payload: { apiKey: test.adminKey } });
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    for (const id of ['1', '2']) send({ id, type: 'subscribe', payload: { query: '{ me { owner } }' } });
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    send({ id: '1', type: 'complete' });
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
    expect(signals[1]?.aborted).toBe(false);
    socket.close();
    await vi.waitFor(() => expect(signals[1]?.aborted).toBe(true));
  });
});

describe('the key of an open socket', () => {
  const connect = async (test: TestGateway, key: string) => {
    const connection = await open(test);
    connection.send({ type: 'connection_init', payload: { apiKey: key } });
    await vi.waitFor(() => expect(connection.messages).toHaveLength(1));
    connection.send({ id: '1', type: 'subscribe', payload: { query: watchAll } });
    return connection;
  };

  it('closes it with 4403 within a second of its revocation, announced or not', async () => {
    const test = await start({ events: quiet });
    for (const announced of [true, false]) {
      const key = test.keys.add({ keyId: 'key_x' });
      const other = await connect(test, test.keys.add());
      const { closed } = await connect(test, key);
      const revokedAtMs = Date.now();
      test.keys.change(key, { revokedAtMs });
      if (announced) test.announce('key_x');
      expect(await closed).toEqual([4403, expect.stringMatching(/^KEY_REVOKED/)]);
      expect(Date.now() - revokedAtMs).toBeLessThan(1_000);
      expect(other.socket.readyState).toBe(WebSocket.OPEN);
      other.socket.close();
    }
  });

  it('closes it with 4403 when it expires', async () => {
    const test = await start({ events: quiet, options: { sockets: { sweepMs: 50 } } });
    const { closed } = await connect(test, test.keys.add({ expiresAtMs: Date.now() + 300 }));
    expect(await closed).toEqual([4403, expect.stringMatching(/^KEY_EXPIRED/)]);
  });

  it('closes it when it loses a scope, and not when it gains one', async () => {
    const test = await start({ events: quiet });
    const key = test.keys.add({ keyId: 'key_y', scopes: ['inference:text'] });
    const { closed, send, messages } = await connect(test, key);
    test.keys.change(key, { scopes: ['inference:text', 'models:read'] });
    test.announce('key_y');
    await vi.waitFor(() => {
      send({ id: 'q', type: 'subscribe', payload: { query: '{ me { scopes } }' } });
      expect(messages.map(({ payload }) => payload)).toContainEqual({
        data: { me: { scopes: ['inference:text', 'models:read'] } },
      });
    });
    test.keys.change(key, { scopes: ['models:read'] });
    test.announce('key_y');
    expect(await closed).toEqual([4403, expect.stringMatching(/^FORBIDDEN/)]);
  });

  it('is checked again after announcements may have been missed', async () => {
    const test = await start({ events: quiet, options: { sockets: { sweepMs: 60_000 } } });
    const key = test.keys.add();
    const { closed } = await connect(test, key);
    test.keys.change(key, { revokedAtMs: 1 });
    test.resync();
    expect((await closed)[0]).toBe(4403);
  });

  it('goes on working while the key store is away', async () => {
    const test = await start({ events: quiet, options: { sockets: { sweepMs: 20 } } });
    const { socket } = await connect(test, test.keys.add());
    test.keys.away = true;
    const { lookups } = test.keys;
    await vi.waitFor(() => expect(test.keys.lookups).toBeGreaterThan(lookups + 3));
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('a gateway that stops', () => {
  it('closes subscribers with 1012 at once, and others when they are answered', async () => {
    const test = await start({ events: quiet });
    const answers: (() => void)[] = [];
    test.subgraphs.usage.execute = () =>
      new Promise((resolve) => {
        answers.push(() => resolve({ data: { me: { owner: 'root' } } }));
      });
    const connect = async (query: string) => {
      const connection = await open(test);
      connection.send({ type: 'connection_init', payload: { apiKey: test.adminKey } });
      await vi.waitFor(() => expect(connection.messages).toHaveLength(1));
      connection.send({ id: '1', type: 'subscribe', payload: { query } });
      return connection;
    };
    const subscriber = await connect(watchAll);
    const asking = await connect('{ me { owner } }');
    const overHttp = test.post({ query: '{ me { owner } }' });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    const closed = test.gateway.close();
    expect(await subscriber.closed).toEqual([1012, expect.stringMatching(/^SHUTTING_DOWN/)]);
    expect(asking.socket.readyState).toBe(WebSocket.OPEN);
    answers.forEach((answer) => answer());
    expect((await asking.closed)[0]).toBe(1012);
    expect(asking.messages[1]).toMatchObject({ type: 'next', payload: { data: { me: { owner: 'root' } } } });
    expect((await overHttp).data).toEqual({ me: { owner: 'root' } });
    await closed;
    await expect(fetch(test.at('/ready'))).rejects.toThrow('fetch failed');
  });

  it('cuts off what does not end within the grace', async () => {
    const test = await start({ options: { shutdownGraceMs: 50 } });
    test.subgraphs.usage.execute = () => new Promise(() => {});
    const answer = test.post({ query: '{ me { owner } }' });
    // Rejects before it is awaited.
    answer.catch(() => {});
    await vi.waitFor(async () =>
      expect(await (await fetch(test.at('/metrics'))).text()).toContain('gateway_active_users 1'),
    );
    await test.gateway.close();
    await expect(answer).rejects.toThrow('fetch failed');
  });
});
