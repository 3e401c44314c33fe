import { describe, expect, it } from 'vitest';
import { createClient } from '../../../sdk/client.ts';
import type { InfergraphClient } from '../../../sdk/client.ts';
import { CursorExpiredError, EventGapError, NetworkError, PermissionError } from '../../../sdk/errors.ts';
import type { WatchNotice, WatchOptions } from '../../../sdk/watch.ts';
import { GraphQLError } from 'graphql';
import { startFakeGraph } from './fake-graph.ts';
import type { FakeGraph, SubscribeScript } from './fake-graph.ts';
import { sampleDelta, sampleEvent } from './samples.ts';

const quick = { initialDelayMs: 1, maxDelayMs: 5 };

function connect(graph: FakeGraph): InfergraphClient {
  return createClient({ url: graph.url, apiKey: 'sk_test_1', reconnect: quick });
}

async function seqsOf(client: InfergraphClient, options: WatchOptions = {}): Promise<number[]> {
  const seqs: number[] = [];
  for await (const event of client.watch('task_1', options)) seqs.push(event.seq);
  return seqs;
}

/** Yields the events, then does something to the socket and stays silent. */
function thenDo(
  events: readonly object[],
  act: (socket: Parameters<SubscribeScript>[0]['socket']) => void,
): SubscribeScript {
  return async function* ({ socket }) {
    yield* events;
    act(socket);
    await new Promise(() => {});
  };
}

function just(...events: readonly object[]): SubscribeScript {
  return async function* () {
    yield* events;
  };
}

