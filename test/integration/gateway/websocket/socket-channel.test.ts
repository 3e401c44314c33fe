import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { watch } from '../support/subscribe.ts';
import { noEvents, startTestGateway } from '../support/test-gateway.ts';

describe('a client that reads too slowly', () => {
  it('is dropped instead of filling the memory', async () => {
    await using test = await startTestGateway({
      events: {
        ...noEvents,
        hasLog: () => Promise.resolve(true),
        async *watchTask({ taskId, signal }) {
          for (let seq = 1; !signal.aborted; seq++) {
            await new Promise(setImmediate);
            const head = { taskId, seq, attempt: 1, cursor: 'c', atMs: 0 };
            yield { ...head, type: 'TaskOutputAppended', delta: 'x'.repeat(200_000), index: seq, channel: 'ANSWER' };
          }
        },
      },
      options: { sockets: { highWaterBytes: 100_000, slowAfterMs: 100 } },
    });
    const socket = new WebSocket(test.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    const send = (message: unknown): void => socket.send(JSON.stringify(message));
    send({ type: 'connection_init', payload: { apiKey: test.adminKey } });
    await once(socket, 'message');
    send({ id: '1', type: 'subscribe', payload: { query: watch, variables: { id: 'task_1' } } });
    await once(socket, 'message');
    socket.pause();
    const metrics = async () => (await fetch(test.at('/metrics'))).text();
    await vi.waitFor(async () => expect(await metrics()).toContain('gateway_subscriptions_active 1'));
    // It does not even read the close frame: the connection is dropped.
    await vi.waitFor(async () => expect(await metrics()).toContain('gateway_websocket_connections 0'), 10_000);
    await vi.waitFor(async () => expect(await metrics()).toContain('gateway_subscriptions_active 0'));
  });
});
