import { createParser } from 'eventsource-parser';
import type { FinishReason } from '../../../kernel/task.ts';
import type { BackendChunk, ReportedUsage } from '../../backend.ts';
import { backendError, codeOfStatus, messageIn } from '../backend-errors.ts';
import { countOf, filledTextOf, listOf, numberOf, parseJson, recordOf } from '../json.ts';
import type { JsonRecord } from '../json.ts';
import type { StreamReader } from '../stream-reader.ts';

const maxEventLength = 16 * 1024 * 1024;

interface ToolCallParts {
  id: string | null;
  name: string;
  arguments: string[];
}

/** Reads the event stream of /v1/completions and /v1/chat/completions. The end marker is `data: [DONE]`. */
export function makeOpenAiReader(backend: string): StreamReader {
  let chunks: BackendChunk[] = [];
  let ended = false;
  let closing = false;
  let finishReason: FinishReason | null = null;
  let usage: ReportedUsage | null = null;
  /** By their index in the stream, in order of appearance. */
  const toolCalls = new Map<number, ToolCallParts>();

  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: (event) => readData(event.data),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') {
        throw backendError('BACKEND_ERROR', {
          backend,
          message: `sent an event of more than ${maxEventLength} characters`,
        });
      }
    },
  });

  function readData(data: string): void {
    if (ended || (closing && data.trim() !== '[DONE]')) return;
    if (data.trim() === '[DONE]') {
      for (const [index, parts] of toolCalls) chunks.push(completeCall(backend, index, parts));
      chunks.push({ type: 'end', finishReason, usage });
      ended = true;
      return;
    }
    const record = recordOf(parseJson(data));
    if (record === null) {
      throw backendError('BACKEND_ERROR', {
        backend,
        message: `sent an event that is not JSON: ${data.slice(0, 100)}`,
      });
    }
    if (record['error'] !== undefined && record['error'] !== null) throw streamError(backend, record);
    if (record['object'] === 'error') throw streamError(backend, record);
    usage = usageOf(record['usage']) ?? usage;
    const progress = progressOf(record['prompt_progress']);
    if (progress !== null) chunks.push(progress);
    const choice = recordOf(listOf(record['choices'])?.[0]);
    if (choice !== null) readChoice(choice);
  }

  function readChoice(choice: JsonRecord): void {
    const delta = recordOf(choice['delta']);
    const reasoning = filledTextOf(delta?.['reasoning_content']) ?? filledTextOf(delta?.['reasoning']);
    if (reasoning !== null) chunks.push({ type: 'text', channel: 'REASONING', delta: reasoning });
    const answer = filledTextOf(delta === null ? choice['text'] : delta['content']);
    if (answer !== null) chunks.push({ type: 'text', channel: 'ANSWER', delta: answer });
    for (const [position, item] of (listOf(delta?.['tool_calls']) ?? []).entries()) readToolCall(item, position);
    finishReason = finishReasonOf(choice['finish_reason']) ?? finishReason;
  }

  function readToolCall(item: unknown, position: number): void {
    const call = recordOf(item);
    if (call === null) return;
    const index = countOf(call['index']) ?? position;
    const target = recordOf(call['function']);
    const parts = toolCalls.get(index) ?? { id: null, name: '', arguments: [] };
    toolCalls.set(index, parts);
    parts.id = filledTextOf(call['id']) ?? parts.id;
    parts.name = filledTextOf(target?.['name']) ?? parts.name;
    const piece = filledTextOf(target?.['arguments']);
    if (piece === null) return;
    parts.arguments.push(piece);
    chunks.push({ type: 'text', channel: 'TOOL_CALL', delta: piece });
  }

  function take(): BackendChunk[] {
    const taken = chunks;
    chunks = [];
    return taken;
  }

  return {
    push(text) {
      parser.feed(text);
      return take();
    },
    finish() {
      // Only the end marker counts without its blank line: anything else was cut off.
      closing = true;
      if (!ended) parser.feed('\n\n');
      if (ended) return take();
      throw backendError('BACKEND_TRUNCATED', {
        backend,
        message: 'the stream ended without its end marker (data: [DONE])',
      });
    },
  };
}

function completeCall(backend: string, index: number, parts: ToolCallParts): BackendChunk {
  const text = parts.arguments.join('');
  const args = recordOf(parseJson(text === '' ? '{}' : text));
  if (parts.name === '' || args === null) {
    const message = `asked for a tool call that cannot be read: ${parts.name}(${text.slice(0, 100)})`;
    throw backendError('BACKEND_ERROR', { backend, message });
  }
  return { type: 'toolCall', call: { id: parts.id ?? `call_${index}`, name: parts.name, arguments: args } };
}

function streamError(backend: string, record: JsonRecord): Error {
  const nested = recordOf(record['error']);
  const status = numberOf(nested?.['code'] ?? record['code']);
  const code = status !== null && status >= 400 ? codeOfStatus(status) : 'BACKEND_ERROR';
  return backendError(code, { backend, message: messageIn(record) ?? 'reported an error' });
}

function finishReasonOf(reason: unknown): FinishReason | null {
  switch (reason) {
    case 'stop':
      return 'STOP';
    case 'length':
      return 'LENGTH';
    case 'tool_calls':
    case 'function_call':
      return 'TOOL_CALLS';
    case 'content_filter':
      return 'CONTENT_FILTER';
    default:
      return null;
  }
}

function usageOf(value: unknown): ReportedUsage | null {
  const usage = recordOf(value);
  const promptTokens = countOf(usage?.['prompt_tokens']);
  if (promptTokens === null) return null;
  return { promptTokens, completionTokens: countOf(usage?.['completion_tokens']) ?? 0 };
}

function progressOf(value: unknown): BackendChunk | null {
  const progress = recordOf(value);
  const total = countOf(progress?.['total']);
  const processed = countOf(progress?.['processed']);
  if (total === null || processed === null || total === 0) return null;
  return {
    type: 'progress',
    fraction: Math.min(1, processed / total),
    step: processed,
    totalSteps: total,
    message: 'Reading the prompt',
  };
}
