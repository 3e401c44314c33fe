import { ServiceError } from '../../../kernel/errors.ts';
import type {
  ChatRequest,
  ChatRequestMessage,
  EmbeddingRequest,
  FinishReason,
  ResponseFormat,
  SamplingParameters,
  TaskRequest,
  ToolCallValue,
} from '../../../kernel/task.ts';
import type { BackendChunk, ReportedUsage } from '../../backend.ts';
import { backendError, messageIn } from '../backend-errors.ts';
import { countOf, filledTextOf, listOf, numberOf, parseJson, recordOf } from '../json.ts';
import type { JsonRecord } from '../json.ts';
import { makeLineSplitter } from '../line-splitter.ts';
import type { StreamReader } from '../stream-reader.ts';

/** The last line of a completion may bring the whole context as numbers. */
const maxLineLength = 16 * 1024 * 1024;

export interface WireRequest {
  readonly path: '/api/generate' | '/api/chat' | '/api/embed';
  readonly body: JsonRecord;
}

/** The request in Ollama's native API (ollama `api/types.go`). Throws BACKEND_REJECTED for what it cannot express. */
export function toWire(backend: string, model: string, request: TaskRequest): WireRequest {
  switch (request.kind) {
    case 'TEXT':
      return {
        path: '/api/generate',
        body: { model, prompt: request.prompt, stream: true, truncate: false, options: toOptions(request) },
      };
    case 'CHAT':
      return { path: '/api/chat', body: toChatBody(backend, model, request) };
    case 'EMBEDDING':
      return { path: '/api/embed', body: toEmbedBody(model, request) };
  }
}

function toChatBody(backend: string, model: string, request: ChatRequest): JsonRecord {
  const { toolChoice } = request;
  if (toolChoice.mode === 'REQUIRED' || toolChoice.mode === 'TOOL') {
    const message = 'Ollama cannot be made to call a tool: use the tool choice AUTO or NONE';
    throw backendError('BACKEND_REJECTED', { backend, message });
  }
  const tools = toolChoice.mode === 'NONE' ? [] : request.tools;
  const toolNames = new Map(
    request.messages.flatMap((message) => message.toolCalls.map((call) => [call.id, call.name])),
  );
  return {
    model,
    messages: request.messages.map((message) => toMessage(message, toolNames)),
    ...(tools.length > 0 && {
      tools: tools.map((tool) => ({
        type: 'function',
        function: {
          name: tool.name,
          description: tool.description ?? '',
          parameters: tool.parameters ?? { type: 'object', properties: {} },
        },
      })),
    }),
    ...toFormat(request.responseFormat),
    stream: true,
    // Without it a prompt that is too long loses its beginning without a word.
    truncate: false,
    options: toOptions(request),
  };
}

function toMessage(message: ChatRequestMessage, toolNames: ReadonlyMap<string, string>): JsonRecord {
  const toolName = message.toolCallId === null ? undefined : toolNames.get(message.toolCallId);
  return {
    role: message.role.toLowerCase(),
    content: message.content,
    ...(message.images.length > 0 && { images: message.images.map((image) => image.base64) }),
    ...(message.toolCalls.length > 0 && {
      tool_calls: message.toolCalls.map((call) => ({
        id: call.id,
        function: { name: call.name, arguments: call.arguments },
      })),
    }),
    ...(message.toolCallId !== null && { tool_call_id: message.toolCallId }),
    ...(toolName !== undefined && { tool_name: toolName }),
  };
}

function toFormat(format: ResponseFormat): JsonRecord {
  switch (format.type) {
    case 'TEXT':
      return {};
    case 'JSON':
      return { format: 'json' };
    case 'JSON_SCHEMA':
      return { format: format.schema };
  }
}

function toOptions(parameters: SamplingParameters): JsonRecord {
  return {
    num_predict: parameters.maxTokens,
    temperature: parameters.temperature,
    top_p: parameters.topP,
    ...(parameters.topK !== null && { top_k: parameters.topK }),
    ...(parameters.seed !== null && { seed: parameters.seed }),
    ...(parameters.stopSequences.length > 0 && { stop: parameters.stopSequences }),
  };
}

function toEmbedBody(model: string, request: EmbeddingRequest): JsonRecord {
  return {
    model,
    input: request.input,
    truncate: false,
    ...(request.dimensions !== null && { dimensions: request.dimensions }),
  };
}

