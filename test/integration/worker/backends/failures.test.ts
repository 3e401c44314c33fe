import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { ServiceError } from '../../../../kernel/errors.ts';
import type { Backend, BackendChunk } from '../../../../worker/backend.ts';
import { makeBackend } from '../../../../worker/backends/registry.ts';
import { answerOf, chatRequest, collect, endOf, gather } from '../../../contract/worker/backend-contract.ts';
import { ollamaLine, startFakeOllama } from '../../../simulators/fake-ollama.ts';
import { openAiEvent, startFakeOpenAi } from '../../../simulators/fake-openai.ts';
import { startSimServer } from '../../../simulators/sim-server.ts';
import type { SimServer } from '../../../simulators/sim-server.ts';

const timeouts = { connectMs: 300, firstByteMs: 250, idleMs: 150 };
const deps = { logger: pino({ enabled: false }), now: Date.now };
const request = chatRequest('Hello');

interface Protocol {
  readonly name: string;
  readonly path: string;
  readonly model: string;
  start(): Promise<SimServer>;
  open(url: string): Backend;
  piece(text: string): string;
  /** All that ends an answer properly. */
  readonly ending: string;
  /** What comes right before the end marker. */
  readonly beforeEnd: string;
  readonly error: string;
}

const protocols: Protocol[] = [
  {
    name: 'Ollama',
    path: '/api/chat',
    model: 'chatty:latest',
    start: () => startFakeOllama(),
    open: (url) => makeBackend(deps, { kind: 'ollama', name: 'b', url, concurrency: 4 }, timeouts),
    piece: ollamaLine.chat,
    ending: ollamaLine.chatEnd(),
    beforeEnd: ollamaLine.chat(''),
    error: '{"error":"an error was encountered while running the model: CUDA out of memory"}\n',
  },
  {
    name: 'OpenAI API',
    path: '/v1/chat/completions',
    model: 'chatty',
    start: () => startFakeOpenAi({ flavour: 'vllm' }),
    open: (url) => makeBackend(deps, { kind: 'openai', name: 'b', url, concurrency: 4, embeddingModels: [] }, timeouts),
    piece: openAiEvent.content,
    ending: openAiEvent.finish() + openAiEvent.done,
    beforeEnd: openAiEvent.finish(),
    error: openAiEvent.error('CUDA out of memory', 500),
  },
];

async function failure(run: Promise<unknown>): Promise<ServiceError> {
  return await run.then(
    () => expect.fail('It succeeded'),
    (error: ServiceError) => error,
  );
}

