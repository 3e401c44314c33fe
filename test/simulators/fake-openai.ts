import type { ServerResponse } from 'node:http';
import { sendJson, startSimServer } from './sim-server.ts';
import type { RecordedRequest, SimServer } from './sim-server.ts';
import { simReply, simVector, wordsOf } from './sim-reply.ts';
import type { SimReply } from './sim-reply.ts';

export type OpenAiFlavour = 'vllm' | 'llamacpp';

export interface FakeOpenAiOptions {
  readonly flavour: OpenAiFlavour;
  /** Asked for when given. */
  readonly apiKey?: string;
  readonly port?: number;
}

export interface FakeOpenAi extends SimServer {
  /** While loading, llama.cpp answers 503 with a message, vLLM refuses. */
  setLoading(loading: boolean): void;
}

const created = 1_763_663_640;

/** Events of the stream, for tests that write them themselves. */
export const openAiEvent = {
  content: (content: string) => event(chunk({ content }, null)),
  finish: (reason = 'stop') => event(chunk({}, reason)),
  usage: (promptTokens: number, completionTokens: number) =>
    event({ ...chunk({}, null), choices: [], usage: usage(promptTokens, completionTokens) }),
  done: 'data: [DONE]\n\n',
  error: (message: string, code?: number) => event({ error: { message, type: 'api_error', code: code ?? null } }),
};

