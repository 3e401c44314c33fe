import type { TaskConsumer, TaskConsumerOptions } from '../tasks/task-queue.ts';

export interface ModelDemand {
  /** Places by model on healthy backends of this worker; 0 where all are away. */
  readonly places: ReadonlyMap<string, number>;
  /** Models that other live workers can run now. */
  readonly servedElsewhere: ReadonlySet<string>;
  /** Models with waiting tasks that no worker has served for long. */
  readonly orphans: ReadonlySet<string>;
}

/**
 * The queues a worker takes tasks from, one for each model it serves. A model whose backends are all away, or that has
 * vanished from them, keeps its consumer: at one task a time its tasks get their turn, wait for a backend for a bounded
 * time and then fail with a reason, instead of waiting for ever; so do those of orphans. While another worker can run
 * them they are left to it.
 */
export interface Consumers extends AsyncDisposable {
  /** Opens, resizes, pauses and resumes consumers. */
  follow(demand: ModelDemand): void;
  /** Takes no more tasks, for good. */
  stop(): Promise<void>;
}

export interface ConsumersDeps {
  readonly openConsumer: (options: TaskConsumerOptions) => TaskConsumer;
  readonly handle: (model: string, taskId: string, signal: AbortSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

interface Open {
  readonly consumer: TaskConsumer;
  concurrency: number;
  isPaused: boolean;
}

export function makeConsumers(deps: ConsumersDeps): Consumers {
  const open = new Map<string, Open>();
  let isStopped = false;

  function followModel(model: string, places: number, isElsewhere: boolean): void {
    const concurrency = Math.max(1, places);
    const known = open.get(model);
    const shouldPause = places === 0 && isElsewhere;
    if (known === undefined) {
      if (shouldPause) return;
      const handle = (taskId: string, signal: AbortSignal): Promise<void> => deps.handle(model, taskId, signal);
      open.set(model, { consumer: deps.openConsumer({ model, concurrency, handle }), concurrency, isPaused: false });
      return;
    }
    if (known.concurrency !== concurrency) {
      known.concurrency = concurrency;
      known.consumer.setConcurrency(concurrency);
    }
    if (known.isPaused === shouldPause) return;
    known.isPaused = shouldPause;
    if (shouldPause) known.consumer.pause().catch(deps.onError);
    else known.consumer.resume();
  }

  return {
    follow({ places, servedElsewhere, orphans }) {
      if (isStopped) return;
      for (const model of new Set([...places.keys(), ...open.keys(), ...orphans])) {
        followModel(model, places.get(model) ?? 0, servedElsewhere.has(model));
      }
    },
    async stop() {
      isStopped = true;
      await Promise.all([...open.values()].map(({ consumer }) => consumer.pause()));
    },
    async [Symbol.asyncDispose]() {
      isStopped = true;
      await Promise.all([...open.values()].map(({ consumer }) => consumer[Symbol.asyncDispose]()));
      open.clear();
    },
  };
}
