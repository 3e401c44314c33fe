import type { Selectable, SelectQueryBuilder } from 'kysely';
import type { TaskEventBody } from '../kernel/task-events.ts';
import { isFinal } from '../kernel/task-state.ts';
import type { TaskErrorValue, TaskOutcome, TaskRecord, TaskResult, TokenUsage } from '../kernel/task.ts';
import type { TaskTable, TaskTables } from './schema.ts';
import type { TaskListQuery } from './task-store.ts';

export type TaskRow = Selectable<TaskTable>;

/** A row as readers may see it: how the task ended stays hidden until its status says that it has. */
export function toTaskRecord(row: TaskRow): TaskRecord {
  const hasEnded = isFinal(row.status);
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    owner: row.owner,
    keyId: row.key_id,
    tier: row.tier,
    model: row.model,
    request: row.request,
    result: hasEnded ? row.result : null,
    error: hasEnded ? row.error : null,
    usage: hasEnded ? usageOf(row) : null,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    workerId: row.worker_id,
    workerName: row.worker_name,
    backendName: row.backend_name,
    retryOf: row.retry_of,
    lastSeq: row.last_seq,
    createdAtMs: row.created_at.getTime(),
    startedAtMs: row.started_at?.getTime() ?? null,
    finishedAtMs: hasEnded ? (row.finished_at?.getTime() ?? null) : null,
  };
}

function usageOf(row: TaskRow): TokenUsage | null {
  return row.prompt_tokens === null || row.completion_tokens === null
    ? null
    : {
        promptTokens: row.prompt_tokens,
        completionTokens: row.completion_tokens,
        estimated: row.usage_estimated ?? false,
      };
}

/** What a run produced, as columns. */
export function endColumns(end: {
  readonly result: TaskResult | null;
  readonly error: TaskErrorValue | null;
  readonly usage: TokenUsage | null;
}) {
  return {
    result: end.result === null ? null : JSON.stringify(end.result),
    error: end.error === null ? null : JSON.stringify(end.error),
    prompt_tokens: end.usage?.promptTokens ?? null,
    completion_tokens: end.usage?.completionTokens ?? null,
    usage_estimated: end.usage?.estimated ?? null,
  };
}

/** The event that tells a decided outcome. */
export function terminalBody(outcome: TaskOutcome, error: TaskErrorValue | null): TaskEventBody {
  switch (outcome) {
    case 'COMPLETED':
      return { type: 'TaskCompleted' };
    case 'CANCELLED':
      return { type: 'TaskCancelled' };
    case 'FAILED':
      return {
        type: 'TaskFailed',
        code: error?.code ?? 'INTERNAL_SERVER_ERROR',
        message: error?.message ?? 'The task failed.',
        retryable: error?.retryable ?? false,
      };
  }
}

type TaskSelect<Output> = SelectQueryBuilder<TaskTables, 'inference.task', Output>;

/** Restricts a selection to what the query asks for. */
export function matching<Output>(select: TaskSelect<Output>, query: TaskListQuery): TaskSelect<Output> {
  let narrowed = select;
  if (query.owner !== null) narrowed = narrowed.where('owner', '=', query.owner);
  if (query.status !== undefined) narrowed = narrowed.where('status', 'in', orNothing(query.status));
  if (query.kind !== undefined) narrowed = narrowed.where('kind', 'in', orNothing(query.kind));
  if (query.model !== undefined) narrowed = narrowed.where('model', '=', query.model);
  if (query.workerId !== undefined) narrowed = narrowed.where('worker_id', '=', query.workerId);
  if (query.keyId !== undefined) narrowed = narrowed.where('key_id', '=', query.keyId);
  if (query.createdAfterMs !== undefined) narrowed = narrowed.where('created_at', '>=', new Date(query.createdAfterMs));
  if (query.createdBeforeMs !== undefined) {
    narrowed = narrowed.where('created_at', '<', new Date(query.createdBeforeMs));
  }
  return narrowed;
}

/** `in ()` is no SQL: an empty list matches the value that no row has. */
function orNothing<T extends string>(values: readonly T[]): readonly T[] {
  return values.length > 0 ? values : ['' as T];
}
