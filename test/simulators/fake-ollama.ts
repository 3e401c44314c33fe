import type { ServerResponse } from 'node:http';
import { sendJson, startSimServer } from './sim-server.ts';
import type { RecordedRequest, SimServer } from './sim-server.ts';
import { simReply, simVector, wordsOf } from './sim-reply.ts';

export interface FakeOllamaModel {
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly contextLength?: number;
}

const defaultModels: readonly FakeOllamaModel[] = [
  { name: 'chatty:latest', capabilities: ['completion', 'tools', 'thinking', 'vision'], contextLength: 8192 },
  { name: 'vectors:latest', capabilities: ['embedding'], contextLength: 2048 },
];

export interface FakeOllama extends SimServer {
  /** Changes what is installed. */
  setModels(models: readonly FakeOllamaModel[]): void;
}

/** Lines of Ollama's streams, for tests that write them themselves. */
export const ollamaLine = {
  chat: (content: string) =>
    `${JSON.stringify({ model: 'chatty:latest', created_at: at, message: { role: 'assistant', content }, done: false })}\n`,
  chatEnd: (figures: Record<string, unknown> = {}) =>
    `${JSON.stringify({ model: 'chatty:latest', created_at: at, message: { role: 'assistant', content: '' }, ...ending(figures) })}\n`,
  generate: (response: string) =>
    `${JSON.stringify({ model: 'chatty:latest', created_at: at, response, done: false })}\n`,
  generateEnd: (figures: Record<string, unknown> = {}) =>
    `${JSON.stringify({ model: 'chatty:latest', created_at: at, response: '', ...ending(figures) })}\n`,
};

const at = '2026-11-20T18:34:00.123456789Z';

function ending(figures: Record<string, unknown>): Record<string, unknown> {
  return {
    done: true,
    done_reason: 'stop',
    total_duration: 5_000_000,
    load_duration: 1_000_000,
    prompt_eval_count: 3,
    prompt_eval_duration: 1_000_000,
    eval_count: 2,
    eval_duration: 2_000_000,
    ...figures,
  };
}

/** A server of Ollama's native API (ollama `server/routes.go`, `api/types.go`). */
export async function startFakeOllama(options: { readonly port?: number } = {}): Promise<FakeOllama> {
  let models = defaultModels;

  function handle(request: RecordedRequest, response: ServerResponse): void {
    if (request.method === 'GET') return handleGet(request, response);
    if (request.body === undefined) return sendJson(response, 400, { error: 'missing request body' });
    const { body } = request;
    const model = models.find((candidate) => candidate.name === withTag(String(body['model'])));
    if (model === undefined) return sendJson(response, 404, { error: `model '${String(body['model'])}' not found` });
    switch (request.path) {
      case '/api/show':
        return sendJson(response, 200, show(model));
      case '/api/generate':
      case '/api/chat':
        if (model.capabilities.includes('completion')) return generate(request, body, response);
        return sendJson(response, 400, { error: `"${model.name}" does not support ${request.path.slice(5)}` });
      case '/api/embed':
        return embed(model, body, response);
      default:
        return sendJson(response, 404, { error: '404 page not found' });
    }
  }

  function handleGet(request: RecordedRequest, response: ServerResponse): void {
    switch (request.path) {
      case '/':
        response.end('Ollama is running');
        return;
      case '/api/version':
        return sendJson(response, 200, { version: '0.12.6' });
      case '/api/tags':
        return sendJson(response, 200, { models: models.map(tag) });
      default:
        return sendJson(response, 404, { error: '404 page not found' });
    }
  }

  const server = await startSimServer({ ...options, streamType: 'application/x-ndjson', handle });
  return {
    ...server,
    requests: server.requests,
    setModels(next) {
      models = next;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function withTag(name: string): string {
  return name.includes(':') ? name : `${name}:latest`;
}

function tag(model: FakeOllamaModel): Record<string, unknown> {
  return {
    name: model.name,
    model: model.name,
    modified_at: at,
    size: 4_000_000_000,
    digest: Buffer.from(model.name).toString('hex').padEnd(64, '0').slice(0, 64),
    details: details(),
  };
}

function details(): Record<string, unknown> {
  return {
    parent_model: '',
    format: 'gguf',
    family: 'llama',
    families: ['llama'],
    parameter_size: '7.6B',
    quantization_level: 'Q4_K_M',
  };
}

function show(model: FakeOllamaModel): Record<string, unknown> {
  return {
    license: '\nApache License\nVersion 2.0, January 2004',
    details: details(),
    model_info: {
      'general.architecture': 'llama',
      'general.parameter_count': 7_600_000_000,
      'llama.context_length': model.contextLength ?? 4096,
    },
    capabilities: model.capabilities,
    modified_at: at,
  };
}

function generate(request: RecordedRequest, body: Record<string, unknown>, response: ServerResponse): void {
  const isChat = request.path === '/api/chat';
  const options = (body['options'] ?? {}) as { num_predict?: number; stop?: string[] };
  const messages = (body['messages'] ?? []) as { role: string; content: string }[];
  const tools = (body['tools'] ?? []) as { function: { name: string } }[];
  const reply = simReply({
    prompt: isChat ? (messages.findLast((message) => message.role === 'user')?.content ?? '') : String(body['prompt']),
    maxTokens: options.num_predict ?? Number.MAX_SAFE_INTEGER,
    stop: options.stop ?? [],
    wantsJson: body['format'] !== undefined,
    tools: tools.map((tool) => tool.function.name),
  });
  const line = (message: Record<string, unknown>, rest: Record<string, unknown>): string => {
    const { content = '', thinking, tool_calls } = message;
    const part = isChat
      ? {
          message: {
            role: 'assistant',
            content,
            ...(thinking !== undefined && { thinking }),
            ...(tool_calls !== undefined && { tool_calls }),
          },
        }
      : { response: content, ...(thinking !== undefined && { thinking }) };
    return `${JSON.stringify({ model: body['model'], created_at: at, ...part, ...rest })}\n`;
  };
  const end = ending({
    done_reason: reply.finishReason === 'tool_calls' ? 'stop' : reply.finishReason,
    prompt_eval_count: reply.promptTokens,
    eval_count: reply.tokens.length,
  });
  const call = reply.toolCall === null ? [] : [{ function: { index: 0, ...reply.toolCall } }];
  if (body['stream'] === false) {
    const content = reply.tokens.join('');
    const thinking = reply.reasoning.length === 0 ? {} : { thinking: reply.reasoning.join('') };
    const toolCalls = call.length === 0 ? {} : { tool_calls: call };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(line({ content, ...thinking, ...toolCalls }, end));
    return;
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for (const thinking of reply.reasoning) response.write(line({ thinking }, { done: false }));
  for (const content of reply.tokens) response.write(line({ content }, { done: false }));
  if (call.length > 0) response.write(line({ tool_calls: call }, { done: false }));
  response.end(line({}, end));
}

function embed(model: FakeOllamaModel, body: Record<string, unknown>, response: ServerResponse): void {
  if (!model.capabilities.includes('embedding')) {
    return sendJson(response, 400, { error: 'this model does not support embeddings' });
  }
  const input = (Array.isArray(body['input']) ? body['input'] : [body['input']]) as string[];
  const dimensions = typeof body['dimensions'] === 'number' ? body['dimensions'] : 8;
  return sendJson(response, 200, {
    model: body['model'],
    embeddings: input.map((text) => simVector(text, dimensions)),
    total_duration: 1_000_000,
    load_duration: 1_000,
    prompt_eval_count: input.reduce((sum, text) => sum + wordsOf(text).length, 0),
  });
}
