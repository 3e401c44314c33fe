import type { TaskStatus } from '../../kernel/task.ts';
import { GraphQLError } from 'graphql';
import type { Subgraph, SubgraphResponse } from '../../kernel/subgraph-protocol.ts';
import { unlessAborted } from '../../platform/deadline.ts';
import type { WatchTask } from '../../tasks/event-reader.ts';
import type { RequestContext } from '../request-context.ts';

/** What a reader of events wants to know of a task's row. */
export type FoundTask = NonNullable<Awaited<ReturnType<WatchTask['findTask']>>>;

/** Asks the graph for tasks, with the rights of the caller: what it may not see is not found. */
export interface TaskLookup {
  /** Owner of the task; null when there is no such task, or it is not the caller's to see. */
  findOwner(taskId: string, context: RequestContext): Promise<string | null>;
  /** The task's state; null as above. */
  findTask(taskId: string, context: RequestContext): Promise<FoundTask | null>;
}

const ownerQuery = 'query TaskOwner($id: ID!) { task(id: $id) { owner } }';
const stateQuery = `query TaskState($id: ID!) {
  task(id: $id) { status error { code message retryable } finishedAt lastEventSeq metadata { attempts } }
}`;

/** Longest wait for the inference subgraph, in milliseconds. */
const timeoutMs = 5_000;

export function makeTaskLookup(inference: Subgraph): TaskLookup {
  const ask = async (query: string, taskId: string, context: RequestContext): Promise<unknown> => {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)]);
    const response = await unlessAborted(
      inference.execute({
        query,
        variables: { id: taskId },
        principal: context.principal,
        requestId: context.requestId,
        signal,
      }),
      signal,
    );
    throwFirstError(response);
    return response.data?.['task'] ?? null;
  };
  return {
    async findOwner(taskId, context) {
      const task = (await ask(ownerQuery, taskId, context)) as { owner: string } | null;
      return task?.owner ?? null;
    },
    async findTask(taskId, context) {
      const task = (await ask(stateQuery, taskId, context)) as TaskState | null;
      return task === null
        ? null
        : {
            status: task.status,
            attempt: task.metadata.attempts,
            lastSeq: task.lastEventSeq,
            error: task.error,
            finishedAtMs: task.finishedAt === null ? null : Date.parse(task.finishedAt),
          };
    },
  };
}

interface TaskState {
  readonly status: TaskStatus;
  readonly error: { readonly code: string; readonly message: string; readonly retryable: boolean } | null;
  readonly finishedAt: string | null;
  readonly lastEventSeq: number;
  readonly metadata: { readonly attempts: number };
}

function throwFirstError(response: SubgraphResponse): void {
  const error = response.errors?.[0];
  if (error !== undefined) throw new GraphQLError(error.message, { extensions: { ...error.extensions } });
}
