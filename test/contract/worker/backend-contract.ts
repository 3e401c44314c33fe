import { expect, test } from 'vitest';
import type { ServiceError } from '../../../kernel/errors.ts';
import type { ChatRequest, EmbeddingRequest, TaskRequest, TextRequest } from '../../../kernel/task.ts';
import type { Backend, BackendChunk } from '../../../worker/backend.ts';

/** A backend under test. */
export interface Subject extends AsyncDisposable {
  readonly backend: Backend;
  readonly textModel: string;
  readonly embeddingModel: string;
  /** Whether the embedding model can shorten its vectors. */
  readonly shortens: boolean;
  /** A text that the answer to `Hello world.` contains, to be used as a stop sequence; null when it cannot be known. */
  readonly stopSequence: string | null;
}

export const sampling = {
  maxTokens: 24,
  temperature: 0.7,
  topP: 0.9,
  topK: null,
  stopSequences: [],
  seed: 7,
} as const;

export function textRequest(more: Partial<TextRequest> = {}): TextRequest {
  return { kind: 'TEXT', prompt: 'Hello world.', ...sampling, ...more };
}

export function chatRequest(content: string, more: Partial<ChatRequest> = {}): ChatRequest {
  const message = { role: 'USER', content, images: [], toolCalls: [], toolCallId: null } as const;
  const common = { tools: [], toolChoice: { mode: 'AUTO' }, responseFormat: { type: 'TEXT' } } as const;
  return { kind: 'CHAT', messages: [message], ...common, ...sampling, ...more };
}

export function embeddingRequest(input: readonly string[], dimensions: number | null = null): EmbeddingRequest {
  return { kind: 'EMBEDDING', input, dimensions };
}

export function collect(backend: Backend, model: string, request: TaskRequest): Promise<BackendChunk[]> {
  return gather(backend.run(model, request, new AbortController().signal));
}

export async function gather(run: AsyncIterable<BackendChunk>): Promise<BackendChunk[]> {
  const chunks: BackendChunk[] = [];
  for await (const chunk of run) chunks.push(chunk);
  return chunks;
}

export function answerOf(chunks: readonly BackendChunk[]): string {
  return chunks.flatMap((chunk) => (chunk.type === 'text' && chunk.channel === 'ANSWER' ? [chunk.delta] : [])).join('');
}

export function endOf(chunks: readonly BackendChunk[]): Extract<BackendChunk, { type: 'end' }> {
  const end = chunks.at(-1);
  if (end?.type !== 'end') throw new Error('The last chunk is not the end');
  return end;
}

