import type { ModelFacts } from '../../../kernel/cluster.ts';
import type { ChatRequest, EmbeddingRequest, TaskRequest, TextRequest } from '../../../kernel/task.ts';
import type { BackendChunk } from '../../backend.ts';
import { backendError } from '../backend-errors.ts';

export const textModel = 'sandbox';
export const embeddingModel = 'sandbox-embed';
export const defaultDimensions = 256;

const contextLength = 1_000_000;
const quoteLength = 120;

/** The two built-in models. */
export function sandboxModels(nowMs: number): ModelFacts[] {
  const common = {
    status: 'AVAILABLE',
    sizeBytes: null,
    contextLength,
    quantization: null,
    family: null,
    parameterSize: null,
    licence: null,
    refreshedAtMs: nowMs,
  } as const;
  return [
    {
      ...common,
      name: textModel,
      type: 'TEXT',
      description:
        'Not a language model: a built-in stand-in that repeats the prompt and says how to connect a real one.',
      capabilities: ['COMPLETION', 'CHAT'],
    },
    {
      ...common,
      name: embeddingModel,
      type: 'EMBEDDING',
      description: 'Not a trained model: vectors of hashed letter groups. Texts that share words come out similar.',
      capabilities: ['EMBEDDING'],
    },
  ];
}

/** Everything the sandbox says to a request, piece by piece. Throws BACKEND_REJECTED for what it cannot do. */
export function answer(backend: string, model: string, request: TaskRequest): BackendChunk[] {
  if (request.kind === 'EMBEDDING') {
    if (model !== embeddingModel) throw refusal(backend, `${model} does not embed: use ${embeddingModel}`);
    return embed(request);
  }
  if (model !== textModel) throw refusal(backend, `${model} does not generate text: use ${textModel}`);
  const promptTokens = wordsOf(promptOf(request)).length;
  const tokens = wordsOf(cutAtStop(replyTo(backend, request), request.stopSequences));
  const kept = tokens.slice(0, request.maxTokens);
  return [
    ...kept.map((delta): BackendChunk => ({ type: 'text', channel: 'ANSWER', delta })),
    {
      type: 'end',
      finishReason: kept.length < tokens.length ? 'LENGTH' : 'STOP',
      usage: { promptTokens, completionTokens: kept.length },
    },
  ];
}

function replyTo(backend: string, request: TextRequest | ChatRequest): string {
  const prompt = quote(promptOf(request));
  if (request.kind === 'TEXT' || request.responseFormat.type === 'TEXT') {
    return [
      'This is the built-in sandbox of Infergraph, not a language model. It streams this reply so that you can try the',
      `API. Your prompt began: "${prompt}". To get real answers, start Ollama on this host (it is found by itself), or`,
      'name a backend in a file and set INFERGRAPH_CONFIG to its path:\n\nbackends:\n  - kind: ollama\n    name: local\n   ',
      'url: http://127.0.0.1:11434\n',
    ].join(' ');
  }
  if (request.responseFormat.type === 'JSON') {
    return JSON.stringify({
      sandbox: true,
      message: 'This is the built-in sandbox of Infergraph, not a language model.',
      prompt,
      connect: 'Start Ollama on this host, or name a backend in the file of INFERGRAPH_CONFIG.',
    });
  }
  throw refusal(backend, 'the sandbox cannot follow a JSON schema: connect a real backend');
}

function promptOf(request: TextRequest | ChatRequest): string {
  return request.kind === 'TEXT'
    ? request.prompt
    : (request.messages.findLast((message) => message.role === 'USER')?.content ?? '');
}

function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > quoteLength ? `${characters.slice(0, quoteLength).join('')}…` : line;
}

function cutAtStop(text: string, stopSequences: readonly string[]): string {
  const places = stopSequences.map((stop) => text.indexOf(stop)).filter((place) => place !== -1);
  return places.length === 0 ? text : text.slice(0, Math.min(...places));
}

/** The sandbox's tokens are words with the space before them. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

function embed(request: EmbeddingRequest): BackendChunk[] {
  const dimensions = request.dimensions ?? defaultDimensions;
  return [
    { type: 'embeddings', values: request.input.map((text) => embedText(text, dimensions)) },
    {
      type: 'end',
      finishReason: null,
      usage: { promptTokens: request.input.reduce((sum, text) => sum + wordsOf(text).length, 0), completionTokens: 0 },
    },
  ];
}

/**
 * Feature hashing (Weinberger et al. 2009) of letter groups of length 3 to 5: each group adds or subtracts 1 at the
 * place its hash names. Normalised to length 1, so that the scalar product is the cosine.
 */
export function embedText(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  const padded = ` ${text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()} `;
  for (let size = 3; size <= 5; size++) {
    for (let start = 0; start + size <= padded.length; start++) {
      const hash = fnv1a(padded, start, start + size);
      const place = (hash >>> 1) % dimensions;
      vector[place] = (vector[place] ?? 0) + (hash & 1 ? 1 : -1);
    }
  }
  // Too short for a group, or all cancelled out: a fixed unit vector instead of one without a direction.
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length === 0) return vector.map((_, index) => (index === 0 ? 1 : 0));
  return vector.map((value) => value / length);
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function fnv1a(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The low bits of FNV mix poorly over few characters.
  hash ^= hash >>> 15;
  return hash >>> 0;
}

function refusal(backend: string, message: string): Error {
  return backendError('BACKEND_REJECTED', { backend, message });
}
