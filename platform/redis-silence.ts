import type { Redis } from 'ioredis';

const intervalMs = 1_000;
/** More than one: after a pause of this process its timers run before the answers that have arrived are read. */
const unansweredAtMost = 2;

/**
 * Ends the connection when the server has been silent for two to three seconds: one that hangs, or whose host has
 * vanished, keeps its connections open, and only a new connection finds whoever is in its place. Stops with the client.
 */
export function endWhenSilent(redis: Redis): void {
  let unanswered = 0;
  const timer = setInterval(() => {
    // Ending what is only being opened would end the client for good.
    if (redis.status !== 'ready' && redis.status !== 'connect') {
      unanswered = 0;
    } else if (unanswered >= unansweredAtMost) {
      unanswered = 0;
      redis.disconnect(true);
    } else {
      unanswered++;
      redis.ping().then(
        () => {
          unanswered = 0;
        },
        () => {},
      );
    }
  }, intervalMs);
  timer.unref();
  redis.once('end', () => clearInterval(timer));
}
