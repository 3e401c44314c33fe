import { CreateEmbeddingsDocument, GenerateChatDocument, GenerateTextDocument } from '../generated/operations.ts';
import type { CreateEmbeddingsInput, GenerateChatInput, GenerateTextInput } from '../generated/operations.ts';
import type { CallOptions, Graph } from '../graph.ts';
import { valueOrThrow } from '../payload.ts';
import type { Task } from '../types.ts';

/**
 * Submits tasks. Each returns the accepted task; with `waitMs` the finished one when it was done in time. Throws
 * UserInputError with all violations. Without an `idempotencyKey` a random one is sent, so that a submit whose answer
 * was lost on the way can be sent again.
 */
export interface Generation {
  generateText(input: GenerateTextInput, options?: CallOptions): Promise<Task>;
  generateChat(input: GenerateChatInput, options?: CallOptions): Promise<Task>;
  createEmbeddings(input: CreateEmbeddingsInput, options?: CallOptions): Promise<Task>;
}

export interface GenerationDeps {
  readonly graph: Graph;
  readonly timeoutMs: number;
}

export function makeGeneration({ graph, timeoutMs }: GenerationDeps): Generation {
  /** The server answers only after `waitMs`: the deadline begins there. */
  const patient = (input: { readonly waitMs?: number | null | undefined }, options: CallOptions = {}): CallOptions => ({
    ...options,
    timeoutMs: (options.timeoutMs ?? timeoutMs) + (input.waitMs ?? 0),
  });
  return {
    generateText: async (input, options) => {
      const { generateText } = await graph.mutate(
        GenerateTextDocument,
        { input: withKey(input) },
        patient(input, options),
      );
      return valueOrThrow(generateText?.task, generateText?.errors);
    },
    generateChat: async (input, options) => {
      const { generateChat } = await graph.mutate(
        GenerateChatDocument,
        { input: withKey(input) },
        patient(input, options),
      );
      return valueOrThrow(generateChat?.task, generateChat?.errors);
    },
    createEmbeddings: async (input, options) => {
      const { createEmbeddings } = await graph.mutate(
        CreateEmbeddingsDocument,
        { input: withKey(input) },
        patient(input, options),
      );
      return valueOrThrow(createEmbeddings?.task, createEmbeddings?.errors);
    },
  };
}

function withKey<T extends { readonly idempotencyKey?: string | null | undefined }>(input: T): T {
  return { ...input, idempotencyKey: input.idempotencyKey ?? randomKey() };
}

/** 128 random bits. Not `randomUUID`, which browsers have only on https. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `sdk-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
