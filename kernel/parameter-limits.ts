/** What a parameter of a task accepts. Validation, the models' `supportedParameters` and the SDL are tied to this table. */
export interface ParameterLimit {
  /** Its GraphQL type. */
  readonly type: 'Int' | 'Float' | '[String!]';
  readonly min: number | null;
  readonly max: number | null;
  /** True when `min` itself is not allowed. */
  readonly exclusiveMin?: true;
  /** Null: none, the backend decides. */
  readonly default: number | null;
}

export const samplingLimits = {
  maxTokens: { type: 'Int', min: 1, max: 131_072, default: 512 },
  temperature: { type: 'Float', min: 0, max: 2, default: 0.7 },
  topP: { type: 'Float', min: 0, max: 1, exclusiveMin: true, default: 0.9 },
  topK: { type: 'Int', min: 1, max: 1_000, default: null },
  stopSequences: { type: '[String!]', min: null, max: null, default: null },
  seed: { type: 'Int', min: 0, max: 2_147_483_647, default: null },
} as const satisfies Record<string, ParameterLimit>;

export const embeddingLimits = {
  dimensions: { type: 'Int', min: 1, max: 16_384, default: null },
} as const satisfies Record<string, ParameterLimit>;

export const waitMsLimit = { type: 'Int', min: 0, max: 120_000, default: 0 } as const satisfies ParameterLimit;

/** Most items of lists and most characters of texts; the least is 1 unless said otherwise. */
export const sizeLimits = {
  modelCharacters: 200,
  promptCharacters: 1_000_000,
  idempotencyKeyCharacters: 200,
  stopSequences: 16,
  stopSequenceCharacters: 200,
  messages: 1_000,
  /** From 0. */
  messageCharacters: 1_000_000,
  /** For each message, from 0. */
  images: 16,
  /** Of an image after decoding. */
  imageBytes: 20 * 1024 * 1024,
  /** From 0. */
  tools: 128,
  toolNameCharacters: 64,
  embeddingInputs: 2_048,
  embeddingInputCharacters: 100_000,
  availableModels: 50,
} as const;

/** True when the number is finite and within the limit. */
export function isWithin(limit: ParameterLimit, value: number): boolean {
  if (!Number.isFinite(value) || (limit.type === 'Int' && !Number.isInteger(value))) return false;
  if (limit.min !== null && (limit.exclusiveMin ? value <= limit.min : value < limit.min)) return false;
  return limit.max === null || value <= limit.max;
}

/** The limit in words: `1 to 131,072`. */
export function describeLimit(limit: ParameterLimit): string {
  const [min, max] = [limit.min, limit.max].map((bound) => bound?.toLocaleString('en') ?? 'any');
  return `${limit.exclusiveMin ? 'above ' : ''}${min} to ${max}`;
}
