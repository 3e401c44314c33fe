import { ServiceError } from '../../kernel/errors.ts';
import { isAdmin } from '../../kernel/principal.ts';
import type { TaskEvent } from '../../kernel/task-events.ts';
import type { TaskEventReader } from '../../tasks/event-reader.ts';
import type { RequestContext } from '../request-context.ts';
import type { TaskLookup } from './task-lookup.ts';

export interface EventSourceDeps {
  readonly reader: TaskEventReader;
  readonly tasks: TaskLookup;
}

/** Opens the streams behind the subscription fields. Each ends when the context's signal aborts. */
export interface EventSource {
  /** Rejects with ServiceError NOT_FOUND when there is no such task or it is another owner's. */
  taskEvents(
    input: { readonly taskId: string; readonly after?: string | null },
    context: RequestContext,
  ): Promise<AsyncIterableIterator<TaskEvent>>;
  myTaskEvents(
    input: { readonly after?: string | null },
    context: RequestContext,
  ): Promise<AsyncIterableIterator<TaskEvent>>;
}

export function makeEventSource(deps: EventSourceDeps): EventSource {
  const ownerOf = async (taskId: string, context: RequestContext): Promise<string> => {
    const { principal } = context;
    // Logs are kept by owner: having one of this task is proof enough, without a question to the store.
    if (await deps.reader.hasLog(principal.owner, taskId)) return principal.owner;
    const owner = await deps.tasks.findOwner(taskId, context);
    if (owner === null || (owner !== principal.owner && !isAdmin(principal))) {
      throw new ServiceError('NOT_FOUND', { message: 'There is no such task, or it is not yours.' });
    }
    return owner;
  };
  return {
    taskEvents: async ({ taskId, after }, context) =>
      deps.reader.watchTask({
        taskId,
        owner: await ownerOf(taskId, context),
        after: after ?? null,
        signal: context.signal,
        findTask: () => deps.tasks.findTask(taskId, context),
      }),
    myTaskEvents: async ({ after }, context) =>
      deps.reader.watchOwner({ owner: context.principal.owner, after: after ?? null, signal: context.signal }),
  };
}
