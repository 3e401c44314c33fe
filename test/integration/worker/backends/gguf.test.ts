import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ServiceError } from '../../../../kernel/errors.ts';
import type { Backend } from '../../../../worker/backend.ts';
import { makeGgufBackend } from '../../../../worker/backends/gguf/client.ts';
import { loadEngine } from '../../../../worker/backends/gguf/engine.ts';
import {
  answerOf,
  chatRequest,
  collect,
  endOf,
  gather,
  textRequest,
} from '../../../contract/worker/backend-contract.ts';
import { prepareTinyModels } from '../../../fixtures/gguf.ts';

const timeouts = { connectMs: 1_000, firstByteMs: 10_000, idleMs: 5_000 };
const signal = new AbortController().signal;
let folder = '';
let lastSeed = 0;
let backend: Backend;

function open(path: string, loader = () => loadEngine({ gpu: false, onLog: () => {} })): Backend {
  const options = { name: 'files', path, concurrency: 1, contextLength: 256, threads: 1, gpu: false, timeouts };
  return makeGgufBackend({ now: Date.now, randomSeed: () => ++lastSeed, loadEngine: loader }, options);
}

beforeAll(async () => {
  ({ folder } = await prepareTinyModels());
  backend = open(folder);
});
afterAll(() => backend[Symbol.asyncDispose]());

test('shows a file that is no model, with the reason', async () => {
  const models = await backend.listModels(signal);
  expect(models.find((model) => model.name === 'broken')).toMatchObject({
    status: 'ERROR',
    description: expect.stringContaining('Invalid GGUF magic'),
  });
});

test('refuses to run a file that is no model, and goes on with the others', async () => {
  await expect(collect(backend, 'broken', textRequest())).rejects.toMatchObject({ code: 'BACKEND_ERROR' });
  expect(answerOf(await collect(backend, 'tiny', textRequest()))).not.toBe('');
});

test('refuses a prompt that does not fit, and says how many tokens are allowed', async () => {
  const run = collect(backend, 'tiny', textRequest({ prompt: 'water '.repeat(300) }));
  await expect(run).rejects.toMatchObject({ code: 'BACKEND_REJECTED', details: { contextLength: 256 } });
});

test('ends with LENGTH where the context ends', async () => {
  const chunks = await collect(backend, 'tiny', textRequest({ prompt: 'water '.repeat(200), maxTokens: 500 }));
  const { finishReason, usage } = endOf(chunks);
  expect(finishReason).toBe('LENGTH');
  expect((usage?.promptTokens ?? 0) + (usage?.completionTokens ?? 0)).toBe(256);
});

test('follows a JSON schema', async () => {
  const schema = { type: 'object', properties: { sunny: { type: 'boolean' } } };
  const request = chatRequest('Is it sunny?', { responseFormat: { type: 'JSON_SCHEMA', schema }, maxTokens: 100 });
  expect(JSON.parse(answerOf(await collect(backend, 'tiny', request)))).toEqual({ sunny: expect.any(Boolean) });
});

test('follows a definition of a JSON schema, and refuses what it cannot follow without a line on stderr', async () => {
  const warnings = vi.spyOn(console, 'warn');
  const ask = (schema: Record<string, unknown>) =>
    collect(backend, 'tiny', chatRequest('?', { responseFormat: { type: 'JSON_SCHEMA', schema }, maxTokens: 100 }));
  const known = { $defs: { flag: { type: 'boolean' } }, type: 'object', properties: { a: { $ref: '#/$defs/flag' } } };
  expect(JSON.parse(answerOf(await ask(known)))).toEqual({ a: expect.any(Boolean) });
  for (const [schema, words] of [
    [{ type: 'banana' }, 'type "banana" at #'],
    [{ type: 'object', properties: { a: { $ref: '#/$defs/none' } } }, '$ref "#/$defs/none" at #/properties/a'],
  ] as const) {
    await expect(ask(schema)).rejects.toMatchObject({
      code: 'BACKEND_REJECTED',
      message: expect.stringContaining(words),
    });
  }
  expect(warnings).not.toHaveBeenCalled();
  warnings.mockRestore();
});

test.each(['TEXT', 'CHAT'] as const)('ends before a stop sequence of several words (%s)', async (kind) => {
  const parameters = { seed: 3, maxTokens: 30, temperature: 1 };
  const request = (stopSequences: readonly string[]) =>
    kind === 'TEXT'
      ? textRequest({ prompt: 'a b', ...parameters, stopSequences })
      : chatRequest('a b', { ...parameters, stopSequences });
  const whole = answerOf(await collect(backend, 'tiny', request([])));
  const words = whole.split(' ').filter((word) => word !== '');
  expect(words.length).toBeGreaterThan(8);
  for (const stop of [words.slice(4, 6).join(' '), ` ${words[5]}`, `${words[3]} `, words[5]?.slice(1) ?? '']) {
    const chunks = await collect(backend, 'tiny', request([stop]));
    expect(answerOf(chunks)).toBe(whole.slice(0, whole.indexOf(stop)));
    expect(endOf(chunks).finishReason).toBe('STOP');
  }
});

test('gives other answers to the same prompt without a seed, and the same with one', async () => {
  const ask = async (seed: number | null) =>
    answerOf(await collect(backend, 'tiny', textRequest({ prompt: 'a b', temperature: 1, seed })));
  expect(await ask(null)).not.toBe(await ask(null));
  expect(await ask(lastSeed)).toBe(await ask(lastSeed));
});

test('frees the only sequence when a run is aborted', async () => {
  const control = new AbortController();
  const run = (async () => {
    for await (const chunk of backend.run('tiny', textRequest({ maxTokens: 200 }), control.signal)) {
      if (chunk.type === 'text') control.abort(new Error('enough'));
    }
  })();
  await expect(run).rejects.toThrow('enough');
  expect(endOf(await collect(backend, 'tiny', textRequest())).finishReason).toBe('LENGTH');
});

test('lets a request that waits for the sequence be aborted', async () => {
  const first = collect(backend, 'tiny', textRequest({ maxTokens: 100 }));
  const second = gather(backend.run('tiny', textRequest(), AbortSignal.timeout(1)));
  await expect(second).rejects.toThrow();
  await expect(first).resolves.not.toHaveLength(0);
});

test('notices files that come and go', async () => {
  const changing = await mkdtemp(join(tmpdir(), 'infergraph-gguf-'));
  await using own = open(changing);
  await expect(own.probe(signal)).resolves.toMatchObject({ message: expect.stringContaining('no GGUF file') });
  await cp(join(folder, 'tiny.gguf'), join(changing, 'new.gguf'));
  expect((await own.listModels(signal)).map((model) => model.name)).toEqual(['new']);
  await rm(changing, { recursive: true });
  await expect(own.listModels(signal)).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
});

test('says what to do when the engine is missing, and looks again at the next probe', async () => {
  let installed = false;
  const missing = new ServiceError('BACKEND_UNAVAILABLE', { message: 'run `npm run engine`' });
  await using own = open(folder, () =>
    installed ? loadEngine({ gpu: false, onLog: () => {} }) : Promise.reject(missing),
  );
  await expect(own.probe(signal)).rejects.toBe(missing);
  installed = true;
  await expect(own.probe(signal)).resolves.toMatchObject({ status: 'HEALTHY' });
});
