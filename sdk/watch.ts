import { backoffDelayMs } from './backoff-rules.ts';
import type { BackoffPolicy } from './backoff-rules.ts';
import type { Credentials } from './credentials.ts';
import { pause } from './deadline.ts';
import { AuthenticationError, EventGapError, InfergraphError, NetworkError } from './errors.ts';
import { isTerminal, makeEventSequence } from './event-sequence.ts';
import type { EventSequence } from './event-sequence.ts';
import { MyTaskEventsDocument, TaskEventsDocument } from './generated/operations.ts';
import type { MyTaskEventsSubscription, TaskEventsSubscription } from './generated/operations.ts';
import type { SocketTransport } from './socket-transport.ts';
import type { TaskEvent, TaskReference } from './types.ts';

/** What happens to the connection under a watch, for people to see. */
export type WatchNotice =
  | {
      readonly kind: 'reconnecting';
      /** Tries in a row that failed, 1 or more. */
      readonly attempt: number;
      readonly delayMs: number;
      readonly cause: InfergraphError;
    }
  | { readonly kind: 'resumed' };

export interface WatchOptions {
  /** The `cursor` of the last event you have. */
  readonly after?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Overrides the client's policy for this watch. */
  readonly reconnect?: Partial<BackoffPolicy> | undefined;
  /** What to do when the server has lost events: throw {@link EventGapError} (the default) or go on without them. */
  readonly onGap?: 'throw' | 'continue' | undefined;
  readonly onNotice?: ((notice: WatchNotice) => void) | undefined;
}

export interface WatchDeps {
  readonly socket: SocketTransport;
  readonly credentials: Credentials;
  readonly reconnect: BackoffPolicy;
}

/** Most unfinished tasks whose numbering a watch of all tasks follows. */
const maxFollowedTasks = 10_000;
/** A subscription that lasted this long was not a failed try, even if nothing happened in it. */
const stableAfterMs = 60_000;

/**
 * Yields a task's events, each once and in order, until its terminal event. A lost connection is made again and goes
 * on after the last event. Throws AuthenticationError, PermissionError, CursorExpiredError, EventGapError,
 * {@link NetworkError} when the tries are used up, or the signal's reason.
 */
export async function* watchTask(
  deps: WatchDeps,
  reference: TaskReference,
  options: WatchOptions = {},
): AsyncGenerator<TaskEvent, void, undefined> {
  const resolved = await reference;
  const taskId = typeof resolved === 'string' ? resolved : resolved.id;
  const sequence = makeEventSequence();
  const source: EventSource = {
    subscribe: (after, signal) =>
      deps.socket.subscribe({ query: TaskEventsDocument.toString(), variables: { taskId, after } }, signal),
    read: (data) => (data as TaskEventsSubscription).taskEvents,
    sequenceOf: () => sequence,
  };
  for await (const event of follow(deps, source, options)) {
    yield event;
    if (isTerminal(event)) return;
  }
}

/** Yields the events of all of the owner's tasks, without an end; otherwise like {@link watchTask}. */
export async function* watchAllTasks(
  deps: WatchDeps,
  options: WatchOptions = {},
): AsyncGenerator<TaskEvent, void, undefined> {
  const sequences = new Map<string, EventSequence>();
  yield* follow(
    deps,
    {
      subscribe: (after, signal) =>
        deps.socket.subscribe({ query: MyTaskEventsDocument.toString(), variables: { after } }, signal),
      read: (data) => (data as MyTaskEventsSubscription).myTaskEvents,
      sequenceOf: (taskId) => {
        const sequence = sequences.get(taskId) ?? makeEventSequence();
        // Taken out and put in again, so that the one at the front is the one not heard of for the longest time.
        sequences.delete(taskId);
        sequences.set(taskId, sequence);
        if (sequences.size > maxFollowedTasks) sequences.delete(sequences.keys().next().value ?? '');
        return sequence;
      },
    },
    options,
  );
}

interface EventSource {
  subscribe(after: string | undefined, signal: AbortSignal | undefined): AsyncIterable<unknown>;
  read(data: unknown): TaskEvent;
  sequenceOf(taskId: string): EventSequence;
}

async function* follow(
  deps: WatchDeps,
  source: EventSource,
  options: WatchOptions,
): AsyncGenerator<TaskEvent, void, undefined> {
  const policy = { ...deps.reconnect, ...options.reconnect };
  let after = options.after;
  let failures = 0;
  let triedRenewal = false;
  let gapSeenAt: string | undefined;
  for (;;) {
    const subscribedAt = Date.now();
    let cause: InfergraphError | undefined;
    try {
      for await (const data of source.subscribe(after, options.signal)) {
        const event = source.read(data);
        const sequence = source.sequenceOf(event.taskId);
        const verdict = sequence.judge(event);
        if (verdict.kind === 'repeat') continue;
        if (verdict.kind === 'gap') {
          cause = new EventGapError({ ...verdict, taskId: event.taskId, receivedSeq: event.seq });
          // The first time it may have been lost on the way; met again after asking anew, it is not there any more.
          if (gapSeenAt !== event.cursor) {
            gapSeenAt = event.cursor;
            break;
          }
          if (options.onGap !== 'continue') throw cause;
          cause = undefined;
        }
        sequence.accept(event);
        after = event.cursor;
        triedRenewal = false;
        if (failures > 0) options.onNotice?.({ kind: 'resumed' });
        failures = 0;
        yield event;
      }
      cause ??= endedEarly();
    } catch (error) {
      if (error instanceof AuthenticationError && !triedRenewal && (await deps.credentials.renewed())) {
        triedRenewal = true;
        continue;
      }
      if (!(error instanceof InfergraphError && error.retryable)) throw error;
      cause = error;
    }
    if (Date.now() - subscribedAt > stableAfterMs) failures = 0;
    failures++;
    if (failures > policy.maxAttempts) throw gaveUp(policy.maxAttempts, cause);
    const delayMs = Math.max(backoffDelayMs(policy, failures, Math.random()), cause.retryAfterMs ?? 0);
    options.onNotice?.({ kind: 'reconnecting', attempt: failures, delayMs, cause });
    await pause(delayMs, options.signal);
  }
}

function endedEarly(): InfergraphError {
  return new NetworkError({
    code: 'NETWORK_ERROR',
    message: 'The server ended the subscription before its last event.',
    retryable: true,
  });
}

function gaveUp(attempts: number, cause: InfergraphError): NetworkError {
  return new NetworkError({
    code: 'NETWORK_ERROR',
    message: `Gave up after ${attempts} failed connections in a row. The last: ${cause.message}`,
    retryable: true,
    cause,
  });
}
