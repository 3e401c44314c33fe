import { isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { describeLimit, embeddingLimits, samplingLimits, waitMsLimit } from '../../../../kernel/parameter-limits.ts';
import type { ParameterLimit } from '../../../../kernel/parameter-limits.ts';
import { readSubgraphSdl } from '../../../../subgraphs/runtime/subgraph-schema.ts';
import { readPlainSchema } from '../support/mock-resolvers.ts';

const schema = readPlainSchema(readSubgraphSdl('inference'));

const limitsOf: Readonly<Record<string, Readonly<Record<string, ParameterLimit>>>> = {
  GenerateTextInput: { ...samplingLimits, waitMs: waitMsLimit },
  GenerateChatInput: { ...samplingLimits, waitMs: waitMsLimit },
  CreateEmbeddingsInput: { ...embeddingLimits, waitMs: waitMsLimit },
};

describe.each(Object.entries(limitsOf))('the limits of %s', (typeName, limits) => {
  const type = schema.getType(typeName);
  const fields = isInputObjectType(type) ? type.getFields() : {};

  it.each(Object.entries(limits))('are those that the schema tells of %s', (name, limit) => {
    const field = fields[name];
    expect(String(field?.type)).toBe(limit.type);
    expect(field?.defaultValue ?? null).toBe(limit.default);
    const told = (field?.description ?? '').replaceAll(',', '').replace(' (deterministic)', '');
    if (limit.min !== null) expect(told).toContain(describeLimit(limit).replaceAll(',', ''));
  });
});
