import { assert, constantFrom, double, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, samplingLimits } from '../../../../kernel/parameter-limits.ts';
import { checkTextInput } from '../../../../subgraphs/inference/text-rules.ts';

const least = { model: 'llama', prompt: 'Hi' };
const pathsOf = (input: Parameters<typeof checkTextInput>[0]): string[] => {
  const checked = checkTextInput(input);
  return checked.kind === 'valid' ? [] : checked.violations.map(({ path }) => path.join('.'));
};

describe('the rules of generateText', () => {
  it('apply the defaults, for absent fields and for null', () => {
    const value = {
      kind: 'TEXT',
      prompt: 'Hi',
      maxTokens: 512,
      temperature: 0.7,
      topP: 0.9,
      topK: null,
      stopSequences: [],
      seed: null,
    };
    expect(checkTextInput(least)).toEqual({ kind: 'valid', value });
    expect(checkTextInput({ ...least, maxTokens: null, temperature: null, topP: null })).toEqual({
      kind: 'valid',
      value,
    });
  });

  it('report every violation at once', () => {
    const paths = pathsOf({
      model: '',
      prompt: '',
      maxTokens: 0,
      temperature: 2.1,
      topP: 0,
      topK: 1001,
      stopSequences: ['', ...Array.from({ length: 16 }, () => 'x')],
      seed: -1,
      waitMs: 120_001,
      idempotencyKey: '',
    });
    expect(paths.sort()).toEqual(
      [
        'input.idempotencyKey',
        'input.maxTokens',
        'input.model',
        'input.prompt',
        'input.seed',
        'input.stopSequences',
        'input.stopSequences.0',
        'input.temperature',
        'input.topK',
        'input.topP',
        'input.waitMs',
      ].sort(),
    );
  });

  it('say what is allowed', () => {
    const checked = checkTextInput({ ...least, maxTokens: 0 });
    expect(checked).toMatchObject({
      violations: [{ message: 'maxTokens: must be a whole number, 1 to 131,072, not 0.' }],
    });
  });

  it('refuse half of a surrogate pair', () => {
    expect(
      pathsOf({ model: 'm\ud800', prompt: '\udc00', idempotencyKey: 'k\ud800', stopSequences: ['\ud800'] }),
    ).toEqual(['input.model', 'input.idempotencyKey', 'input.prompt', 'input.stopSequences.0']);
    expect(pathsOf({ ...least, prompt: '🦙' })).toEqual([]);
  });

  it('name the field of a list’s item', () => {
    const checked = checkTextInput({ ...least, stopSequences: ['a', ''] });
    expect(checked).toMatchObject({
      violations: [{ message: 'stopSequences[1]: must have 1 to 200 characters, not 0.' }],
    });
  });

  it('accept the bounds themselves', () => {
    expect(pathsOf({ ...least, maxTokens: 131_072, temperature: 0, topP: 1, topK: 1_000, seed: 0 })).toEqual([]);
    expect(pathsOf({ ...least, maxTokens: 1, temperature: 2, topK: 1, seed: 2_147_483_647 })).toEqual([]);
    expect(pathsOf({ ...least, prompt: 'x'.repeat(1_000_000) })).toEqual([]);
    expect(pathsOf({ ...least, prompt: 'x'.repeat(1_000_001) })).toEqual(['input.prompt']);
  });

  it('refuse a number exactly when it is outside its limit', () => {
    const numbers = oneof(double(), integer(), constantFrom(Number.NaN, Infinity, -Infinity, -0, 0, 1, 2));
    assert(
      property(constantFrom('maxTokens', 'temperature', 'topP', 'topK', 'seed'), numbers, (name, value) => {
        expect(pathsOf({ ...least, [name]: value })).toEqual(
          isWithin(samplingLimits[name], value) ? [] : [`input.${name}`],
        );
      }),
    );
    expect(pathsOf({ ...least, temperature: Number.NaN })).toEqual(['input.temperature']);
    expect(pathsOf({ ...least, temperature: Infinity })).toEqual(['input.temperature']);
  });
});
