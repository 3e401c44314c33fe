import { describe, expect, it } from 'vitest';
import { supportedParameters } from '../../../../subgraphs/models/supported-parameters.ts';

describe('supported parameters', () => {
  it('are those of the tasks that the model can run, with their bounds', () => {
    expect(supportedParameters(['CHAT']).map(({ name }) => name)).toEqual([
      'maxTokens',
      'temperature',
      'topP',
      'topK',
      'stopSequences',
      'seed',
    ]);
    expect(supportedParameters(['EMBEDDING'])).toEqual([
      { name: 'dimensions', type: 'Int', default: null, min: 1, max: 16_384 },
    ]);
    expect(supportedParameters([])).toEqual([]);
    expect(supportedParameters(['COMPLETION', 'CHAT'])).toContainEqual({
      name: 'temperature',
      type: 'Float',
      default: 0.7,
      min: 0,
      max: 2,
    });
  });
});
