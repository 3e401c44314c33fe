import { expect, test } from 'vitest';
import { ServiceError } from '../../../kernel/errors.ts';
import { actionAfter, countsAgainstBackend, retryDelayMs, toTaskError } from '../../../worker/failure-rules.ts';

const fresh = { hasOutput: false, hasAlternative: true, attempt: 1, maxAttempts: 3 };
const alone = { ...fresh, hasAlternative: false };

test.each(['BACKEND_UNAVAILABLE', 'BACKEND_ERROR', 'BACKEND_TRUNCATED', 'BACKEND_TIMEOUT'] as const)(
  'tries another backend after %s, unless there was output',
  (code) => {
    const error = new ServiceError(code);
    expect(actionAfter({ ...fresh, error })).toBe('TRY_ANOTHER');
    expect(actionAfter({ ...fresh, error, hasOutput: true })).toBe('FAIL');
  },
);

test('fails at once when the request is at fault', () => {
  const error = new ServiceError('BACKEND_REJECTED');
  expect(actionAfter({ ...fresh, error })).toBe('FAIL');
  expect(countsAgainstBackend(error)).toBe(false);
});

test('hands the task back only when no backend could take it and attempts are left', () => {
  const error = new ServiceError('BACKEND_UNAVAILABLE');
  expect(actionAfter({ ...alone, error })).toBe('HAND_BACK');
  expect(actionAfter({ ...alone, error, attempt: 3 })).toBe('FAIL');
  expect(actionAfter({ ...alone, error: new ServiceError('BACKEND_ERROR') })).toBe('FAIL');
});

test('waits twice as long each time, and 30 s at most', () => {
  expect([1, 2, 3, 20].map((attempt) => retryDelayMs(attempt, 1_000))).toEqual([1_000, 2_000, 4_000, 30_000]);
});

test('masks what is no error of the product', () => {
  expect(toTaskError(new TypeError('secret path'))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', retryable: false });
  expect(toTaskError(new TypeError('secret path')).message).not.toContain('secret');
  expect(toTaskError(new ServiceError('BACKEND_TIMEOUT', { message: 'slow' }))).toEqual({
    code: 'BACKEND_TIMEOUT',
    message: 'slow',
    retryable: true,
  });
});
