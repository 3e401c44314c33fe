import { CancelTaskDocument, RetryTaskDocument, TaskDocument, TasksDocument } from '../generated/operations.ts';
import type { TaskFilter } from '../generated/operations.ts';
import type { CallOptions, Graph } from '../graph.ts';
import { valueOrThrow } from '../payload.ts';
import { idOf } from '../task-id.ts';
import type { Page, PageRequest, Task, TaskReference, TaskSummary } from '../types.ts';

export interface Tasks {
  /** Null when there is no such task or it belongs to another owner. */
  get(task: TaskReference, options?: CallOptions): Promise<Task | null>;
  /** Newest first. */
  list(
    request?: PageRequest & { readonly filter?: TaskFilter | undefined },
    options?: CallOptions,
  ): Promise<Page<TaskSummary>>;
  /** Throws UserInputError NOT_FOUND or TASK_FINISHED. */
  cancel(task: TaskReference, options?: CallOptions): Promise<Task>;
  /** Submits a failed or cancelled task again and returns the new one. Throws UserInputError. */
  retry(task: TaskReference, options?: CallOptions): Promise<Task>;
}

export function makeTasks(graph: Graph): Tasks {
  return {
    get: async (task, options) => (await graph.query(TaskDocument, { id: await idOf(task) }, options)).task,
    list: async (request = {}, options) => valueOrThrow((await graph.query(TasksDocument, request, options)).tasks),
    cancel: async (task, options) => {
      const { cancelTask } = await graph.mutate(CancelTaskDocument, { id: await idOf(task) }, options);
      return valueOrThrow(cancelTask?.task, cancelTask?.errors);
    },
    retry: async (task, options) => {
      const { retryTask } = await graph.mutate(RetryTaskDocument, { id: await idOf(task) }, options);
      return valueOrThrow(retryTask?.task, retryTask?.errors);
    },
  };
}