/** What every backend keeps to. */
export function testBackend(open: () => Promise<Subject>): void {
  const signal = new AbortController().signal;

  test('answers its probe', async () => {
    await using subject = await open();
    await expect(subject.backend.probe(signal)).resolves.toMatchObject({ status: 'HEALTHY' });
  });

  test('lists its models with what they can do', async () => {
    await using subject = await open();
    const models = await subject.backend.listModels(signal);
    const text = models.find((model) => model.name === subject.textModel);
    const embedding = models.find((model) => model.name === subject.embeddingModel);
    expect(text).toMatchObject({ type: 'TEXT', status: 'AVAILABLE' });
    expect(text?.capabilities).toEqual(expect.arrayContaining(['COMPLETION', 'CHAT']));
    expect(text?.contextLength).toBeGreaterThan(0);
    expect(embedding).toMatchObject({ type: 'EMBEDDING', capabilities: ['EMBEDDING'] });
  });

  test('continues a prompt in pieces and ends once, with its own token counts', async () => {
    await using subject = await open();
    const chunks = await collect(subject.backend, subject.textModel, textRequest());
    expect(answerOf(chunks)).not.toBe('');
    expect(chunks.filter((chunk) => chunk.type === 'text').length).toBeGreaterThan(1);
    expect(chunks.filter((chunk) => chunk.type === 'end')).toHaveLength(1);
    expect(endOf(chunks).usage?.promptTokens).toBeGreaterThan(0);
    expect(endOf(chunks).usage?.completionTokens).toBeGreaterThan(0);
  });

  test('answers a conversation', async () => {
    await using subject = await open();
    const chunks = await collect(subject.backend, subject.textModel, chatRequest('Hello world.'));
    expect(answerOf(chunks)).not.toBe('');
    expect(endOf(chunks).finishReason).toMatch(/STOP|LENGTH/);
  });

  test('stops at the token limit and says so', async () => {
    await using subject = await open();
    const chunks = await collect(subject.backend, subject.textModel, textRequest({ maxTokens: 2 }));
    expect(endOf(chunks)).toMatchObject({ finishReason: 'LENGTH', usage: { completionTokens: 2 } });
  });

  test('stops before a stop sequence', async () => {
    await using subject = await open();
    const whole = answerOf(await collect(subject.backend, subject.textModel, textRequest()));
    const stop = subject.stopSequence ?? whole.trim().split(' ')[3] ?? '';
    const chunks = await collect(subject.backend, subject.textModel, textRequest({ stopSequences: [stop] }));
    expect(whole).toContain(stop);
    expect(answerOf(chunks)).not.toContain(stop);
    expect(endOf(chunks).finishReason).toBe('STOP');
  });

  test('says the same again with the same seed', async () => {
    await using subject = await open();
    const first = await collect(subject.backend, subject.textModel, textRequest());
    expect(answerOf(await collect(subject.backend, subject.textModel, textRequest()))).toBe(answerOf(first));
  });

  test('answers in JSON when asked to', async () => {
    await using subject = await open();
    const request = chatRequest('Hello world.', { responseFormat: { type: 'JSON' }, maxTokens: 200, temperature: 0 });
    const chunks = await collect(subject.backend, subject.textModel, request);
    // A model may run into the token limit in the middle of it.
    if (endOf(chunks).finishReason === 'LENGTH') expect(answerOf(chunks).trim()).toMatch(/^\{/);
    else expect(JSON.parse(answerOf(chunks))).toBeTypeOf('object');
  });

  test('embeds texts in their order, as vectors of length 1', async () => {
    await using subject = await open();
    const inputs = ['the first text', 'a', 'another one'];
    const chunks = await collect(subject.backend, subject.embeddingModel, embeddingRequest(inputs));
    const [first] = chunks;
    if (first?.type !== 'embeddings') throw new Error('No embeddings came');
    expect(first.values).toHaveLength(3);
    for (const vector of first.values) expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    const again = await collect(subject.backend, subject.embeddingModel, embeddingRequest([inputs[2] ?? '']));
    expect(again[0]).toMatchObject({ type: 'embeddings' });
    const alone = again[0]?.type === 'embeddings' ? (again[0].values[0] ?? []) : [];
    // Batches may be computed in another order of additions.
    for (const [index, value] of alone.entries()) expect(value).toBeCloseTo(first.values[2]?.[index] ?? 0, 3);
    expect(endOf(chunks)).toMatchObject({ finishReason: null, usage: { completionTokens: 0 } });
  });

  test('shortens vectors, or refuses to', async () => {
    await using subject = await open();
    const embed = collect(subject.backend, subject.embeddingModel, embeddingRequest(['text'], 16));
    if (subject.shortens) await expect(embed).resolves.toMatchObject([{ values: [{ length: 16 }] }, { type: 'end' }]);
    else await expect(embed).rejects.toMatchObject({ code: 'BACKEND_REJECTED' });
  });

  test('refuses an unknown model as the request’s fault, by its own name', async () => {
    await using subject = await open();
    const error: ServiceError = await collect(subject.backend, 'no-such-model', textRequest()).then(
      () => expect.fail('It ran'),
      (thrown: ServiceError) => thrown,
    );
    expect(error).toMatchObject({ name: 'ServiceError', code: 'BACKEND_REJECTED' });
    expect(error.message).toContain(subject.backend.name);
  });

  test('does not begin when the signal has aborted, and rejects with its reason', async () => {
    await using subject = await open();
    const reason = new Error('no more interest');
    const run = gather(subject.backend.run(subject.textModel, textRequest(), AbortSignal.abort(reason)));
    await expect(run).rejects.toBe(reason);
  });

  test('rejects with the signal’s reason when it aborts between two pieces', async () => {
    await using subject = await open();
    const control = new AbortController();
    const reason = new Error('enough');
    let pieces = 0;
    const run = (async () => {
      const request = textRequest({ maxTokens: 400, prompt: 'word '.repeat(30) });
      for await (const chunk of subject.backend.run(subject.textModel, request, control.signal)) {
        if (chunk.type === 'text' && ++pieces === 2) control.abort(reason);
      }
    })();
    await expect(run).rejects.toBe(reason);
    expect(pieces).toBeLessThan(20);
  });

  test('serves the next request after one that was left in the middle', async () => {
    await using subject = await open();
    for await (const chunk of subject.backend.run(subject.textModel, textRequest(), signal)) {
      if (chunk.type === 'text') break;
    }
    const chunks = await collect(subject.backend, subject.textModel, textRequest());
    expect(endOf(chunks).type).toBe('end');
  });

  test('runs as many requests at a time as it says, and more one after the other', async () => {
    await using subject = await open();
    const count = Math.min(4, subject.backend.concurrency) + 2;
    const runs = Array.from({ length: count }, () => collect(subject.backend, subject.textModel, textRequest()));
    const answers = (await Promise.all(runs)).map(answerOf);
    expect(answers.every((answer) => answer !== '')).toBe(true);
  });
}
