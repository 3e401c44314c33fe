// A process of its own: opens sockets, subscribes each, counts messages. Talks to its parent by IPC.
import WebSocket from 'ws';

interface Order {
  readonly url: string;
  readonly key: string | null;
  readonly sockets: number;
}

let received = 0;
let firstAt = 0;
let lastAt = 0;

process.once('message', (order: Order) => void run(order));

async function run({ url, key, sockets }: Order): Promise<void> {
  // In steps, so that the listen backlog is never the thing measured.
  for (let opened = 0; opened < sockets; opened += 50) {
    await Promise.all(Array.from({ length: Math.min(50, sockets - opened) }, () => open(url, key)));
  }
  process.on('message', (message) => {
    if (message === 'count') process.send?.({ received, firstAt, lastAt });
  });
  process.send?.('open');
}

function open(url: string, key: string | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
    const count = () => {
      received++;
      lastAt = performance.now();
      if (firstAt === 0) firstAt = lastAt;
    };
    socket.on('error', reject);
    if (key === null) {
      socket.on('open', () => resolve());
      socket.on('message', count);
      return;
    }
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } })),
    );
    socket.once('message', () => {
      const query =
        'subscription { myTaskEvents { __typename taskId seq cursor ... on TaskOutputAppended { delta index channel } } }';
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      socket.on('message', count);
      resolve();
    });
  });
}
