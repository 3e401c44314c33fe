/**
 * Guesses from a model's name, for servers whose API does not tell what a model can do. A wrong guess costs a clear
 * refusal by the backend; `embeddingModels` in the configuration overrules the first one.
 */

export function looksLikeEmbeddingModel(name: string): boolean {
  return /embed|(^|[/_-])(bge|gte|e5|sbert)[-_]|minilm|(^|[/_-])colbert/i.test(name);
}

export function looksLikeVisionModel(name: string): boolean {
  return /(^|[^a-z])(vl|vlm|vision|llava|pixtral|omni|internvl|moondream)([^a-z]|\d|$)/i.test(name);
}

/** A number of weights for people: `7.6B`, `237K`. */
export function parameterSizeOf(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)}B`;
  return count >= 1e6 ? `${(count / 1e6).toFixed(0)}M` : `${(count / 1e3).toFixed(0)}K`;
}