/** Reads the NDJSON of /api/generate and /api/chat. The end marker is a line with `done: true`. */
export function makeOllamaReader(backend: string): StreamReader {
  const splitter = makeLineSplitter(maxLineLength);
  let toolCalls = 0;

  function readLine(line: string): BackendChunk[] {
    if (line.trim() === '') return [];
    const record = recordOf(parseJson(line));
    if (record === null) {
      throw backendError('BACKEND_ERROR', { backend, message: `sent a line that is not JSON: ${line.slice(0, 100)}` });
    }
    if (record['error'] !== undefined) {
      throw backendError('BACKEND_ERROR', { backend, message: messageIn(record) ?? 'reported an error' });
    }
    const message = recordOf(record['message']);
    const chunks: BackendChunk[] = [];
    const reasoning = filledTextOf(message?.['thinking'] ?? record['thinking']);
    if (reasoning !== null) chunks.push({ type: 'text', channel: 'REASONING', delta: reasoning });
    const answer = filledTextOf(message?.['content'] ?? record['response']);
    if (answer !== null) chunks.push({ type: 'text', channel: 'ANSWER', delta: answer });
    for (const item of listOf(message?.['tool_calls']) ?? []) {
      const call = readToolCall(item, toolCalls);
      if (call === null) throw backendError('BACKEND_ERROR', { backend, message: 'sent a tool call without a name' });
      toolCalls++;
      chunks.push({ type: 'text', channel: 'TOOL_CALL', delta: JSON.stringify(call.arguments) });
      chunks.push({ type: 'toolCall', call });
    }
    if (record['done'] === true) {
      const finishReason = toolCalls > 0 ? 'TOOL_CALLS' : finishReasonOf(record['done_reason']);
      chunks.push({ type: 'end', finishReason, usage: usageOf(record) });
    }
    return chunks;
  }

  return {
    push(text) {
      try {
        return splitter.push(text).flatMap(readLine);
      } catch (error) {
        if (error instanceof ServiceError) throw error;
        throw backendError('BACKEND_ERROR', { backend, message: String(error), cause: error });
      }
    },
    finish() {
      const rest = splitter.rest();
      // A last line may lack its end; one that is cut off is no JSON.
      const chunks = parseJson(rest) === undefined ? [] : readLine(rest);
      if (chunks.at(-1)?.type === 'end') return chunks;
      throw backendError('BACKEND_TRUNCATED', {
        backend,
        message: 'the stream ended without its last line (done: true)',
      });
    },
  };
}

/** The chunks of an answer of /api/embed. */
export function readEmbeddings(backend: string, body: unknown, expected: number): BackendChunk[] {
  const record = recordOf(body);
  const values = readVectors(record?.['embeddings']);
  if (values === null || values.length !== expected) {
    const message = `answered with ${values?.length ?? 'no'} vectors for ${expected} inputs`;
    throw backendError('BACKEND_ERROR', { backend, message });
  }
  const promptTokens = countOf(record?.['prompt_eval_count']);
  return [
    { type: 'embeddings', values },
    { type: 'end', finishReason: null, usage: promptTokens === null ? null : { promptTokens, completionTokens: 0 } },
  ];
}

function readVectors(value: unknown): number[][] | null {
  const list = listOf(value);
  if (list === null) return null;
  const vectors: number[][] = [];
  for (const item of list) {
    const vector = listOf(item)?.map(numberOf);
    if (vector === undefined || vector.length === 0 || vector.includes(null)) return null;
    vectors.push(vector as number[]);
  }
  return vectors;
}

function readToolCall(value: unknown, index: number): ToolCallValue | null {
  const call = recordOf(value);
  const target = recordOf(call?.['function']);
  const name = filledTextOf(target?.['name']);
  if (name === null) return null;
  return { id: filledTextOf(call?.['id']) ?? `call_${index}`, name, arguments: recordOf(target?.['arguments']) ?? {} };
}

function finishReasonOf(reason: unknown): FinishReason {
  return reason === 'length' ? 'LENGTH' : 'STOP';
}

/** Ollama leaves out counts that are 0; with neither there is no report at all. */
function usageOf(record: JsonRecord): ReportedUsage | null {
  const promptTokens = countOf(record['prompt_eval_count']);
  const completionTokens = countOf(record['eval_count']);
  if (promptTokens === null && completionTokens === null) return null;
  return { promptTokens: promptTokens ?? 0, completionTokens: completionTokens ?? 0 };
}