describe.each(protocols)('$name', (protocol) => {
  test('closes the connection within 250 ms of an abort', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const control = new AbortController();
    const seen: BackendChunk[] = [];
    let abortedAt = 0;
    const run = (async () => {
      for await (const chunk of backend.run(protocol.model, request, control.signal)) {
        seen.push(chunk);
        abortedAt = performance.now();
        control.abort(new Error('cancelled'));
      }
    })();
    await held.send(protocol.piece('one'));
    await expect(run).rejects.toThrow('cancelled');
    expect((await held.closedByClient) - abortedAt).toBeLessThan(250);
    expect(answerOf(seen)).toBe('one');
  });

  test('closes the connection when aborted before the first byte', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const control = new AbortController();
    const run = gather(backend.run(protocol.model, request, control.signal));
    await held.arrived;
    const abortedAt = performance.now();
    control.abort(new Error('cancelled'));
    await expect(run).rejects.toThrow('cancelled');
    expect((await held.closedByClient) - abortedAt).toBeLessThan(250);
  });

  test('closes the connection when the reader leaves', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const sent = held.send(protocol.piece('one'));
    for await (const chunk of backend.run(protocol.model, request, new AbortController().signal)) {
      expect(chunk).toMatchObject({ delta: 'one' });
      break;
    }
    await sent;
    await held.closedByClient;
  });

  test('puts together characters and lines that the network has cut', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const run = collect(backend, protocol.model, request);
    const bytes = Buffer.from(protocol.piece('Grüße 👋') + protocol.ending);
    for (let start = 0; start < bytes.length; start += 7) await held.send(bytes.subarray(start, start + 7));
    await held.end();
    expect(answerOf(await run)).toBe('Grüße 👋');
  });

  test('says BACKEND_TRUNCATED when the stream ends cleanly without its end marker', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const run = failure(collect(backend, protocol.model, request));
    await held.send(protocol.piece('one') + protocol.beforeEnd);
    await held.end();
    expect(await run).toMatchObject({ code: 'BACKEND_TRUNCATED' });
  });

  test('says BACKEND_TRUNCATED when the connection is reset', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const run = failure(collect(backend, protocol.model, request));
    await held.send(protocol.piece('one'));
    await held.reset();
    expect(await run).toMatchObject({ code: 'BACKEND_TRUNCATED' });
  });

  test('says BACKEND_UNAVAILABLE when the connection is reset before the answer', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const run = failure(collect(backend, protocol.model, request));
    await held.arrived;
    await held.reset();
    expect(await run).toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
  });

  test('says BACKEND_TIMEOUT with the phase when nothing comes, and closes the connection', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const error = await failure(collect(backend, protocol.model, request));
    expect(error).toMatchObject({ code: 'BACKEND_TIMEOUT', details: { phase: 'first byte' } });
    await held.closedByClient;
  });

  test('says BACKEND_TIMEOUT when the stream falls silent, and closes the connection', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const run = failure(collect(backend, protocol.model, request));
    await held.send(protocol.piece('one'));
    expect(await run).toMatchObject({ code: 'BACKEND_TIMEOUT', details: { phase: 'idle' } });
    await held.closedByClient;
  });

  test('does not hold a slow reader against the backend', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const sent = held.send(protocol.piece('one'));
    const chunks: BackendChunk[] = [];
    for await (const chunk of backend.run(protocol.model, request, new AbortController().signal)) {
      chunks.push(chunk);
      if (chunks.length > 1) continue;
      // Longer than the idle limit: this wait is the subject of the test.
      await new Promise((resolve) => setTimeout(resolve, timeouts.idleMs * 2));
      await sent;
      await held.send(protocol.ending);
      await held.end();
    }
    expect(endOf(chunks).finishReason).toBe('STOP');
  });

  test('repeats the backend’s words when it fails in the middle', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const run = failure(collect(backend, protocol.model, request));
    await held.send(protocol.piece('one') + protocol.error);
    await held.end();
    const error = await run;
    expect(error).toMatchObject({ code: 'BACKEND_ERROR' });
    expect(error.message).toContain('CUDA out of memory');
  });

  test('says BACKEND_ERROR when garbage comes', async () => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const run = failure(collect(backend, protocol.model, request));
    await held.send(protocol.piece('one') + 'data: <html>\n\n');
    expect(await run).toMatchObject({ code: 'BACKEND_ERROR' });
    await held.closedByClient;
  });

  test.each([
    [400, 'BACKEND_REJECTED'],
    [404, 'BACKEND_REJECTED'],
    [429, 'BACKEND_UNAVAILABLE'],
    [500, 'BACKEND_ERROR'],
    [503, 'BACKEND_UNAVAILABLE'],
  ] as const)('turns HTTP %i into %s with the backend’s words', async (status, code) => {
    await using server = await protocol.start();
    await using backend = protocol.open(server.url);
    const held = server.hold(protocol.path);
    const run = failure(collect(backend, protocol.model, request));
    await held.answer(status, { error: { message: 'because of reasons' } });
    const error = await run;
    expect(error).toMatchObject({ code });
    expect(error.message).toBe(`b: because of reasons (HTTP ${status})`);
  });

  test('says BACKEND_UNAVAILABLE when nobody listens', async () => {
    const server = await protocol.start();
    await using backend = protocol.open(server.url);
    await server[Symbol.asyncDispose]();
    expect(await failure(collect(backend, protocol.model, request))).toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    await expect(backend.probe(new AbortController().signal)).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
  });

  test('is not taken in by an open port that speaks something else', async () => {
    await using server = await startSimServer({
      streamType: 'text/plain',
      handle: (_request, response) => void response.end('hi'),
    });
    await using backend = protocol.open(server.url);
    const signal = new AbortController().signal;
    await expect(backend.listModels(signal)).rejects.toMatchObject({ code: 'BACKEND_ERROR' });
  });
});

test('the OpenAI API: takes a refusal in the stream for what its code says', async () => {
  await using server = await startFakeOpenAi({ flavour: 'vllm' });
  await using backend = protocols[1]?.open(server.url);
  const held = server.hold('/v1/chat/completions');
  const run = failure(collect(backend as Backend, 'chatty', request));
  await held.send(openAiEvent.error('maximum context length is 8192 tokens', 400));
  expect(await run).toMatchObject({ code: 'BACKEND_REJECTED' });
});

test('llama.cpp: says STARTING while it loads, and what it is doing', async () => {
  await using server = await startFakeOpenAi({ flavour: 'llamacpp' });
  await using backend = protocols[1]?.open(server.url);
  server.setLoading(true);
  const signal = new AbortController().signal;
  await expect(backend?.probe(signal)).resolves.toEqual({
    status: 'STARTING',
    version: null,
    message: 'Loading model',
  });
  server.setLoading(false);
  await expect(backend?.probe(signal)).resolves.toMatchObject({ status: 'HEALTHY', version: 'b7100-abc' });
});

test('vLLM: is down while its engine is dead', async () => {
  await using server = await startFakeOpenAi({ flavour: 'vllm' });
  await using backend = protocols[1]?.open(server.url);
  server.setLoading(true);
  const signal = new AbortController().signal;
  await expect(backend?.probe(signal)).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
});
