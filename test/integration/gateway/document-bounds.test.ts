import { getIntrospectionQuery } from 'graphql';
import { expect, it } from 'vitest';
import { startTestGateway } from './support/test-gateway.ts';

/** Goes from workers to backends to models and back, so many times. */
function circles(turns: number): string {
  const fields = Array.from({ length: turns }, (_, turn) => (turn % 2 === 0 ? 'backends' : 'models'));
  return `{ workers { ${fields.join(' { ')} { id } ${'}'.repeat(turns)} }`;
}

/** Fragments of which each leads to the next. */
function chain(length: number): string {
  return `{ ...F0 } ${Array.from({ length }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`).join(' ')}`;
}

it('refuses what is too deep before anything is planned', async () => {
  await using test = await startTestGateway();
  const cases: [string, string, RegExp][] = [
    [`{ ${'me { '.repeat(2_000)}`, 'GRAPHQL_PARSE_FAILED', /^The document is nested too deeply\.$/],
    [`{ model(id: ${'['.repeat(2_000)}`, 'GRAPHQL_PARSE_FAILED', /^The document is nested too deeply\.$/],
    [chain(2_000), 'GRAPHQL_PARSE_FAILED', /^The document is nested too deeply\.$/],
    [chain(900), 'GRAPHQL_VALIDATION_FAILED', /F900/],
    [circles(20), 'BAD_USER_INPUT', /22 levels of fields deep; 15 is the most/],
    [circles(8), 'BAD_USER_INPUT', /type Model 4 times on one path; 3 is the most/],
  ];
  for (const [query, code, message] of cases) {
    const answer = await test.post({ query });
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([400, code]);
    expect(answer.errors[0]?.message).toMatch(message);
  }
  expect(test.subgraphs.cluster.requests).toEqual([]);
});

it('refuses a number in JSON that is none', async () => {
  await using test = await startTestGateway();
  const format = '{ type: JSON_SCHEMA, schema: { maximum: 1e400 } }';
  const query = `mutation { generateChat(input: { model: "m", messages: [], responseFormat: ${format} }) { task { id } } }`;
  const answer = await test.post({ query });
  expect(answer.errors[0]?.message).toBe('The number 1e400 is too large.');
  expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
});

it('gives the depth of an operation and the bound, which is an option', async () => {
  await using test = await startTestGateway({ options: { maxDepth: 2 } });
  expect((await test.post({ query: '{ me { owner } }' })).data).toEqual({ me: { owner: 'root' } });
  const answer = await test.post({ query: '{ tasks { nodes { id } } }' });
  expect(answer.errors[0]?.extensions['details']).toEqual({ depth: 3, maxDepth: 2 });
});

it('lets the introspection of every tool through', async () => {
  await using test = await startTestGateway();
  const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true });
  const answer = await test.post({ query });
  expect(answer.errors).toEqual([]);
  expect(answer.data.__schema.types.length).toBeGreaterThan(50);
});
