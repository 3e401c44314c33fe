// A LLaMA of two layers with random weights. It says random English words: enough to exercise the real engine.
import { valueType } from './format.mjs';
import { makeVocabulary } from './vocabulary.mjs';

const shape = { embedding: 64, layers: 2, heads: 4, keyValueHeads: 2, feedForward: 128 };
const headSize = shape.embedding / shape.heads;

const chatTemplate =
  "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

/**
 * @param {{ seed: number, contextLength: number, pools: boolean }} options `pools`: an embedding model, which averages
 * @returns {{ metadata: object[], tensors: import('./format.mjs').Tensor[] }}
 */
export function makeModel(options) {
  const vocabulary = makeVocabulary();
  return { metadata: makeMetadata(vocabulary, options), tensors: makeTensors(vocabulary, options.seed) };
}

function makeMetadata(vocabulary, { seed, contextLength, pools }) {
  const { uint32, int32, float32, bool, string } = valueType;
  const one = (key, type, value) => ({ key, type, value });
  const many = (key, type, values) => ({ key, type, values });
  return [
    one('general.architecture', string, 'llama'),
    one('general.name', string, `Tiny random words, seed ${seed}`),
    one('general.license', string, 'CC0-1.0'),
    one('general.file_type', uint32, 0),
    one('general.alignment', uint32, 32),
    one('llama.vocab_size', uint32, vocabulary.tokens.length),
    one('llama.context_length', uint32, contextLength),
    one('llama.embedding_length', uint32, shape.embedding),
    one('llama.block_count', uint32, shape.layers),
    one('llama.feed_forward_length', uint32, shape.feedForward),
    one('llama.attention.head_count', uint32, shape.heads),
    one('llama.attention.head_count_kv', uint32, shape.keyValueHeads),
    one('llama.attention.layer_norm_rms_epsilon', float32, 1e-5),
    one('llama.rope.dimension_count', uint32, headSize),
    one('llama.rope.freq_base', float32, 10_000),
    ...(pools ? [one('llama.pooling_type', uint32, 1)] : []),
    one('tokenizer.ggml.model', string, 'llama'),
    one('tokenizer.ggml.pre', string, 'default'),
    many('tokenizer.ggml.tokens', string, vocabulary.tokens),
    many('tokenizer.ggml.scores', float32, vocabulary.scores),
    many('tokenizer.ggml.token_type', int32, vocabulary.kinds),
    one('tokenizer.ggml.bos_token_id', uint32, vocabulary.beginOfText),
    one('tokenizer.ggml.eos_token_id', uint32, vocabulary.endOfText),
    one('tokenizer.ggml.eot_token_id', uint32, vocabulary.endOfTurn),
    one('tokenizer.ggml.unknown_token_id', uint32, vocabulary.unknown),
    one('tokenizer.ggml.add_bos_token', bool, true),
    one('tokenizer.ggml.add_eos_token', bool, false),
    one('tokenizer.ggml.add_space_prefix', bool, true),
    one('tokenizer.chat_template', string, chatTemplate),
  ];
}

function makeTensors(vocabulary, seed) {
  const normal = makeNormalSource(seed);
  const random = (count, deviation) => Float32Array.from({ length: count }, () => normal() * deviation);
  const ones = (count) => new Float32Array(count).fill(1);
  const { embedding: width, feedForward } = shape;
  const keyValueWidth = headSize * shape.keyValueHeads;
  const tokens = vocabulary.tokens.length;

  // Channel 0 of the stream between the layers is constant: nothing writes to it. So the first weight of each output
  // token is a bias, which makes whole words likely and everything else rare.
  const input = random(tokens * width, 1);
  const output = random(tokens * width, 0.25);
  for (let token = 0; token < tokens; token++) {
    input[token * width] = 4;
    output[token * width] = biasOf(vocabulary, token);
  }

  const tensors = [{ name: 'token_embd.weight', dimensions: [width, tokens], data: input }];
  for (let layer = 0; layer < shape.layers; layer++) {
    const add = (name, dimensions, data) => tensors.push({ name: `blk.${layer}.${name}.weight`, dimensions, data });
    add('attn_norm', [width], ones(width));
    add('attn_q', [width, width], random(width * width, 0.125));
    add('attn_k', [width, keyValueWidth], random(width * keyValueWidth, 0.125));
    add('attn_v', [width, keyValueWidth], random(width * keyValueWidth, 0.125));
    add('attn_output', [width, width], random(width * width, 0.08).fill(0, 0, width));
    add('ffn_norm', [width], ones(width));
    add('ffn_gate', [width, feedForward], random(width * feedForward, 0.125));
    add('ffn_up', [width, feedForward], random(width * feedForward, 0.125));
    add('ffn_down', [feedForward, width], random(feedForward * width, 0.06).fill(0, 0, feedForward));
  }
  tensors.push({ name: 'output_norm.weight', dimensions: [width], data: ones(width) });
  tensors.push({ name: 'output.weight', dimensions: [width, tokens], data: output });
  return tensors;
}

function biasOf(vocabulary, token) {
  if (vocabulary.wholeWords.has(token)) return 0;
  if (vocabulary.punctuation.has(token)) return -0.3;
  return token === vocabulary.endOfText || token === vocabulary.endOfTurn ? -4 : -8;
}

/** Normally distributed numbers (Box-Muller) from mulberry32: the same seed gives the same file everywhere. */
function makeNormalSource(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
