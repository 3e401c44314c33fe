import { ServiceError } from '../../kernel/errors.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Authenticator, Caller } from '../authentication.ts';
import { hasLessPower } from '../credential-rules.ts';

/** An authenticated socket. */
export interface SocketSession {
  /** Renewed whenever the key is checked again. */
  caller: Caller;
  closeWith(code: ErrorCode, message?: string): void;
  ping(): void;
}

export interface SocketSessionsDeps {
  readonly authenticator: Authenticator;
  readonly logger: Logger;
}

export interface SocketSessionsOptions {
  /** Between two checks of all keys in use, in milliseconds; 900 by default. */
  readonly sweepMs?: number;
  /** Between two pings, in milliseconds; 15,000 by default. A peer that misses one is dropped. */
  readonly pingMs?: number;
}

/**
 * The open sockets, by key. Ends those whose key was revoked, has expired, or lost power, within a second: at once when the
 * change is announced, and by a sweep when the announcement is lost.
 */
export interface SocketSessions extends Disposable {
  add(session: SocketSession): void;
  remove(session: SocketSession): void;
  /** Checks the sockets of a key now. */
  recheckKey(keyId: string): void;
  /** Checks all sockets now. */
  recheckAll(): void;
  all(): Iterable<SocketSession>;
}

/** Keys checked at a time. */
const parallelChecks = 16;

export function makeSocketSessions(deps: SocketSessionsDeps, options: SocketSessionsOptions = {}): SocketSessions {
  const sessions = new Set<SocketSession>();
  let sweeping = false;

  const recheck = async (session: SocketSession): Promise<void> => {
    try {
      const caller = await deps.authenticator.reauthenticate(session.caller);
      if (hasLessPower(caller.principal, session.caller.principal)) {
        session.closeWith('FORBIDDEN', 'The key may do less than before: connect again.');
      } else {
        session.caller = caller;
      }
    } catch (error) {
      if (error instanceof ServiceError) session.closeWith(error.code, error.message);
      else deps.logger.error({ err: error }, 'a socket could not be checked');
    }
  };

  const sweep = async (): Promise<void> => {
    if (sweeping) return;
    sweeping = true;
    try {
      // Sockets of one key together, so that they share one question to the key store.
      const groups = [...Map.groupBy(sessions, ({ caller }) => caller.keyHash).values()];
      const next = async (): Promise<void> => {
        for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
          await Promise.all(group.map(recheck));
        }
      };
      await Promise.all(Array.from({ length: parallelChecks }, next));
    } finally {
      sweeping = false;
    }
  };

  const sweepTimer = setInterval(() => void sweep(), options.sweepMs ?? 900).unref();
  const pingTimer = setInterval(() => {
    for (const session of sessions) session.ping();
  }, options.pingMs ?? 15_000).unref();

  return {
    add: (session) => void sessions.add(session),
    remove: (session) => void sessions.delete(session),
    recheckKey(keyId) {
      for (const session of sessions) {
        if (session.caller.principal.keyId === keyId) void recheck(session);
      }
    },
    recheckAll: () => void sweep(),
    all: () => sessions,
    [Symbol.dispose]() {
      clearInterval(sweepTimer);
      clearInterval(pingTimer);
    },
  };
}
