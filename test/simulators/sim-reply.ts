/** What a simulated model says: predictable, and within the limits it is given. */

export interface SimPrompt {
  readonly prompt: string;
  readonly maxTokens: number;
  readonly stop: readonly string[];
  readonly wantsJson: boolean;
  /** Names of the tools it may call. */
  readonly tools: readonly string[];
}

export interface SimReply {
  /** Pieces of reasoning; there are some when the prompt says "think". */
  readonly reasoning: readonly string[];
  readonly tokens: readonly string[];
  /** A call of the first tool; there is one when the prompt says "weather". */
  readonly toolCall: { readonly name: string; readonly arguments: Readonly<Record<string, unknown>> } | null;
  readonly finishReason: 'stop' | 'length' | 'tool_calls';
  readonly promptTokens: number;
}

export function simReply(prompt: SimPrompt): SimReply {
  const promptTokens = wordsOf(prompt.prompt).length;
  const reasoning = prompt.prompt.includes('think') ? ['Let me', ' think.'] : [];
  const tool = prompt.tools[0];
  if (tool !== undefined && prompt.prompt.includes('weather')) {
    const toolCall = { name: tool, arguments: { city: 'Zürich', days: 2 } };
    return { reasoning, tokens: [], toolCall, finishReason: 'tool_calls', promptTokens };
  }
  const whole = prompt.wantsJson ? '{"ok": true}' : `You said: ${prompt.prompt} Grüße 👋 and goodbye.`;
  const ends = prompt.stop.map((stop) => whole.indexOf(stop)).filter((place) => place !== -1);
  const words = wordsOf(ends.length === 0 ? whole : whole.slice(0, Math.min(...ends)));
  const tokens = words.slice(0, prompt.maxTokens);
  const finishReason = tokens.length < words.length ? 'length' : 'stop';
  return { reasoning, tokens, toolCall: null, finishReason, promptTokens };
}

/** A vector of length 1 that depends on the text. */
export function simVector(text: string, dimensions: number): number[] {
  const raw = Array.from({ length: dimensions }, (_, index) => Math.sin(text.length * 7 + text.charCodeAt(0) + index));
  const length = Math.hypot(...raw);
  return raw.map((value) => value / length);
}

export function wordsOf(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}
