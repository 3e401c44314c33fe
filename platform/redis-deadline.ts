import { Redis } from 'ioredis';
import type { Command, RedisOptions } from 'ioredis';

/**
 * A client whose commands fail when Redis has not answered in time. ioredis' own `commandTimeout` also fails those whose
 * answer has come while this process was busy: its timer runs before the socket is read. Here the socket is read first.
 */
export class DeadlineRedis extends Redis {
  readonly #deadlineMs: number;

  constructor(options: RedisOptions, deadlineMs: number) {
    super(options);
    this.#deadlineMs = deadlineMs;
  }

  override sendCommand(...parameters: Parameters<Redis['sendCommand']>): unknown {
    const [command] = parameters;
    const timer = setTimeout(() => {
      // What has arrived is read after the timers and before this.
      setImmediate(() => failLate(command));
    }, this.#deadlineMs);
    const disarm = (): void => clearTimeout(timer);
    command.promise.then(disarm, disarm);
    return super.sendCommand(...parameters);
  }
}

function failLate(command: Command): void {
  if (!command.isResolved) command.reject(new Error('Command timed out'));
}
