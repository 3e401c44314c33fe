export type WorkerCommand = 'DRAIN' | 'RESTART' | 'REMOVE';

/** Orders to workers. A worker that is away finds its last order when it comes back. */
export interface WorkerControl {
  send(workerId: string, command: WorkerCommand): Promise<void>;
  /** Calls the handler for every order to this worker, in order. */
  listen(workerId: string, handle: (command: WorkerCommand) => void): Promise<AsyncDisposable>;
}