describe('watch', () => {
  it('yields every event until the terminal one and sends the key', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(
      just(sampleEvent('TaskQueued', 1), sampleDelta(2, 'Hi'), sampleEvent('TaskCompleted', 3)),
    );
    expect(await seqsOf(client)).toEqual([1, 2, 3]);
    expect(graph.subscriptions[0]?.connectionParams).toEqual({ authorization: 'Bearer sk_test_1' });
  });

  it('resumes from its last cursor when the socket is cut in the middle', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    const notices: WatchNotice['kind'][] = [];
    graph.subscribeScripts.push(
      thenDo([sampleEvent('TaskQueued', 1), sampleDelta(2, 'a')], (socket) => socket.terminate()),
      just(sampleDelta(3, 'b'), sampleEvent('TaskCompleted', 4)),
    );
    expect(await seqsOf(client, { onNotice: ({ kind }) => notices.push(kind) })).toEqual([1, 2, 3, 4]);
    expect(graph.subscriptions.map(({ args }) => args['after'])).toEqual([undefined, 'a:2']);
    expect(notices).toEqual(['reconnecting', 'resumed']);
  });

  it.each([1001, 1011, 1012, 1013, 4429, 4499])('resumes after close code %i', async (code) => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(
      thenDo([sampleDelta(1, 'a')], (socket) => socket.close(code, 'bye')),
      just(sampleEvent('TaskCompleted', 2)),
    );
    expect(await seqsOf(client)).toEqual([1, 2]);
    expect(graph.subscriptions[1]?.args['after']).toBe('a:1');
  });

  it('drops events that the server repeats', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(
      thenDo([sampleDelta(1, 'a'), sampleDelta(2, 'b'), sampleDelta(2, 'b')], (socket) => socket.terminate()),
      just(sampleDelta(1, 'a'), sampleDelta(2, 'b'), sampleDelta(3, 'c'), sampleEvent('TaskCompleted', 4)),
    );
    expect(await seqsOf(client)).toEqual([1, 2, 3, 4]);
  });

  it('asks again when events are missing and goes on when they are there', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(
      just(sampleDelta(1, 'a'), sampleDelta(3, 'c')),
      just(sampleDelta(2, 'b'), sampleDelta(3, 'c'), sampleEvent('TaskCompleted', 4)),
    );
    expect(await seqsOf(client)).toEqual([1, 2, 3, 4]);
  });

  it('throws EventGapError when the events are lost for good, or goes on when told to', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    const lost = [
      just(sampleDelta(1, 'a'), sampleDelta(4, 'd')),
      just(sampleDelta(4, 'd'), sampleEvent('TaskCompleted', 5)),
    ];
    graph.subscribeScripts.push(...lost);
    const error = await seqsOf(client).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EventGapError);
    expect(error).toMatchObject({ code: 'EVENT_GAP', expectedSeq: 2, receivedSeq: 4 });
    graph.subscribeScripts.push(...lost);
    expect(await seqsOf(client, { onGap: 'continue' })).toEqual([1, 4, 5]);
  });

  it('follows a log that was rebuilt under a new epoch with lower numbers', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    const later = { at: '2026-11-20T19:00:00.000Z' };
    graph.subscribeScripts.push(
      thenDo([sampleDelta(1, 'a'), sampleDelta(2, 'b'), sampleDelta(3, 'c')], (socket) => socket.close(1012)),
      just(
        sampleEvent('TaskRestarted', 2, { ...later, cursor: 'b:2', reason: 'lost' }),
        { ...sampleDelta(3, 'x'), ...later, cursor: 'b:3' },
        sampleEvent('TaskCompleted', 4, { ...later, cursor: 'b:4' }),
      ),
    );
    expect(await seqsOf(client)).toEqual([1, 2, 3, 2, 3, 4]);
  });

  it('reports an expired cursor as CursorExpiredError without trying again', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(async function* () {
      yield sampleDelta(7, 'x');
      throw new GraphQLError('too old', {
        extensions: { code: 'CURSOR_EXPIRED', requestId: 'req_9', retryable: false },
      });
    });
    const error = await seqsOf(client, { after: 'a:1' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CursorExpiredError);
    expect(error).toMatchObject({ requestId: 'req_9' });
    expect(graph.subscriptions).toHaveLength(1);
  });

  it('ends with PermissionError when the server closes 4403', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(thenDo([sampleDelta(1, 'a')], (socket) => socket.close(4403, 'Forbidden')));
    await expect(seqsOf(client)).rejects.toBeInstanceOf(PermissionError);
    expect(graph.subscriptions).toHaveLength(1);
  });

  it('names the reason that a close frame carries', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.refusals.push({ code: 4403, reason: 'KEY_REVOKED: The key was revoked.' });
    await expect(seqsOf(client)).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'KEY_REVOKED',
      message: 'The key was revoked.',
    });
  });

  it('tries a newer token when the old one is refused', async () => {
    await using graph = await startFakeGraph();
    const tokens = ['old', 'new', 'new'];
    await using client = createClient({ url: graph.url, token: () => tokens.shift() ?? 'new', reconnect: quick });
    graph.refusals.push({ code: 4401, reason: 'Unauthorized' });
    graph.subscribeScripts.push(just(sampleEvent('TaskCompleted', 1)));
    expect(await seqsOf(client)).toEqual([1]);
    expect(graph.subscriptions[0]?.connectionParams).toEqual({ authorization: 'Bearer new' });
  });

  it('gives up after as many failures in a row as allowed', async () => {
    await using client = createClient({ url: 'http://127.0.0.1:9/graphql', reconnect: { ...quick, maxAttempts: 2 } });
    const attempts: number[] = [];
    const error = await seqsOf(client, {
      onNotice: (notice) => notice.kind === 'reconnecting' && attempts.push(notice.attempt),
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NetworkError);
    expect(attempts).toEqual([1, 2]);
  });

  it('stops with the reason of the signal', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(thenDo([sampleDelta(1, 'a')], () => {}));
    const controller = new AbortController();
    const reason = new Error('enough');
    const seen: number[] = [];
    await expect(async () => {
      for await (const event of client.watch('task_1', { signal: controller.signal })) {
        seen.push(event.seq);
        controller.abort(reason);
      }
    }).rejects.toBe(reason);
    expect(seen).toEqual([1]);
  });

  it('closes the subscription when the reader leaves the loop', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(thenDo([sampleDelta(1, 'a')], () => {}));
    for await (const event of client.watch('task_1')) {
      expect(event.seq).toBe(1);
      break;
    }
    await expect.poll(() => graph.subscriptions[0]?.socket.readyState).toBe(3);
  });

  it('shares one socket between watches', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    graph.subscribeScripts.push(just(sampleEvent('TaskCompleted', 1)), just(sampleEvent('TaskCompleted', 1)));
    await Promise.all([seqsOf(client), seqsOf(client)]);
    expect(new Set(graph.subscriptions.map(({ socket }) => socket)).size).toBe(1);
  });
});

describe('watchAll', () => {
  it('follows the numbering of each task and resumes all of them with one cursor', async () => {
    await using graph = await startFakeGraph();
    await using client = connect(graph);
    const of = (taskId: string, seq: number, cursor: string): object => ({ ...sampleDelta(seq, 'x'), taskId, cursor });
    graph.subscribeScripts.push(
      thenDo([of('task_1', 1, 'o:1'), of('task_2', 5, 'o:2'), of('task_1', 2, 'o:3')], (socket) => socket.close(1012)),
      just(of('task_1', 2, 'o:3'), of('task_2', 6, 'o:4')),
    );
    const seen: string[] = [];
    for await (const event of client.watchAll()) {
      seen.push(`${event.taskId} ${event.seq}`);
      if (seen.length === 4) break;
    }
    expect(seen).toEqual(['task_1 1', 'task_2 5', 'task_1 2', 'task_2 6']);
    expect(graph.subscriptions[1]?.args['after']).toBe('o:3');
  });
});
