/**
 * Names of everything the task heart keeps in Redis. Keys of tasks hash-tag their owner, so that one script may
 * write a task's log and its owner's log, also in a Redis Cluster.
 */

export interface LogKeys {
  /** Hash: epoch, seq and, for a task, attempt and ended. */
  readonly head: string;
  /** Stream of events; entry ids are `<seq>-0`. */
  readonly log: string;
  /** Pub/sub channel of the same events. */
  readonly channel: string;
}

export function taskLogKeys(owner: string, taskId: string): LogKeys {
  const stem = `infergraph:{${owner}}:task:${taskId}`;
  return { head: `${stem}:head`, log: `${stem}:log`, channel: `${stem}:events` };
}

export function ownerLogKeys(owner: string): LogKeys {
  const stem = `infergraph:{${owner}}`;
  return { head: `${stem}:head`, log: `${stem}:log`, channel: `${stem}:events` };
}

/** Name of a model's queue: safe in a key whatever the model is called. */
export function queueName(model: string): string {
  return encodeURIComponent(model.toWellFormed());
}

/** Prefix of a model's queue; the hash tag keeps all keys of one queue together. */
export function queuePrefix(model: string): string {
  return `infergraph:queue:{${queueName(model)}}`;
}

/** Id of the job that leads to the attempt after the given one. */
export function jobId(taskId: string, attempt: number): string {
  return `${taskId}-${attempt + 1}`;
}

export const cancelChannel = 'infergraph:cancelled';
/** Hash: worker id to its facts as JSON. */
export const workersKey = 'infergraph:{workers}:facts';
/** Hash: worker id to when Redis heard of it, in milliseconds by Redis' clock. */
export const workersSeenKey = 'infergraph:{workers}:seen';
/** Held by the process whose reconciler is at work. */
export const reconcilerLockKey = 'infergraph:reconciler';
/** Nobody publishes here: whoever listens learns when Redis has come back. */
export const reconcilerChannel = 'infergraph:reconciler:resync';

export function workerOrdersKey(workerId: string): string {
  return `infergraph:worker:{${workerId}}:orders`;
}

export function workerOrdersChannel(workerId: string): string {
  return `infergraph:worker:{${workerId}}:ordered`;
}
