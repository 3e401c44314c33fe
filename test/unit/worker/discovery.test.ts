import { expect, test } from 'vitest';
import { isSameServer } from '../../../worker/discovery.ts';

test.each([
  ['http://localhost:11434', 'http://127.0.0.1:11434', true],
  ['http://127.0.0.1:8000/v1', 'http://localhost:8000', true],
  ['http://[::1]:8000', 'http://localhost:8000', true],
  ['http://127.0.0.1:8000', 'http://127.0.0.1:8080', false],
  ['http://gpu-box:11434', 'http://127.0.0.1:11434', false],
  ['http://gpu-box', 'http://gpu-box:80', true],
])('%s and %s are the same server: %s', (one, other, same) => {
  expect(isSameServer(one, other)).toBe(same);
});
