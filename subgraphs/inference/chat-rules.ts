import { sizeLimits } from '../../kernel/parameter-limits.ts';
import type { ChatRequest, ChatRequestMessage, ResponseFormat, ToolChoice } from '../../kernel/task.ts';
import { makeViolationList } from '../runtime/violations.ts';
import type { Checked, ViolationList } from '../runtime/violations.ts';
import type { ChatMessageInput, GenerateChatInput } from './generated/resolver-types.ts';
import { parseImage } from './image-rules.ts';
import { checkSampling, checkSubmitFields, toSampling } from './sampling-rules.ts';

const toolName = /^[A-Za-z0-9_-]{1,64}$/;

/** Checks a `generateChat` input; all violations at once. */
export function checkChatInput(input: GenerateChatInput): Checked<ChatRequest> {
  const violations = makeViolationList();
  checkSubmitFields(input, violations);
  checkSampling(input, violations);
  violations.checkCount(['input', 'messages'], input.messages, { max: sizeLimits.messages });
  const calls = new Set<string>();
  const messages = input.messages
    .slice(0, sizeLimits.messages)
    .map((message, index) => checkMessage(message, { at: ['input', 'messages', index], calls, violations }));
  checkTools(input, violations);
  const toolChoice = checkToolChoice(input, violations);
  const responseFormat = checkResponseFormat(input, violations);
  return violations.result(() => ({
    kind: 'CHAT',
    messages,
    tools: (input.tools ?? []).map((tool) => ({
      name: tool.name,
      description: tool.description ?? null,
      parameters: tool.parameters ?? null,
    })),
    toolChoice,
    responseFormat,
    ...toSampling(input),
  }));
}

interface MessagePlace {
  readonly at: readonly (string | number)[];
  /** Ids of the tool calls of earlier messages. */
  readonly calls: Set<string>;
  readonly violations: ViolationList;
}

function checkMessage(message: ChatMessageInput, { at, calls, violations }: MessagePlace): ChatRequestMessage {
  const { role } = message;
  const content = message.content ?? '';
  const toolCalls = message.toolCalls ?? [];
  const mayBeSilent = role === 'ASSISTANT' && toolCalls.length > 0;
  if (message.content === null || message.content === undefined) {
    if (!mayBeSilent) {
      violations.add([...at, 'content'], 'content: may be absent only on an ASSISTANT message with tool calls.');
    }
  }
  violations.checkText([...at, 'content'], content, { min: 0, max: sizeLimits.messageCharacters });
  if (toolCalls.length > 0 && role !== 'ASSISTANT') {
    violations.add([...at, 'toolCalls'], `toolCalls: only an ASSISTANT message has them, not a ${role} message.`);
  }
  violations.checkCount([...at, 'toolCalls'], toolCalls, { min: 0, max: sizeLimits.tools });
  for (const [index, call] of toolCalls.entries()) {
    violations.checkWellFormed([...at, 'toolCalls', index, 'id'], call.id);
    if (call.id === '') violations.add([...at, 'toolCalls', index, 'id'], 'id: must not be empty.');
    if (!toolName.test(call.name)) violations.add([...at, 'toolCalls', index, 'name'], describeToolName);
    violations.checkJson([...at, 'toolCalls', index, 'arguments'], call.arguments);
    calls.add(call.id);
  }
  checkToolAnswer(message, { at, calls, violations });
  return {
    role,
    content,
    images: checkImages(message, at, violations),
    toolCalls: toolCalls.map((call) => ({ id: call.id, name: call.name, arguments: call.arguments })),
    toolCallId: message.toolCallId ?? null,
  };
}

function checkToolAnswer(message: ChatMessageInput, { at, calls, violations }: MessagePlace): void {
  const answered = message.toolCallId ?? null;
  if (message.role !== 'TOOL') {
    if (answered !== null) violations.add([...at, 'toolCallId'], 'toolCallId: only a TOOL message has one.');
  } else if (answered === null) {
    violations.add([...at, 'toolCallId'], 'toolCallId: a TOOL message must name the call that it answers.');
  } else if (!calls.has(answered)) {
    violations.add([...at, 'toolCallId'], 'toolCallId: no earlier ASSISTANT message makes a call with this id.');
  }
}

function checkImages(
  message: ChatMessageInput,
  at: readonly (string | number)[],
  violations: ViolationList,
): ChatRequestMessage['images'] {
  const images = message.images ?? [];
  if (images.length > 0 && message.role !== 'USER') {
    violations.add([...at, 'images'], `images: only a USER message has them, not a ${message.role} message.`);
  }
  violations.checkCount([...at, 'images'], images, { min: 0, max: sizeLimits.images });
  return images.slice(0, sizeLimits.images).flatMap((text, index) => {
    const image = parseImage(text);
    if (typeof image !== 'string') return [image];
    violations.add([...at, 'images', index], `images[${index}]: ${image}.`);
    return [];
  });
}

const describeToolName = `name: must be 1 to ${sizeLimits.toolNameCharacters} letters, digits, _ or -.`;

function checkTools(input: GenerateChatInput, violations: ViolationList): void {
  const tools = input.tools ?? [];
  violations.checkCount(['input', 'tools'], tools, { min: 0, max: sizeLimits.tools });
  const names = new Set<string>();
  for (const [index, { name, description, parameters }] of tools.slice(0, sizeLimits.tools).entries()) {
    violations.checkWellFormed(['input', 'tools', index, 'description'], description ?? '');
    violations.checkJson(['input', 'tools', index, 'parameters'], parameters ?? null);
    const at = ['input', 'tools', index, 'name'];
    if (!toolName.test(name)) violations.add(at, describeToolName);
    else if (names.has(name)) violations.add(at, `name: ${name} is the name of an earlier tool.`);
    names.add(name);
  }
}

function checkToolChoice(input: GenerateChatInput, violations: ViolationList): ToolChoice {
  const tools = input.tools ?? [];
  const choice = input.toolChoice;
  const mode = choice?.mode ?? 'AUTO';
  const name = choice?.name ?? null;
  if (name !== null) {
    if (!tools.some((tool) => tool.name === name)) {
      violations.add(['input', 'toolChoice', 'name'], 'name: must be the name of one of the tools.');
    }
    return { mode: 'TOOL', name };
  }
  if (mode === 'REQUIRED' && tools.length === 0) {
    violations.add(['input', 'toolChoice', 'mode'], 'mode: REQUIRED needs at least one tool.');
  }
  return { mode };
}

function checkResponseFormat(input: GenerateChatInput, violations: ViolationList): ResponseFormat {
  const type = input.responseFormat?.type ?? 'TEXT';
  const schema = input.responseFormat?.schema ?? null;
  const at = ['input', 'responseFormat', 'schema'];
  violations.checkJson(at, schema);
  if (type !== 'JSON_SCHEMA') {
    if (schema !== null) violations.add(at, `schema: is allowed only with JSON_SCHEMA, not with ${type}.`);
    return { type };
  }
  if (schema === null) violations.add(at, 'schema: JSON_SCHEMA needs one.');
  return { type, schema: schema ?? {} };
}
