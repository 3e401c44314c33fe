import type { ModelCapability, ModelFacts } from '../../../kernel/cluster.ts';
import type { ChatRequest, FinishReason, SamplingParameters } from '../../../kernel/task.ts';
import { backendError } from '../backend-errors.ts';
import { countOf, filledTextOf, recordOf } from '../json.ts';
import { parameterSizeOf } from '../model-names.ts';
import type { ChatItem, GenerationOptions, GgufFileInfo } from './engine-types.ts';

/** The model's name: its file's, without the ending and without the part number of a split file. Null: not a model by itself. */
export function modelNameOfFile(file: string): string | null {
  if (!file.toLowerCase().endsWith('.gguf') || /^mmproj/i.test(file)) return null;
  const name = file.slice(0, -'.gguf'.length);
  const part = /^(.+)-(\d{5})-of-\d{5}$/.exec(name);
  if (part === null) return name === '' ? null : name;
  return part[2] === '00001' ? (part[1] ?? null) : null;
}

export interface ModelFile {
  readonly name: string;
  readonly sizeBytes: number;
}

/** What a file's header tells. `contextLimit`: the configured limit, null when there is none. */
export function toModelFacts(
  file: ModelFile,
  info: GgufFileInfo,
  options: { readonly contextLimit: number | null; readonly nowMs: number },
): ModelFacts {
  const general = recordOf(info.metadata['general']) ?? {};
  const family = filledTextOf(general['architecture']);
  const own = recordOf(family === null ? undefined : info.metadata[family]) ?? {};
  const template = filledTextOf(recordOf(info.metadata['tokenizer'])?.['chat_template']);
  // Only models made for embedding say how they pool.
  const embeds = (countOf(own['pooling_type']) ?? 0) > 0;
  const trained = countOf(own['context_length']);
  const weights = (info.fullTensorInfo ?? []).reduce(
    (sum, tensor) => sum + tensor.dimensions.reduce((product: number, size) => product * Number(size), 1),
    0,
  );
  return {
    name: file.name,
    type: embeds ? 'EMBEDDING' : 'TEXT',
    status: 'AVAILABLE',
    description: filledTextOf(general['description']) ?? filledTextOf(general['name']),
    sizeBytes: file.sizeBytes,
    capabilities: embeds ? ['EMBEDDING'] : textCapabilities(template),
    contextLength: contextLengthOf(trained, options.contextLimit),
    quantization: quantizationOf(countOf(general['file_type'])),
    family,
    parameterSize: weights === 0 ? null : parameterSizeOf(weights),
    licence: filledTextOf(general['license']),
    refreshedAtMs: options.nowMs,
  };
}

/** A file that cannot be read as a model stays visible, with the reason. */
export function toBrokenModelFacts(file: ModelFile, reason: string, nowMs: number): ModelFacts {
  return {
    name: file.name,
    type: 'TEXT',
    status: 'ERROR',
    description: `Cannot be read: ${reason}`,
    sizeBytes: file.sizeBytes,
    capabilities: [],
    contextLength: null,
    quantization: null,
    family: null,
    parameterSize: null,
    licence: null,
    refreshedAtMs: nowMs,
  };
}

function textCapabilities(template: string | null): ModelCapability[] {
  if (template === null) return ['COMPLETION'];
  const reasons = template.includes('<think>') || template.includes('reasoning_content');
  return ['COMPLETION', 'CHAT', 'STRUCTURED_OUTPUT', ...(reasons ? (['REASONING'] as const) : [])];
}

/** The smaller of what the model was trained for and what is configured. */
export function contextLengthOf(trained: number | null, limit: number | null): number | null {
  if (trained === null) return limit;
  return limit === null ? trained : Math.min(trained, limit);
}

/** Names of `general.file_type` (llama.cpp `include/llama.h`, enum llama_ftype). */
const quantizations: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  11: 'Q3_K_S',
  12: 'Q3_K_M',
  13: 'Q3_K_L',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  19: 'IQ2_XXS',
  20: 'IQ2_XS',
  21: 'Q2_K_S',
  22: 'IQ3_XS',
  23: 'IQ3_XXS',
  24: 'IQ1_S',
  25: 'IQ4_NL',
  26: 'IQ3_S',
  27: 'IQ3_M',
  28: 'IQ2_S',
  29: 'IQ2_M',
  30: 'IQ4_XS',
  31: 'IQ1_M',
  32: 'BF16',
};

function quantizationOf(fileType: number | null): string | null {
  return fileType === null ? null : (quantizations[fileType] ?? null);
}

/** The conversation for the engine. Throws BACKEND_REJECTED for tools and images. */
export function toChatHistory(backend: string, request: ChatRequest): ChatItem[] {
  if (request.messages.some((message) => message.images.length > 0)) {
    throw backendError('BACKEND_REJECTED', { backend, message: 'this model does not read images' });
  }
  const usesTools = request.tools.length > 0 && request.toolChoice.mode !== 'NONE';
  if (usesTools || request.messages.some((message) => message.role === 'TOOL' || message.toolCalls.length > 0)) {
    throw backendError('BACKEND_REJECTED', { backend, message: 'this model does not call tools' });
  }
  const history = request.messages.map((message): ChatItem => {
    if (message.role === 'ASSISTANT') return { type: 'model', response: [message.content] };
    return { type: message.role === 'SYSTEM' ? 'system' : 'user', text: message.content };
  });
  // The engine writes into the last item; after an assistant's message it goes on with that message.
  return history.at(-1)?.type === 'model' ? history : [...history, { type: 'model', response: [] }];
}

export interface GenerationLimits {
  /** Tokens left for the answer. */
  readonly room: number;
  readonly signal: AbortSignal;
  /** A whole number from 0 below 2^31. The engine would take the time in seconds: the same for all requests of a second. */
  readonly randomSeed: () => number;
}

/** How to sample, within what the context has left. Stop sequences are not the engine's matter: see stop-matcher.ts. */
export function toGeneration(parameters: SamplingParameters, limits: GenerationLimits): GenerationOptions {
  return {
    signal: limits.signal,
    maxTokens: Math.min(parameters.maxTokens, limits.room),
    temperature: parameters.temperature,
    topP: parameters.topP,
    ...(parameters.topK !== null && { topK: parameters.topK }),
    seed: parameters.seed ?? limits.randomSeed(),
  };
}

export function finishReasonOf(stopReason: string): FinishReason {
  return stopReason === 'maxTokens' ? 'LENGTH' : 'STOP';
}

/** Tokens left for the answer. Throws BACKEND_REJECTED when the prompt alone fills the context. */
export function roomAfter(backend: string, promptTokens: number, contextLength: number): number {
  if (promptTokens >= contextLength) {
    const message = `the prompt has ${promptTokens} tokens; the context holds ${contextLength}, prompt and answer together`;
    throw backendError('BACKEND_REJECTED', { backend, message, details: { promptTokens, contextLength } });
  }
  return contextLength - promptTokens;
}

/** Throws BACKEND_REJECTED when a text to embed does not fit the context. */
export function checkInput(backend: string, tokens: number, contextLength: number): void {
  if (tokens <= contextLength) return;
  const message = `an input has ${tokens} tokens; the model takes ${contextLength}`;
  throw backendError('BACKEND_REJECTED', { backend, message, details: { tokens, contextLength } });
}
