import type {
  ApiKeyFieldsFragment,
  ClusterQuery,
  MeQuery,
  MemoryFieldsFragment,
  ModelFieldsFragment,
  ModelQuery,
  TaskDetailsFragment,
  TaskEventFieldsFragment,
  TaskSummaryFragment,
  ViolationFragment,
  WorkerFieldsFragment,
} from './generated/operations.ts';

/** A task with its result. */
export type Task = TaskDetailsFragment;
/** A task in a list, without its result. */
export type TaskSummary = TaskSummaryFragment;
/** Something that happened to a task; `__typename` tells what. */
export type TaskEvent = TaskEventFieldsFragment;
export type TaskResult = NonNullable<Task['result']>;
export type Model = ModelFieldsFragment;
/** A model with the parameters that its tasks accept. */
export type ModelDetails = NonNullable<ModelQuery['model']>;
export type Worker = WorkerFieldsFragment;
export type Cluster = NonNullable<ClusterQuery['cluster']>;
export type ApiKey = ApiKeyFieldsFragment;
export type Me = NonNullable<MeQuery['me']>;
export type Memory = MemoryFieldsFragment;
/** One mistake in a request that the caller can mend. */
export type Violation = ViolationFragment;

/** A page of a list. `after: pageInfo.endCursor` continues it. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  /** Null when it could not be counted in time. */
  readonly totalCount: number | null;
}

export interface PageRequest {
  /** 1 to 100. */
  readonly first?: number | undefined;
  readonly after?: string | undefined;
}

/** A key and its secret, which nobody can show again. */
export interface NewSecret {
  readonly secret: string;
  readonly apiKey: ApiKey;
}

/** A task, its id, or the promise of either: what a submit returns can be passed on as it is. */
export type TaskReference = string | { readonly id: string } | Promise<string | { readonly id: string }>;
