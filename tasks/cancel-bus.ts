/** Tells every worker at once that a task was cancelled. Best effort: leases find what it misses. */
export interface CancelBus {
  publish(taskId: string): Promise<void>;
  listen(handle: (taskId: string) => void): Promise<AsyncDisposable>;
}
