import type { Caller } from './authentication.ts';
import type { RequestOutcome } from './request-context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null before authentication and on routes that need none. */
    caller: Caller | null;
    outcome: RequestOutcome;
  }
}
