import { makeReconciler } from '../../tasks/reconciler.ts';
import type { Foundation } from './foundation.ts';
import type { Heart } from './heart.ts';

/** Passes in the time of a lease: a lost worker's tasks start again soon after their lease has ended. */
const passesPerLease = 5;

/** Repairs what crashes and lost memories leave behind. Every process of tasks runs one; one of them works at a time. */
export function startReconciler(foundation: Foundation, heart: Heart): AsyncDisposable {
  const { database, redis, hub, logger, now, config } = foundation;
  return makeReconciler(
    { database, redis, hub, log: heart.log, queue: heart.queue, logger, now },
    { intervalMs: Math.round(config.taskLeaseMs / passesPerLease), leaseMs: config.taskLeaseMs },
  );
}
