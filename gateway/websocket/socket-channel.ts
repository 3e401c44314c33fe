import type { WebSocket } from 'ws';
import { ServiceError, errorRow } from '../../kernel/errors.ts';
import type { ErrorCode } from '../../kernel/errors.ts';

export interface SocketChannelOptions {
  /** Bytes that may wait to be sent before a sender waits, 1 MiB by default. */
  readonly highWaterBytes?: number;
  /** Bytes that may wait at all, over all operations of the socket, 16 MiB by default. */
  readonly maxBufferedBytes?: number;
  /** How long a client may take nothing while bytes wait, in milliseconds; 5,000 by default. */
  readonly slowAfterMs?: number;
}

/** A socket with bounded buffers: a client that does not read is closed with SLOW_CONSUMER instead of filling our memory. */
export interface SocketChannel {
  /** Sends a message. The promise, when there is one, resolves as soon as the next may be sent. */
  send(message: string): Promise<void> | undefined;
  /** Closes with the code and message of the error table. */
  closeWith(code: ErrorCode, message?: string): void;
  /** Closes with a code of the protocol. */
  close(closeCode: number, reason: string): void;
  /** Drops a peer that did not answer the last ping, else sends another. */
  ping(): void;
}

/** How long a peer may take for its part of the closing handshake, in milliseconds. */
const closeTimeoutMs = 2_000;

/** Longest reason that a close frame holds, in bytes. */
const maxReasonBytes = 123;

export function makeSocketChannel(socket: WebSocket, options: SocketChannelOptions = {}): SocketChannel {
  const highWaterBytes = options.highWaterBytes ?? 1024 * 1024;
  const maxBufferedBytes = options.maxBufferedBytes ?? 16 * 1024 * 1024;
  const slowAfterMs = options.slowAfterMs ?? 5_000;
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });

  const close = (closeCode: number, reason: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.close(
      closeCode,
      Buffer.from(reason)
        .subarray(0, maxReasonBytes)
        .toString()
        .replace(/\uFFFD+$/, ''),
    );
    const timer = setTimeout(() => socket.terminate(), closeTimeoutMs);
    socket.once('close', () => clearTimeout(timer));
  };

  const closeWith = (code: ErrorCode, message?: string): void => {
    close(errorRow(code).closeCode ?? 1011, `${code}: ${message ?? new ServiceError(code).message}`);
  };

  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return undefined;
      if (socket.bufferedAmount < highWaterBytes) {
        // A failed write closes the socket; there is nothing else to do about it.
        socket.send(message, () => {});
        return undefined;
      }
      if (socket.bufferedAmount + message.length > maxBufferedBytes) {
        closeWith('SLOW_CONSUMER');
        return undefined;
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => closeWith('SLOW_CONSUMER'), slowAfterMs);
        const done = (): void => {
          clearTimeout(timer);
          socket.off('close', done);
          resolve();
        };
        socket.once('close', done);
        socket.send(message, done);
      });
    },
    closeWith,
    close,
    ping() {
      if (socket.readyState !== socket.OPEN) return;
      if (!answered) {
        socket.terminate();
        return;
      }
      answered = false;
      socket.ping();
    },
  };
}
