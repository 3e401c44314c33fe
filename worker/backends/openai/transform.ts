import type {
  ChatRequest,
  ChatRequestMessage,
  EmbeddingRequest,
  ResponseFormat,
  SamplingParameters,
  TaskRequest,
  ToolChoice,
} from '../../../kernel/task.ts';
import type { BackendChunk } from '../../backend.ts';
import { backendError } from '../backend-errors.ts';
import { countOf, listOf, numberOf, recordOf } from '../json.ts';
import type { JsonRecord } from '../json.ts';

export interface WireRequest {
  readonly path: '/v1/completions' | '/v1/chat/completions' | '/v1/embeddings';
  readonly body: JsonRecord;
}

export interface WireOptions {
  /** llama.cpp's server reports how far it has read the prompt when it is asked to. */
  readonly reportsProgress: boolean;
}

/** The request in the OpenAI API. Generation is always streamed: only then does closing the connection stop it. */
export function toWire(model: string, request: TaskRequest, options: WireOptions): WireRequest {
  const streaming = {
    stream: true,
    stream_options: { include_usage: true },
    ...(options.reportsProgress && { return_progress: true }),
  };
  switch (request.kind) {
    case 'TEXT':
      return {
        path: '/v1/completions',
        body: { model, prompt: request.prompt, ...toSampling(request), ...streaming },
      };
    case 'CHAT':
      return { path: '/v1/chat/completions', body: { model, ...toChatBody(request), ...streaming } };
    case 'EMBEDDING':
      return { path: '/v1/embeddings', body: toEmbeddingBody(model, request) };
  }
}

function toChatBody(request: ChatRequest): JsonRecord {
  return {
    messages: request.messages.map(toMessage),
    ...(request.tools.length > 0 && {
      tools: request.tools.map((tool) => ({
        type: 'function',
        function: {
          name: tool.name,
          ...(tool.description !== null && { description: tool.description }),
          ...(tool.parameters !== null && { parameters: tool.parameters }),
        },
      })),
      tool_choice: toToolChoice(request.toolChoice),
    }),
    ...toResponseFormat(request.responseFormat),
    ...toSampling(request),
  };
}

function toMessage(message: ChatRequestMessage): JsonRecord {
  return {
    role: message.role.toLowerCase(),
    content: toContent(message),
    ...(message.toolCalls.length > 0 && {
      tool_calls: message.toolCalls.map((call) => ({
        id: call.id,
        type: 'function',
        function: { name: call.name, arguments: JSON.stringify(call.arguments) },
      })),
    }),
    ...(message.toolCallId !== null && { tool_call_id: message.toolCallId }),
  };
}

function toContent(message: ChatRequestMessage): unknown {
  if (message.images.length === 0) return message.content;
  return [
    ...(message.content === '' ? [] : [{ type: 'text', text: message.content }]),
    ...message.images.map((image) => ({
      type: 'image_url',
      image_url: { url: `data:${image.mediaType};base64,${image.base64}` },
    })),
  ];
}

function toToolChoice(choice: ToolChoice): unknown {
  return choice.mode === 'TOOL' ? { type: 'function', function: { name: choice.name } } : choice.mode.toLowerCase();
}

function toResponseFormat(format: ResponseFormat): JsonRecord {
  switch (format.type) {
    case 'TEXT':
      return {};
    case 'JSON':
      return { response_format: { type: 'json_object' } };
    case 'JSON_SCHEMA':
      return {
        response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: format.schema, strict: true } },
      };
  }
}

function toSampling(parameters: SamplingParameters): JsonRecord {
  return {
    max_tokens: parameters.maxTokens,
    temperature: parameters.temperature,
    top_p: parameters.topP,
    // Not of the OpenAI API, but vLLM and llama.cpp take it; left out unless asked for.
    ...(parameters.topK !== null && { top_k: parameters.topK }),
    ...(parameters.seed !== null && { seed: parameters.seed }),
    ...(parameters.stopSequences.length > 0 && { stop: parameters.stopSequences }),
  };
}

function toEmbeddingBody(model: string, request: EmbeddingRequest): JsonRecord {
  return {
    model,
    input: request.input,
    encoding_format: 'float',
    ...(request.dimensions !== null && { dimensions: request.dimensions }),
  };
}

/** The chunks of an answer of /v1/embeddings, in the order of the inputs whatever the order of the answer. */
export function readEmbeddings(backend: string, body: unknown, expected: number): BackendChunk[] {
  const record = recordOf(body);
  const values: number[][] = [];
  let found = 0;
  for (const [position, item] of (listOf(record?.['data']) ?? []).entries()) {
    const row = recordOf(item);
    const index = countOf(row?.['index']) ?? position;
    const vector = readVector(row?.['embedding']);
    if (vector === null || index >= expected || values[index] !== undefined) break;
    values[index] = vector;
    found++;
  }
  if (found !== expected) {
    const message = `answered with ${found} usable vectors for ${expected} inputs`;
    throw backendError('BACKEND_ERROR', { backend, message });
  }
  const promptTokens = countOf(recordOf(record?.['usage'])?.['prompt_tokens']);
  return [
    { type: 'embeddings', values },
    { type: 'end', finishReason: null, usage: promptTokens === null ? null : { promptTokens, completionTokens: 0 } },
  ];
}

/** Numbers, or base64 of little-endian 32-bit floats: some servers send that whatever was asked for. */
function readVector(value: unknown): number[] | null {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value, 'base64');
    if (bytes.byteLength === 0 || bytes.byteLength % 4 !== 0) return null;
    return Array.from({ length: bytes.byteLength / 4 }, (_, index) => bytes.readFloatLE(index * 4));
  }
  const vector = listOf(value)?.map(numberOf);
  return vector === undefined || vector.length === 0 || vector.includes(null) ? null : (vector as number[]);
}