/** A server of the OpenAI API as vLLM or llama.cpp's server give it. */
export async function startFakeOpenAi(options: FakeOpenAiOptions): Promise<FakeOpenAi> {
  const { flavour } = options;
  const models = ['chatty', 'vectors-embed'];
  let isLoading = false;

  function handle(request: RecordedRequest, response: ServerResponse): void {
    if (isLoading) {
      const error = { code: 503, message: 'Loading model', type: 'unavailable_error' };
      return sendJson(response, 503, flavour === 'llamacpp' ? { error } : '');
    }
    const isOpen = request.path === '/health';
    if (!isOpen && options.apiKey !== undefined && request.headers.authorization !== `Bearer ${options.apiKey}`) {
      return sendJson(response, 401, {
        error: { message: 'Invalid API Key', type: 'authentication_error', code: 401 },
      });
    }
    switch (request.path) {
      case '/health':
        if (flavour === 'llamacpp') return sendJson(response, 200, { status: 'ok' });
        response.writeHead(200).end();
        return;
      case '/version':
        return flavour === 'vllm' ? sendJson(response, 200, { version: '0.11.2' }) : notFound(response);
      case '/props':
        return flavour === 'llamacpp' ? sendJson(response, 200, { build_info: 'b7100-abc' }) : notFound(response);
      case '/v1/models':
        return sendJson(response, 200, { object: 'list', data: models.map((id) => describeModel(id, flavour)) });
      case '/v1/completions':
      case '/v1/chat/completions':
      case '/v1/embeddings':
        return infer(request, response);
      default:
        return notFound(response);
    }
  }

  function infer(request: RecordedRequest, response: ServerResponse): void {
    const body = request.body ?? {};
    if (!models.includes(String(body['model']))) {
      const message = `The model \`${String(body['model'])}\` does not exist.`;
      return sendJson(response, 404, { error: { message, type: 'NotFoundError', param: 'model', code: 404 } });
    }
    if (request.path === '/v1/embeddings') return embed(body, response);
    return complete(request.path === '/v1/chat/completions', { body, flavour }, response);
  }

  const server = await startSimServer({ ...options, streamType: 'text/event-stream', handle });
  return {
    ...server,
    setLoading(loading) {
      isLoading = loading;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function notFound(response: ServerResponse): void {
  sendJson(response, 404, { error: { message: 'Not Found', type: 'not_found_error', code: 404 } });
}

function describeModel(id: string, flavour: OpenAiFlavour): Record<string, unknown> {
  const common = { id, object: 'model', created };
  if (flavour === 'vllm') return { ...common, owned_by: 'vllm', root: id, parent: null, max_model_len: 8192 };
  return {
    ...common,
    owned_by: 'llamacpp',
    meta: {
      vocab_type: 2,
      n_vocab: 32000,
      n_ctx_train: 4096,
      n_embd: 2048,
      n_params: 1_100_048_384,
      size: 668_788_096,
    },
    architecture: { input_modalities: ['text'], output_modalities: ['text'] },
  };
}

interface Completion {
  readonly body: Record<string, unknown>;
  readonly flavour: OpenAiFlavour;
}

function complete(isChat: boolean, { body, flavour }: Completion, response: ServerResponse): void {
  const messages = (body['messages'] ?? []) as { role: string; content: unknown }[];
  const tools = (body['tools'] ?? []) as { function: { name: string } }[];
  const reply = simReply({
    prompt: isChat ? textOf(messages.findLast((message) => message.role === 'user')?.content) : String(body['prompt']),
    maxTokens: Number(body['max_tokens'] ?? body['max_completion_tokens'] ?? 16_384),
    stop: [body['stop'] ?? []].flat() as string[],
    wantsJson: body['response_format'] !== undefined,
    tools: body['tool_choice'] === 'none' ? [] : tools.map((tool) => tool.function.name),
  });
  if (body['stream'] !== true) {
    return sendJson(response, 200, isChat ? chatCompletion(reply) : textCompletion(reply));
  }
  const includeUsage = (body['stream_options'] as { include_usage?: boolean } | undefined)?.include_usage === true;
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  for (const piece of events(isChat, reply, body['return_progress'] === true && flavour === 'llamacpp')) {
    // With include_usage every chunk has the field, null in all but the last.
    response.write(event(includeUsage ? { ...piece, usage: null } : piece));
    if (flavour === 'llamacpp') response.write(':\n\n');
  }
  if (includeUsage) {
    response.write(openAiEvent.usage(reply.promptTokens, reply.tokens.length));
  }
  response.end(openAiEvent.done);
}

function* events(isChat: boolean, reply: SimReply, withProgress: boolean): Iterable<Record<string, unknown>> {
  if (withProgress) {
    yield { ...chunk({}, null), prompt_progress: { total: 10, cache: 0, processed: 5, time_ms: 3 } };
    yield { ...chunk({}, null), prompt_progress: { total: 10, cache: 0, processed: 10, time_ms: 6 } };
  }
  if (!isChat) {
    for (const text of reply.tokens) yield textChunk(text, null);
    yield textChunk('', reply.finishReason);
    return;
  }
  yield chunk({ role: 'assistant', content: '' }, null);
  for (const reasoning_content of reply.reasoning) yield chunk({ reasoning_content }, null);
  for (const content of reply.tokens) yield chunk({ content }, null);
  if (reply.toolCall !== null) {
    const text = JSON.stringify(reply.toolCall.arguments);
    const middle = Math.floor(text.length / 2);
    const head = { id: 'call_sim', type: 'function', function: { name: reply.toolCall.name, arguments: '' } };
    yield chunk({ tool_calls: [{ index: 0, ...head }] }, null);
    yield chunk({ tool_calls: [{ index: 0, function: { arguments: text.slice(0, middle) } }] }, null);
    yield chunk({ tool_calls: [{ index: 0, function: { arguments: text.slice(middle) } }] }, null);
  }
  yield chunk({}, reply.finishReason);
}

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function chunk(delta: Record<string, unknown>, finishReason: string | null): Record<string, unknown> {
  return {
    id: 'chatcmpl-sim',
    object: 'chat.completion.chunk',
    created,
    model: 'chatty',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
  };
}

function textChunk(text: string, finishReason: string | null): Record<string, unknown> {
  return {
    id: 'cmpl-sim',
    object: 'text_completion',
    created,
    model: 'chatty',
    choices: [{ index: 0, text, logprobs: null, finish_reason: finishReason }],
  };
}

function chatCompletion(reply: SimReply): Record<string, unknown> {
  const { toolCall } = reply;
  const call = toolCall && { name: toolCall.name, arguments: JSON.stringify(toolCall.arguments) };
  const message = {
    role: 'assistant',
    content: reply.tokens.join(''),
    ...(call !== null && { tool_calls: [{ id: 'call_sim', type: 'function', function: call }] }),
  };
  return {
    id: 'chatcmpl-sim',
    object: 'chat.completion',
    created,
    model: 'chatty',
    choices: [{ index: 0, message, logprobs: null, finish_reason: reply.finishReason }],
    usage: usage(reply.promptTokens, reply.tokens.length),
  };
}

function textCompletion(reply: SimReply): Record<string, unknown> {
  return {
    ...textChunk(reply.tokens.join(''), reply.finishReason),
    usage: usage(reply.promptTokens, reply.tokens.length),
  };
}

function usage(promptTokens: number, completionTokens: number): Record<string, number> {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

function embed(body: Record<string, unknown>, response: ServerResponse): void {
  const input = [body['input']].flat() as string[];
  const dimensions = typeof body['dimensions'] === 'number' ? body['dimensions'] : 8;
  const data = input.map((text, index) => {
    const vector = simVector(text, dimensions);
    const embedding =
      body['encoding_format'] === 'base64' ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
    return { object: 'embedding', index, embedding };
  });
  const promptTokens = input.reduce((sum, text) => sum + wordsOf(text).length, 0);
  sendJson(response, 200, {
    object: 'list',
    data,
    model: body['model'],
    usage: { prompt_tokens: promptTokens, total_tokens: promptTokens },
  });
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts = (content ?? []) as { type: string; text?: string }[];
  return parts.map((part) => part.text ?? '').join('');
}
