import { readFileSync } from 'node:fs';
import { buildSchema, getVariableValues, parse, validate } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fillBlanks } from '../../../playground/blank-rules.ts';
import { examples } from '../../../playground/examples.ts';

const schema = buildSchema(readFileSync(new URL('../../../sdk/schema.graphql', import.meta.url), 'utf8'));
const known = { lastTaskId: 'task_1', textModel: 'm', chatModel: 'm', embeddingModel: 'm' };

describe('every example', () => {
  for (const { query, variables = '{}' } of examples) {
    const operations = parse(query).definitions as OperationDefinitionNode[];
    it(`fits the schema: ${operations.map((operation) => operation.name?.value).join(', ')}`, () => {
      expect(validate(schema, parse(query))).toEqual([]);
      const values = fillBlanks(JSON.parse(variables) as Record<string, unknown>, known);
      for (const operation of operations) {
        const result = getVariableValues(schema, operation.variableDefinitions ?? [], values);
        expect(result.errors).toBeUndefined();
      }
    });
  }

  it('has a name of its own: the title of its tab', () => {
    const names = examples.map(({ query }) => /(?:query|mutation|subscription) (\w+)/.exec(query)?.[1]);
    expect(new Set(names).size).toBe(examples.length);
    expect(names).not.toContain(undefined);
  });
});
