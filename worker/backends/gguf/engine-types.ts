/**
 * The part of node-llama-cpp 3.21 that we use, written down here because the package is not installed with the
 * product: the type checker must not need it.
 */

export type GpuChoice = 'auto' | false;

export interface EngineModule {
  getLlama(options: {
    gpu: GpuChoice;
    build: 'never';
    skipDownload: true;
    logLevel: 'error';
    logger: (level: string, message: string) => void;
  }): Promise<Llama>;
  readGgufFileInfo(
    path: string,
    options: { sourceType: 'filesystem'; logWarnings: false; signal: AbortSignal },
  ): Promise<GgufFileInfo>;
  readonly LlamaCompletion: new (options: { contextSequence: Sequence }) => LlamaCompletion;
  readonly LlamaChat: new (options: { contextSequence: Sequence }) => LlamaChat;
}

export interface GgufFileInfo {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly fullTensorInfo?: readonly { readonly dimensions: readonly (number | bigint)[] }[];
}

export interface Llama {
  loadModel(options: { modelPath: string; gpuLayers?: number; loadSignal?: AbortSignal }): Promise<LlamaModel>;
  createGrammarForJsonSchema(schema: unknown): Promise<Grammar>;
  getGrammarFor(type: 'json'): Promise<Grammar>;
  dispose(): Promise<void>;
}

export interface LlamaModel {
  readonly trainContextSize: number;
  readonly embeddingVectorSize: number;
  readonly tokenizer: unknown;
  tokenize(text: string): readonly number[];
  createContext(options: ContextOptions): Promise<LlamaContext>;
  createEmbeddingContext(options: Omit<ContextOptions, 'sequences'>): Promise<EmbeddingContext>;
  dispose(): Promise<void>;
}

export interface ContextOptions {
  readonly sequences: number;
  readonly contextSize: number | { readonly max: number };
  /** 0: llama.cpp chooses. */
  readonly threads: number;
  readonly createSignal: AbortSignal;
}

export interface LlamaContext {
  readonly contextSize: number;
  getSequence(): Sequence;
}

export interface Sequence {
  readonly tokenMeter: {
    getState(): TokenCounts;
    diff(before: TokenCounts): TokenCounts;
  };
  clearHistory(): Promise<void>;
}

export interface TokenCounts {
  readonly usedInputTokens: number;
  readonly usedOutputTokens: number;
}

export interface EmbeddingContext {
  getEmbeddingFor(text: string): Promise<{ readonly vector: readonly number[] }>;
}

export interface Grammar {
  readonly grammar: string;
}

export interface GenerationOptions {
  readonly signal: AbortSignal;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  readonly topK?: number;
  readonly seed?: number;
}

export interface GenerationEnd {
  readonly metadata: { readonly stopReason: string };
}

export interface LlamaCompletion {
  generateCompletionWithMeta(
    prompt: string,
    options: GenerationOptions & { readonly onTextChunk: (text: string) => void },
  ): Promise<GenerationEnd>;
}

export type ChatItem =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

export interface LlamaChat {
  readonly chatWrapper: {
    generateContextState(options: { chatHistory: readonly ChatItem[] }): {
      readonly contextText: { tokenize(tokenizer: unknown): readonly number[] };
    };
  };
  generateResponse(
    history: readonly ChatItem[],
    options: GenerationOptions & {
      readonly grammar?: Grammar;
      readonly onResponseChunk: (chunk: { readonly type?: string | undefined; readonly text: string }) => void;
    },
  ): Promise<GenerationEnd>;
}
