import { expect, test } from 'vitest';
import { grammarProblemOf } from '../../../../../worker/backends/gguf/grammar-schema.ts';

test.each([
  { type: 'object', properties: { a: { type: ['string', 'null'] }, b: { enum: [1, 2] } }, required: ['a'] },
  { type: 'array', items: { oneOf: [{ const: 'x' }, { type: 'integer' }] }, maxItems: 3 },
  { type: 'object', additionalProperties: { type: 'string', maxLength: 3 } },
  { $defs: { tree: { type: 'array', items: { $ref: '#/$defs/tree' } } }, $ref: '#/$defs/tree' },
])('lets through what the engine follows: %j', (schema) => {
  expect(grammarProblemOf(schema)).toBeNull();
});

test.each([
  [{ type: 'banana' }, 'type "banana" at # '],
  [{ type: ['string', 'banana'] }, 'type "banana" at # '],
  [{ type: ['object', 'null'] }, 'type "object" in a list at # '],
  [{ type: [] }, 'type [] at # '],
  [{ properties: {} }, 'type is missing at #'],
  [{ type: 'object', properties: { a: { type: 'array', items: { type: 7 } } } }, 'type 7 at #/properties/a/items '],
  [{ $ref: '#/definitions/a', definitions: { a: {} } }, '$ref "#/definitions/a" at # '],
  [{ $ref: 7 }, '$ref 7 at # '],
  [{ type: 'object', properties: { a: { $ref: '#/$defs/none' } } }, '$ref "#/$defs/none" at #/properties/a '],
  [{ type: 'array', prefixItems: [{ anyOf: [] }] }, 'anyOf at #/prefixItems/0 '],
  [{ type: 'object', properties: { a: { type: 'null' } }, maxProperties: 0 }, 'maxProperties 0 at # '],
  [{ type: 'array', items: true }, 'the schema at #/items is no object'],
])('refuses %j and names the keyword', (schema, words) => {
  expect(grammarProblemOf(schema)).toContain(words);
});
