import { expect, test } from 'vitest';
import { isOnlyErrors } from '../../../playground/response-rules.ts';

test.each([
  ['{"errors":[{"message":"no"}]}', true],
  ['{"errors":[{"message":"no"}],"data":null}', true],
  ['{"errors":[{"message":"no"}],"data":{"me":null}}', false],
  ['{"received":1,"events":[{"errors":[]}]}', false],
  ['', false],
  ['null', false],
])('tells whether %s holds errors and nothing else', (response, expected) => {
  expect(isOnlyErrors(response)).toBe(expected);
});
