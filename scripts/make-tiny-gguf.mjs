#!/usr/bin/env node
// Writes a valid GGUF model of about 1 MB that answers in random English words: to try the engine without a download.
//   node scripts/make-tiny-gguf.mjs <file.gguf> [--seed=1] [--context=512] [--embedding]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeGguf } from './tiny-gguf/format.mjs';
import { makeModel } from './tiny-gguf/model.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    context: { type: 'string', default: '512' },
    embedding: { type: 'boolean', default: false },
  },
});

const [file] = positionals;
const seed = Number(values.seed);
const contextLength = Number(values.context);
if (file === undefined || !Number.isSafeInteger(seed) || !Number.isSafeInteger(contextLength) || contextLength < 1) {
  process.stderr.write('usage: make-tiny-gguf.mjs <file.gguf> [--seed=<number>] [--context=<tokens>] [--embedding]\n');
  process.exit(2);
}

const { metadata, tensors } = makeModel({ seed, contextLength, pools: values.embedding });
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, encodeGguf(metadata, tensors));
