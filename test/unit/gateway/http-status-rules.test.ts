import { expect, it } from 'vitest';
import { acceptsOnlyJson, httpStatusOf } from '../../../gateway/http-status-rules.ts';

it('is 200 as long as something came of it', () => {
  expect(httpStatusOf({ data: { a: 1 }, codes: [] }, false)).toBe(200);
  expect(httpStatusOf({ data: { a: 1, b: null }, codes: ['SERVICE_UNAVAILABLE'] }, false)).toBe(200);
  expect(httpStatusOf({ data: { a: null }, codes: ['NOT_FOUND'] }, false)).toBe(200);
});

it("is the first error's when nothing came of it", () => {
  for (const data of [null, { a: null, b: null }]) {
    expect(httpStatusOf({ data, codes: ['SERVICE_UNAVAILABLE', 'NOT_FOUND'] }, false)).toBe(503);
    expect(httpStatusOf({ data, codes: ['FORBIDDEN'] }, false)).toBe(403);
    expect(httpStatusOf({ data, codes: ['BAD_USER_INPUT'] }, false)).toBe(200);
    expect(httpStatusOf({ data, codes: ['nonsense'] }, false)).toBe(500);
  }
});

it('is that of the mistake when it never executed, except for clients that know only application/json', () => {
  for (const code of ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']) {
    expect(httpStatusOf({ data: undefined, codes: [code] }, false)).toBe(400);
    expect(httpStatusOf({ data: undefined, codes: [code] }, true)).toBe(200);
  }
  expect(httpStatusOf({ data: undefined, codes: ['FORBIDDEN'] }, true)).toBe(403);
  expect(httpStatusOf({ data: undefined, codes: ['SUBSCRIPTION_NEEDS_WEBSOCKET'] }, true)).toBe(405);
});

it('takes only an explicit application/json for that', () => {
  expect(acceptsOnlyJson('application/json')).toBe(true);
  for (const accept of [
    undefined,
    '*/*',
    'application/json, */*',
    'application/graphql-response+json, application/json',
  ]) {
    expect([accept, acceptsOnlyJson(accept)]).toEqual([accept, false]);
  }
});
