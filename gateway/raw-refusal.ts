import type { Socket } from 'node:net';
import { ServiceError } from '../kernel/errors.ts';
import type { ErrorFormatter } from './error-format.ts';
import { requestIdHeader } from './request-id.ts';

export interface RawRefusalDeps {
  readonly formatError: ErrorFormatter;
  readonly newRequestId: () => string;
}

/** Answers bytes that are no HTTP request, or one with headers too large, in the shape of all other errors, and hangs up. */
export function makeRawRefusal(deps: RawRefusalDeps): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const [status, message] = refusalOf(error.code);
    const requestId = deps.newRequestId();
    const body = JSON.stringify({
      errors: [deps.formatError(new ServiceError('BAD_REQUEST', { message }), requestId)],
    });
    socket.end(
      `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\n${requestIdHeader}: ${requestId}\r\n` +
        `connection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  };
}

function refusalOf(code: string | undefined): readonly [status: string, message: string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return ['431 Request Header Fields Too Large', 'The headers of the request are too large.'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'The request did not arrive in time.'];
    default:
      return ['400 Bad Request', 'This is not an HTTP request.'];
  }
}
