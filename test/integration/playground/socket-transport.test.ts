import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { GraphQLError, buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { makeSocketTransport } from '../../../playground/socket-transport.ts';

interface EventServer extends AsyncDisposable {
  readonly port: number;
  /** The cursors after which the subscriptions were started, in order. */
  readonly starts: readonly (string | undefined)[];
}

/** Sends two events per subscription, numbered on from `after`, and then nothing more. */
async function startEventServer({ port = 0, refusal = '' } = {}): Promise<EventServer> {
  const schema = buildSchema(`
    type Query { unused: Int }
    type Event { cursor: String! }
    type Subscription { events(after: String): Event! }
  `);
  const starts: (string | undefined)[] = [];
  async function* events({ after }: { after?: string }) {
    starts.push(after);
    if (refusal !== '') throw new GraphQLError(refusal);
    const first = Number(after ?? 0) + 1;
    yield { events: { cursor: String(first) } };
    yield { events: { cursor: String(first + 1) } };
    await new Promise(() => {});
  }
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  useServer({ schema, roots: { subscription: { events } } }, sockets);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    starts,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Ends connections to the port as soon as they come; resolves after so many. */
async function hangUp(port: number, times: number): Promise<void> {
  const server = createTcpServer();
  let count = 0;
  await new Promise<void>((resolve) => {
    server.on('connection', (socket) => {
      socket.destroy();
      count += 1;
      if (count === times) resolve();
    });
    server.listen(port, '127.0.0.1');
  });
  await new Promise((resolve) => server.close(resolve));
}

const query = 'subscription ($after: String) { events(after: $after) { cursor } }';

/** Subscribes and writes down what comes. */
function watch(port: number) {
  const transport = makeSocketTransport({
    endpoint: new URL(`http://127.0.0.1:${port}/graphql`),
    secret: () => 'sk_test',
  });
  const seen: unknown[] = [];
  const stop = transport.subscribe(
    { query },
    {
      next: (result) => seen.push((result.data?.['events'] as { cursor: string } | undefined)?.cursor ?? result.errors),
      reconnecting: (isLost) => seen.push(isLost ? 'lost' : 'open'),
      fail: (message) => seen.push({ failed: message }),
      complete: () => seen.push('complete'),
    },
  );
  return {
    seen,
    [Symbol.dispose]() {
      stop();
      transport.close();
    },
  };
}

test('goes on after the last cursor when a server that was away for several attempts is back', async () => {
  const first = await startEventServer();
  using watched = watch(first.port);
  await expect.poll(() => watched.seen).toEqual(['1', '2']);
  await first[Symbol.asyncDispose]();
  await expect.poll(() => watched.seen).toEqual(['1', '2', 'lost']);
  await hangUp(first.port, 2);
  await using second = await startEventServer({ port: first.port });
  await expect.poll(() => watched.seen, { timeout: 5_000 }).toEqual(['1', '2', 'lost', 'open', '3', '4']);
  expect(second.starts).toEqual(['2']);
});

test('waits for a server that is not there yet', async () => {
  const gone = await startEventServer();
  await gone[Symbol.asyncDispose]();
  using watched = watch(gone.port);
  await expect.poll(() => watched.seen).toEqual(['lost']);
  await using server = await startEventServer({ port: gone.port });
  await expect.poll(() => watched.seen, { timeout: 5_000 }).toEqual(['lost', 'open', '1', '2']);
  expect(server.starts).toHaveLength(1);
});

test('does not try again what the server refuses', async () => {
  const first = await startEventServer();
  using watched = watch(first.port);
  await expect.poll(() => watched.seen).toEqual(['1', '2']);
  await first[Symbol.asyncDispose]();
  await using second = await startEventServer({ port: first.port, refusal: 'The task is gone.' });
  await expect.poll(() => JSON.stringify(watched.seen), { timeout: 5_000 }).toContain('The task is gone.');
  expect(second.starts).toEqual(['2']);
});
