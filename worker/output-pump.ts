import type { OutputChannel, TaskEventBody } from '../kernel/task-events.ts';

/**
 * Appends a run's output as events. The first piece goes out at once; what arrives while an append is under way is
 * merged and follows in one piece, so that a slow log costs pieces, never latency.
 */
export interface OutputPump {
  text(channel: OutputChannel, delta: string): void;
  /** Replaces progress that has not gone out yet. */
  progress(body: Extract<TaskEventBody, { type: 'TaskProgressed' }>): void;
  /** Resolves when everything has been appended. Rejects when an append did. */
  flush(): Promise<void>;
}

export interface OutputPumpOptions {
  readonly append: (body: TaskEventBody) => Promise<'appended' | 'stale'>;
  /** The run has lost its task, or its events can no longer be written; called once. */
  readonly onDead: (error: unknown) => void;
}

type Pending =
  | { readonly channel: OutputChannel; readonly deltas: string[]; length: number }
  | { readonly channel: null; readonly body: Extract<TaskEventBody, { type: 'TaskProgressed' }> };

/** Longest text of one event, in UTF-16 units. */
const maxDeltaLength = 64 * 1024;

export function makeOutputPump(options: OutputPumpOptions): OutputPump {
  const pending: Pending[] = [];
  let nextIndex = 0;
  let isPumping = false;
  let pumped: Promise<void> = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;

  function start(): void {
    if (!isPumping && failure === undefined) pumped = pump();
  }

  async function pump(): Promise<void> {
    isPumping = true;
    try {
      for (let item = pending.shift(); item !== undefined; item = pending.shift()) {
        if ((await options.append(toBody(item))) === 'stale') throw new Error('The run has lost its task');
      }
    } catch (error) {
      pending.length = 0;
      failure = { error };
      options.onDead(error);
    } finally {
      isPumping = false;
    }
  }

  function toBody(item: Pending): TaskEventBody {
    if (item.channel === null) return item.body;
    return { type: 'TaskOutputAppended', delta: item.deltas.join(''), index: nextIndex++, channel: item.channel };
  }

  return {
    text(channel, delta) {
      if (failure !== undefined) return;
      const last = pending.at(-1);
      if (last?.channel === channel && last.length + delta.length <= maxDeltaLength) {
        last.deltas.push(delta);
        last.length += delta.length;
      } else {
        pending.push({ channel, deltas: [delta], length: delta.length });
      }
      start();
    },
    progress(body) {
      if (failure !== undefined) return;
      if (pending.at(-1)?.channel === null) pending.pop();
      pending.push({ channel: null, body });
      start();
    },
    async flush() {
      await pumped;
      if (failure !== undefined) throw failure.error;
    },
  };
}
