import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { makeSocketChannel } from '../../../../gateway/websocket/socket-channel.ts';

/** A socket whose peer reads only when told to. */
class StuckSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly closes: [number, string][] = [];
  terminated = false;
  pings = 0;
  private readonly written: (() => void)[] = [];

  send(message: string, done: () => void): void {
    this.bufferedAmount += message.length;
    this.written.push(done);
  }

  read(): void {
    this.bufferedAmount = 0;
    for (const done of this.written.splice(0)) done();
  }

  close(code: number, reason: string): void {
    this.readyState = 2;
    this.closes.push([code, reason]);
  }

  terminate(): void {
    this.terminated = true;
    this.readyState = 3;
    this.emit('close');
  }

  ping(): void {
    this.pings++;
  }
}

const limits = { highWaterBytes: 10, maxBufferedBytes: 100, slowAfterMs: 5_000 };

function setUp() {
  const socket = new StuckSocket();
  return { socket, channel: makeSocketChannel(socket as unknown as WebSocket, limits) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('makes senders wait above the mark, until the peer reads', async () => {
  const { socket, channel } = setUp();
  expect(channel.send('x'.repeat(10))).toBeUndefined();
  let sent = false;
  const waiting = channel.send('y')?.then(() => void (sent = true));
  await vi.advanceTimersByTimeAsync(4_999);
  expect(sent).toBe(false);
  socket.read();
  await waiting;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(socket.closes).toEqual([]);
});

it('closes with 4429 a peer that takes nothing for too long, and drops it when it does not even close', async () => {
  const { socket, channel } = setUp();
  void channel.send('x'.repeat(10));
  const waiting = channel.send('y');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(socket.closes).toEqual([[4429, expect.stringMatching(/^SLOW_CONSUMER: /)]]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(socket.terminated).toBe(true);
  await waiting;
});

it('closes with 4429 at once when too much waits', () => {
  const { socket, channel } = setUp();
  void channel.send('x'.repeat(95));
  expect(channel.send('y'.repeat(6))).toBeUndefined();
  expect(socket.closes[0]?.[0]).toBe(4429);
});

it('keeps close reasons within what a frame holds', () => {
  const { socket, channel } = setUp();
  channel.closeWith('UNAUTHENTICATED', '…'.repeat(100));
  expect(Buffer.byteLength(socket.closes[0]?.[1] ?? '')).toBeLessThanOrEqual(123);
  channel.closeWith('FORBIDDEN');
  expect(socket.closes).toHaveLength(1);
});

it('drops a peer that does not answer pings', () => {
  const { socket, channel } = setUp();
  channel.ping();
  socket.emit('pong');
  channel.ping();
  expect([socket.pings, socket.terminated]).toEqual([2, false]);
  channel.ping();
  expect([socket.pings, socket.terminated]).toEqual([2, true]);
});
