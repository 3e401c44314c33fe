import type { TaskRecord } from '../kernel/task.ts';

/** Puts tasks in line for workers, one queue for each model. */
export interface TaskQueue {
  /** Idempotent for a task and its attempt. */
  enqueue(task: Pick<TaskRecord, 'id' | 'model' | 'attempt' | 'tier'>, delayMs: number): Promise<void>;
  /** Takes a waiting task out of line; harmless when it is not there. */
  remove(task: Pick<TaskRecord, 'id' | 'model' | 'attempt'>): Promise<void>;
  /** Tasks that wait for the model. */
  waiting(model: string): Promise<number>;
}

export interface TaskConsumerOptions {
  readonly model: string;
  /** Most tasks handled at a time. */
  readonly concurrency: number;
  /** Runs the task to its end. A rejection puts it in line again. The signal aborts when the queue's lock is lost. */
  readonly handle: (taskId: string, signal: AbortSignal) => Promise<void>;
}

/** Takes tasks of one model out of the queue until disposed; disposing waits for running handlers. */
export interface TaskConsumer extends AsyncDisposable {
  /** Takes no new tasks; resolves at once. */
  pause(): Promise<void>;
  resume(): void;
  /** Changes how many tasks are handled at a time. */
  setConcurrency(concurrency: number): void;
}
