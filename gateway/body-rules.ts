import { ServiceError } from '../kernel/errors.ts';

/** Headers that say how a body is written. */
export interface BodyHeaders {
  readonly 'content-encoding'?: string | undefined;
  readonly 'content-type'?: string | undefined;
}

/** Throws ServiceError UNSUPPORTED_MEDIA_TYPE for a body that is compressed or not in UTF-8. Text in ASCII is. */
export function refuseEncodings(headers: BodyHeaders): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && !/^(identity)?$/i.test(encoding.trim())) {
    throw new ServiceError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the body without a Content-Encoding.' });
  }
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new ServiceError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the body in UTF-8.' });
  }
}
