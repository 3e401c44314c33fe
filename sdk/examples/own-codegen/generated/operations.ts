/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whether a model can be used. */
export type ModelStatus =
  /** Ready for tasks. */
  | 'AVAILABLE'
  /** It is being downloaded. */
  | 'DOWNLOADING'
  /** No healthy backend serves it now. */
  | 'ERROR'
  /** Its backend is loading it. */
  | 'LOADING';

export type RecentFailuresQueryVariables = Exact<{
  first: number;
}>;


export type RecentFailuresQuery = { tasks: { nodes: Array<{ id: string, modelName: string, error: { code: string, message: string } | null, model: { status: ModelStatus } | null }> } | null };

export type WorkersOfTaskSubscriptionVariables = Exact<{
  taskId: string | number;
}>;


export type WorkersOfTaskSubscription = { taskEvents:
    | { __typename: 'TaskCancelled', seq: number }
    | { __typename: 'TaskCompleted', seq: number }
    | { __typename: 'TaskFailed', seq: number }
    | { __typename: 'TaskOutputAppended', seq: number }
    | { __typename: 'TaskProgressed', seq: number }
    | { __typename: 'TaskQueued', seq: number }
    | { __typename: 'TaskRestarted', seq: number }
    | { __typename: 'TaskStarted', seq: number, worker: { name: string, host: string } | null }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const RecentFailuresDocument = new TypedDocumentString(`
    query RecentFailures($first: Int!) {
  tasks(filter: {status: [FAILED]}, first: $first) {
    nodes {
      id
      modelName
      error {
        code
        message
      }
      model {
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecentFailuresQuery, RecentFailuresQueryVariables>;
export const WorkersOfTaskDocument = new TypedDocumentString(`
    subscription WorkersOfTask($taskId: ID!) {
  taskEvents(taskId: $taskId) {
    __typename
    seq
    ... on TaskStarted {
      worker {
        name
        host
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WorkersOfTaskSubscription, WorkersOfTaskSubscriptionVariables>;