import { expect, test } from 'vitest';
import {
  backendError,
  boundedMessage,
  codeOfStatus,
  errorOfResponse,
} from '../../../../worker/backends/backend-errors.ts';

test.each([
  [400, 'BACKEND_REJECTED'],
  [401, 'BACKEND_REJECTED'],
  [404, 'BACKEND_REJECTED'],
  [422, 'BACKEND_REJECTED'],
  [408, 'BACKEND_TIMEOUT'],
  [429, 'BACKEND_UNAVAILABLE'],
  [500, 'BACKEND_ERROR'],
  [501, 'BACKEND_ERROR'],
  [502, 'BACKEND_UNAVAILABLE'],
  [503, 'BACKEND_UNAVAILABLE'],
  [504, 'BACKEND_UNAVAILABLE'],
] as const)('takes HTTP %i for %s', (status, code) => {
  expect(codeOfStatus(status)).toBe(code);
});

test.each([
  ['{"error":"model not found"}', 'b: model not found (HTTP 404)'],
  ['{"error":{"message":"no such model"}}', 'b: no such model (HTTP 404)'],
  ['{"object":"error","message":"older vLLM"}', 'b: older vLLM (HTTP 404)'],
  ['{"detail":"Not Found"}', 'b: Not Found (HTTP 404)'],
  ['plain words\n', 'b: plain words (HTTP 404)'],
  ['<html><body>nginx</body></html>', 'b: no explanation given (HTTP 404)'],
  ['', 'b: no explanation given (HTTP 404)'],
])('finds the message in %s', (body, message) => {
  expect(errorOfResponse('b', 404, body).message).toBe(message);
});

test('bounds messages and removes control characters', () => {
  expect(boundedMessage(' a\u0000\n\u001b[31mb ')).toBe('a [31mb');
  expect(boundedMessage('x'.repeat(10_000))).toHaveLength(500);
});

test('names the backend and keeps details', () => {
  const error = backendError('BACKEND_ERROR', { backend: 'b', message: 'boom', details: { status: 500 } });
  expect(error).toMatchObject({ code: 'BACKEND_ERROR', message: 'b: boom', details: { backend: 'b', status: 500 } });
});
