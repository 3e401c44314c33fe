/** Longer texts are estimated from their beginning: counting is linear, but megabytes would hold up everything else. */
const sampleLength = 40_000;

/**
 * Loads a counter of tokens for models that report no usage: the o200k encoding, which is some other model's. Its
 * tables take a moment and memory to load, so that only workers that need them pay.
 */
export async function loadTokenEstimator(): Promise<(text: string) => number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  return (text) => {
    const sample = text.slice(0, sampleLength);
    // Text that looks like a control token of that encoding is plain text to us.
    const counted = countTokens(sample, { disallowedSpecial: new Set() });
    return sample.length === text.length ? counted : Math.round((counted * text.length) / sample.length);
  };
}
