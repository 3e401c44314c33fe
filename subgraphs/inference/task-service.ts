import { ServiceError } from '../../kernel/errors.ts';
import { isAdmin } from '../../kernel/principal.ts';
import { satisfies } from '../../kernel/scopes.ts';
import type { TaskKind, TaskRecord } from '../../kernel/task.ts';
import type { TaskCanceller } from '../../tasks/task-canceller.ts';
import type { TaskListQuery, TaskReader } from '../../tasks/task-store.ts';
import { keysetCursors, toPage, toPageRequest } from '../runtime/page.ts';
import type { PageArguments } from '../runtime/page.ts';
import type { InferenceContext, TaskPage } from './context.ts';
import type { InvalidModelError, NotFoundError, TaskFilter, TaskStateError } from './generated/resolver-types.ts';
import type { SubmitService } from './submit-service.ts';

export interface CancelPayload {
  readonly task: TaskRecord | null;
  readonly errors: readonly (NotFoundError | TaskStateError)[];
}

export interface RetryPayload {
  readonly task: TaskRecord | null;
  readonly errors: readonly (NotFoundError | TaskStateError | InvalidModelError)[];
}

/** Reads and ends tasks for their owner; an admin sees everybody's. */
export interface TaskService {
  /** Newest first. Rejects with BAD_USER_INPUT for a wrong page. */
  list(filter: Omit<TaskListQuery, 'owner'>, page: PageArguments, context: InferenceContext): Promise<TaskPage>;
  /** Rejects with FORBIDDEN without the scope of the task's kind. */
  cancel(id: string, context: InferenceContext): Promise<CancelPayload>;
  /** Rejects with FORBIDDEN without the scope of the task's kind, and as a submit does. */
  retry(id: string, context: InferenceContext): Promise<RetryPayload>;
}

export interface TaskServiceDependencies {
  readonly tasks: TaskReader;
  readonly canceller: TaskCanceller;
  readonly submits: SubmitService;
}

const defaultPageSize = 20;

export function makeTaskService(deps: TaskServiceDependencies): TaskService {
  return {
    list: async (filter, pageArguments, { principal }) => {
      const page = toPageRequest(pageArguments, defaultPageSize, keysetCursors);
      const query = { ...filter, owner: isAdmin(principal) ? null : principal.owner };
      if (!canMatch(query)) return toPage<TaskRecord>([], page, { ...keysetCursors, count: () => Promise.resolve(0) });
      const found = await deps.tasks.list(query, { after: page.after, limit: page.limit });
      return toPage(found, page, { ...keysetCursors, count: () => deps.tasks.count(query) });
    },
    cancel: async (id, context) => {
      const task = await context.loaders.task.load(id);
      if (task === null) return { task: null, errors: [notFound] };
      assertScope(task.kind, 'cancelTask', context);
      const outcome = await deps.canceller.cancel(id, isAdmin(context.principal) ? null : context.principal.owner);
      context.loaders.task.clear(id);
      switch (outcome.kind) {
        case 'cancelled':
          return { task: outcome.task, errors: [] };
        case 'finished':
          return { task: null, errors: [stateError('TASK_FINISHED', outcome.task)] };
        case 'missing':
          return { task: null, errors: [notFound] };
      }
    },
    retry: async (id, context) => {
      const task = await context.loaders.task.load(id);
      if (task === null) return { task: null, errors: [notFound] };
      assertScope(task.kind, 'retryTask', context);
      if (task.status !== 'FAILED' && task.status !== 'CANCELLED') {
        return { task: null, errors: [stateError('TASK_NOT_FINISHED', task)] };
      }
      const outcome = await deps.submits.resubmit(task, context);
      return 'availableModels' in outcome ? { task: null, errors: [outcome] } : { task: outcome, errors: [] };
    },
  };
}

/** The filter of `tasks` in the store's terms. Null and absent both mean: any. */
export function toListQuery(filter: TaskFilter | null | undefined): Omit<TaskListQuery, 'owner'> {
  return {
    status: filter?.status ?? undefined,
    kind: filter?.kind ?? undefined,
    model: filter?.model ?? undefined,
    createdAfterMs: filter?.createdAfter?.getTime(),
    createdBeforeMs: filter?.createdBefore?.getTime(),
  };
}

/** False for texts that PostgreSQL cannot keep, nor compare with: nothing is stored under them. */
function canMatch({ model, workerId, keyId }: TaskListQuery): boolean {
  return ![model, workerId, keyId].some((text) => text !== undefined && (text.includes('\0') || !text.isWellFormed()));
}

/** The scope that each kind of task needs. */
const scopeOfKind: Readonly<Record<TaskKind, string>> = {
  TEXT: 'inference:text',
  CHAT: 'inference:text',
  EMBEDDING: 'inference:embedding',
};

function assertScope(kind: TaskKind, path: string, { principal }: InferenceContext): void {
  const scope = scopeOfKind[kind];
  const anyOf = [[scope]];
  if (satisfies(principal.scopes, anyOf)) return;
  throw new ServiceError('FORBIDDEN', {
    message: `The key lacks a scope: ${scope}.`,
    details: { missing: [{ path, anyOf }] },
  });
}

const notFound: NotFoundError = {
  __typename: 'NotFoundError',
  code: 'NOT_FOUND',
  message: 'There is no such task, or it is not yours.',
  path: ['id'],
};

function stateError(code: 'TASK_FINISHED' | 'TASK_NOT_FINISHED', task: TaskRecord): TaskStateError {
  return {
    __typename: 'TaskStateError',
    code,
    message:
      code === 'TASK_FINISHED'
        ? `The task has already ended: ${task.status}.`
        : `Only a FAILED or CANCELLED task can be retried; this one is ${task.status}.`,
    path: ['id'],
    status: task.status,
  };
}
