import type { Client, FormattedExecutionResult } from 'graphql-ws';

/** Watches a task, in the simplest form. */
export const watch =
  'subscription W($id: ID!, $after: String) { taskEvents(taskId: $id, after: $after) { __typename seq cursor ... on TaskOutputAppended { delta } } }';

/** What has come of a subscription so far. */
export interface Seen {
  readonly results: readonly FormattedExecutionResult<Record<string, unknown>, unknown>[];
  // Results of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: () => any[];
  readonly errors: () => readonly { message: string; extensions: Record<string, unknown> }[];
  readonly isComplete: () => boolean;
  readonly stop: () => void;
}

export function subscribe(client: Client, query: string, variables: Record<string, unknown> = {}): Seen {
  const results: FormattedExecutionResult<Record<string, unknown>, unknown>[] = [];
  let failure: unknown;
  let complete = false;
  const stop = client.subscribe(
    { query, variables },
    {
      next: (result) => void results.push(result),
      error: (error) => void (failure = error),
      complete: () => void (complete = true),
    },
  );
  return {
    results,
    data: () => results.map(({ data }) => data),
    errors: () => (Array.isArray(failure) ? failure : []),
    isComplete: () => complete,
    stop,
  };
}
