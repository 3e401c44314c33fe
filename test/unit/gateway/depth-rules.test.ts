import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { measureDepth, refuseTooDeep } from '../../../gateway/depth-rules.ts';
import type { DepthMeasure } from '../../../gateway/depth-rules.ts';

const schema = buildSchema(`
  type Query { workers: [Worker!]! thing: Thing }
  type Worker { id: ID! backends: [Backend!]! }
  type Backend { id: ID! models: [Model!]! }
  type Model { id: ID! backends: [Backend!]! }
  union Thing = Worker | Model
`);

function measure(text: string): DepthMeasure {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('no operation');
  return measureDepth(schema, document, operation);
}

describe('the depth of an operation', () => {
  it('counts fields from the root to the leaf, on the longest path', () => {
    expect(measure('{ __typename }').depth).toBe(1);
    expect(measure('{ a: thing { __typename } workers { id backends { models { id } id } } }').depth).toBe(4);
  });

  it('sees through fragments of either kind', () => {
    const text = `{ thing { ...M ... on Worker { ... { id } } } }
      fragment M on Model { backends { ...B } } fragment B on Backend { id models { id } }`;
    expect(measure(text)).toEqual({ depth: 4, visits: new Map(Object.entries({ Thing: 1, Backend: 1, Model: 1 })) });
  });

  it('counts how often a type comes on one path, not in all', () => {
    const { visits } = measure('{ workers { a: backends { models { backends { id } } } b: backends { id } } }');
    expect(Object.fromEntries(visits)).toEqual({ Worker: 1, Backend: 2, Model: 1 });
  });

  it('takes no longer when fragments multiply', () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    expect(measure(`{ ...F0 } ${doubling.join(' ')} fragment F60 on Query { workers { id } }`).depth).toBe(2);
  });

  it('leaves introspection out', () => {
    expect(measure(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true })).depth).toBe(0);
  });
});

describe('an operation too deep', () => {
  const limits = { maxDepth: 15, maxVisits: 3 };

  it('is told how deep it is', () => {
    expect(() => refuseTooDeep({ depth: 15, visits: new Map([['Model', 3]]) }, limits)).not.toThrow();
    expect(() => refuseTooDeep({ depth: 16, visits: new Map() }, limits)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { depth: 16, maxDepth: 15 } }),
    );
  });

  it('is told which type it goes in circles through', () => {
    expect(() => refuseTooDeep({ depth: 9, visits: new Map([['Model', 4]]) }, limits)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { type: 'Model', times: 4, maxTimes: 3 } }),
    );
  });
});
