import type { TaskEvent } from '../../kernel/task-events.ts';

/** A task event in the form of the graph: what `schema/events.graphql` selects from. */
export type EventObject = Readonly<Record<string, unknown>> & { readonly __typename: TaskEvent['type'] };

/** The event as the graph shows it: its type's name, references to its entities, and times as text. */
export function toEventObject(event: TaskEvent): EventObject {
  const { type, atMs, ...rest } = event;
  return {
    ...rest,
    __typename: type,
    at: new Date(atMs).toISOString(),
    task: { __typename: 'Task', id: event.taskId },
    ...(event.type === 'TaskStarted' ? { worker: { __typename: 'Worker', id: event.workerId } } : {}),
  };
}
