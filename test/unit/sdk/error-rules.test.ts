import { describe, expect, it } from 'vitest';
import { errorTable } from '../../../kernel/errors.ts';
import { fromClose, fromWireError } from '../../../sdk/error-rules.ts';

describe('fromWireError', () => {
  it.each([
    ['UNAUTHENTICATED', 'AuthenticationError'],
    ['KEY_REVOKED', 'AuthenticationError'],
    ['FORBIDDEN', 'PermissionError'],
    ['IP_NOT_ALLOWED', 'PermissionError'],
    ['CURSOR_EXPIRED', 'CursorExpiredError'],
    ['DEADLINE_EXCEEDED', 'TimeoutError'],
    ['BAD_USER_INPUT', 'InfergraphError'],
    ['toString', 'InfergraphError'],
  ])('makes %s an %s', (code, name) => {
    expect(fromWireError({ message: 'm', extensions: { code } }, {})).toMatchObject({ name, code, message: 'm' });
  });

  it('takes request id, details and whether to try again from the extensions', () => {
    const extensions = { code: 'BACKEND_ERROR', requestId: 'req_2', retryable: true, details: { a: 1 } };
    expect(fromWireError({ message: 'm', extensions }, { requestId: 'req_1', httpStatus: 502 })).toMatchObject({
      requestId: 'req_2',
      httpStatus: 502,
      retryable: true,
      details: { a: 1 },
    });
  });

  it('survives an error without extensions or with nonsense in them', () => {
    expect(fromWireError({ message: 'm' }, {})).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', retryable: false });
    const extensions = { code: 7, requestId: {}, retryable: 'yes', details: [] };
    expect(fromWireError({ message: 'm', extensions }, {})).toMatchObject({ retryable: false, details: undefined });
  });
});

describe('fromClose', () => {
  it('tries again after every close code of the error table whose errors are retryable, and no other of ours', () => {
    const rows = Object.values(errorTable).filter((row) => 'closeCode' in row);
    for (const { closeCode, retryable } of rows) {
      // 1011 is an error of one process: another connection may meet a healthy one.
      const expected = closeCode === 1011 ? true : retryable;
      expect({ closeCode, retryable: fromClose({ code: closeCode, reason: '' }).retryable }).toEqual({
        closeCode,
        retryable: expected,
      });
    }
  });

  it('prefers the code that the reason names', () => {
    expect(fromClose({ code: 4403, reason: 'KEY_EXPIRED: The key has expired.' })).toMatchObject({
      name: 'AuthenticationError',
      code: 'KEY_EXPIRED',
      message: 'The key has expired.',
    });
    expect(fromClose({ code: 4403, reason: 'KEY_EXPIRED' })).toMatchObject({
      code: 'KEY_EXPIRED',
      message: 'The connection was closed (4403).',
    });
  });

  it('takes ordinary words for a message', () => {
    expect(fromClose({ code: 4403, reason: 'Forbidden' })).toMatchObject({ code: 'FORBIDDEN', message: 'Forbidden' });
    expect(fromClose({ code: 1006, reason: '' })).toMatchObject({ name: 'NetworkError', retryable: true });
  });
});
