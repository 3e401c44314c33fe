import type { Span } from '@opentelemetry/api';
import type { Caller } from './authentication.ts';
import type { RequestOutcome } from './request-context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null before authentication and on routes that need none. */
    caller: Caller | null;
    outcome: RequestOutcome;
    /** The request in its trace; null on routes that are not traced. */
    span: Span | null;
  }
}
