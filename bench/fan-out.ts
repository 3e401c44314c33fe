// Events per second through one gateway to many sockets, beside a bare ws server that sends as large messages.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { Installation } from './installation.ts';

const sockets = 1000;
const events = 300;

interface Count {
  readonly received: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export async function measureFanOut(installation: Installation): Promise<string[]> {
  const gateway = await throughGateway(installation);
  const bare = await throughBareServer();
  return [
    `${sockets} sockets, one gateway`.padEnd(34) + ` ${Math.round(gateway).toLocaleString('en')} events/s`,
    `floor: bare ws server`.padEnd(34) +
      ` ${Math.round(bare).toLocaleString('en')} events/s   ratio ${(gateway / bare).toFixed(2)}`,
  ];
}

async function throughGateway({ url, key }: Installation): Promise<number> {
  const load = await openSockets({ url: url.replace(/^http/, 'ws'), key, sockets });
  // The subscribe messages are on their way when the sockets are open: let the gateway take them in.
  await delay(2000);
  const submit =
    'mutation { generateText(input: { model: "sandbox", prompt: "fan out", maxTokens: 64, waitMs: 20000 }) { task { id status } } }';
  for (let submitted = 0; submitted < 12; submitted++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: submit }),
    });
    if (!response.ok) throw new Error(`submit failed: ${response.status}`);
  }
  return settle(load);
}

async function throughBareServer(): Promise<number> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const load = await openSockets({
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: null,
    sockets,
  });
  const text = 'x'.repeat(260);
  for (let event = 0; event < events; event++) {
    for (const socket of server.clients) socket.send(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const rate = await settle(load);
  for (const socket of server.clients) socket.terminate();
  server.close();
  return rate;
}

async function openSockets(order: object): Promise<ChildProcess> {
  const child = fork(new URL('socket-load.ts', import.meta.url));
  child.send(order);
  await once(child, 'message');
  return child;
}

/** Waits until no more messages come, then gives the rate between the first and the last. */
async function settle(load: ChildProcess): Promise<number> {
  let last = -1;
  for (let quiet = 0; quiet < 3;) {
    await delay(500);
    const { received } = await count(load);
    quiet = received === last ? quiet + 1 : 0;
    last = received;
  }
  const { received, firstAt, lastAt } = await count(load);
  load.kill('SIGKILL');
  return received / ((lastAt - firstAt) / 1000);
}

async function count(load: ChildProcess): Promise<Count> {
  load.send('count');
  const [message] = (await once(load, 'message')) as [Count];
  return message;
}
