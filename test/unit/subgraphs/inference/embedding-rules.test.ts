import { describe, expect, it } from 'vitest';
import { checkEmbeddingInput } from '../../../../subgraphs/inference/embedding-rules.ts';

const pathsOf = (input: Parameters<typeof checkEmbeddingInput>[0]): string[] => {
  const checked = checkEmbeddingInput(input);
  return checked.kind === 'valid' ? [] : checked.violations.map(({ path }) => path.join('.'));
};

describe('the rules of createEmbeddings', () => {
  it('take 1 to 2,048 texts of 1 to 100,000 characters', () => {
    expect(checkEmbeddingInput({ model: 'm', input: ['a', 'b'] })).toEqual({
      kind: 'valid',
      value: { kind: 'EMBEDDING', input: ['a', 'b'], dimensions: null },
    });
    expect(pathsOf({ model: 'm', input: [] })).toEqual(['input.input']);
    expect(pathsOf({ model: 'm', input: Array.from({ length: 2_048 }, () => 'x') })).toEqual([]);
    expect(pathsOf({ model: 'm', input: Array.from({ length: 2_049 }, () => 'x') })).toEqual(['input.input']);
    expect(pathsOf({ model: 'm', input: ['x', '', 'x'.repeat(100_001)] })).toEqual(['input.input.1', 'input.input.2']);
  });

  it('take 1 to 16,384 dimensions', () => {
    expect(pathsOf({ model: 'm', input: ['x'], dimensions: 16_384 })).toEqual([]);
    expect(pathsOf({ model: 'm', input: ['x'], dimensions: 0 })).toEqual(['input.dimensions']);
    expect(pathsOf({ model: 'm', input: ['x'], dimensions: 16_385 })).toEqual(['input.dimensions']);
  });
});
