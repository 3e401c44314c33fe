// Submit to first event and submit to completed, one task at a time, seen by a client over HTTP and WebSocket.
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Installation } from './installation.ts';
import { row } from './percentiles.ts';

const warmUp = 100;
const counted = 500;
const submit = `mutation($p: String!) { generateText(input: { model: "sandbox", prompt: $p, maxTokens: 32 }) { task { id } errors { __typename } } }`;

interface Event {
  readonly __typename: string;
  readonly taskId: string;
}

export async function measureLatency({ url, key }: Installation): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${key}` },
    lazy: false,
  });
  const seen: { first: number; completed: PromiseWithResolvers<number> } = {
    first: 0,
    completed: Promise.withResolvers(),
  };
  const subscribed = client.iterate<{ myTaskEvents: Event }>({
    query: 'subscription { myTaskEvents { __typename taskId } }',
  });
  const reading = (async () => {
    for await (const { data } of subscribed) {
      if (seen.first === 0) seen.first = performance.now();
      if (data?.myTaskEvents.__typename === 'TaskCompleted') seen.completed.resolve(performance.now());
    }
  })();

  const firstEvent: number[] = [];
  const accepted: number[] = [];
  const completed: number[] = [];
  for (let round = -warmUp; round < counted; round++) {
    seen.first = 0;
    seen.completed = Promise.withResolvers();
    const started = performance.now();
    await post(agent, { url, key }, JSON.stringify({ query: submit, variables: { p: `benchmark ${round}` } }));
    const answered = performance.now();
    const ended = await Promise.race([seen.completed.promise, deadline(10_000, round)]);
    if (round < 0) continue;
    accepted.push(answered - started);
    firstEvent.push(seen.first - started);
    completed.push(ended - started);
  }
  const floor = await bareRoundTrip(agent);
  await client.dispose();
  await reading.catch(() => undefined);
  agent.destroy();
  return [
    row('submit to first event', firstEvent),
    row('submit to answer (task accepted)', accepted),
    row('submit to completed', completed),
    row('floor: bare node:http round trip', floor),
  ];
}

async function bareRoundTrip(agent: Agent): Promise<number[]> {
  const server = createServer((incoming, response) =>
    incoming.resume().on('end', () => response.end('{"data":{}}')),
  ).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const samples: number[] = [];
  for (let round = -warmUp; round < counted; round++) {
    const started = performance.now();
    await post(agent, { url, key: 'none' }, '{}');
    if (round >= 0) samples.push(performance.now() - started);
  }
  server.closeAllConnections();
  server.close();
  return samples;
}

function post(agent: Agent, { url, key }: Pick<Installation, 'url' | 'key'>, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${key}`,
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode}: ${text}`)),
        );
      },
    );
    outgoing.on('error', reject).end(body);
  });
}

function deadline(timeoutMs: number, round: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`task ${round} did not complete in time`)), timeoutMs).unref();
  });
}
