import { ServiceError } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import type { TaskRecord, TaskRequest } from '../kernel/task.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { inSpan, traceParent } from '../platform/spans.ts';
import type { TaskEventLog } from './event-log.ts';
import { idempotencyHash, inputHash } from './input-hash.ts';
import type { TaskTables } from './schema.ts';
import type { TaskQueue } from './task-queue.ts';
import { toTaskRecord } from './task-rows.ts';
import type { TaskRow } from './task-rows.ts';
import { makeWaitEstimator } from './wait-estimator.ts';

export interface Submission {
  readonly principal: Principal;
  readonly model: string;
  readonly request: TaskRequest;
  /** Scoped to the owner; kept for 24 hours. */
  readonly idempotencyKey: string | null;
  readonly retryOf: string | null;
}

export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly task: TaskRecord }
  /** The idempotency key was used with the same input before. */
  | { readonly kind: 'replayed'; readonly task: TaskRecord }
  /** The idempotency key was used with another input before. */
  | { readonly kind: 'conflict' };

/** Accepts tasks durably: once `submit` has resolved the task is never lost. Rejects with SERVICE_UNAVAILABLE when the database or Redis is away. */
export interface TaskSubmitter {
  submit(submission: Submission): Promise<SubmitOutcome>;
}

export interface TaskSubmitterDeps {
  readonly database: Database;
  readonly log: TaskEventLog;
  readonly queue: TaskQueue;
  /** A new task id. */
  readonly newTaskId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly logger: Logger;
}

export interface TaskSubmitterOptions {
  readonly maxAttempts: number;
}

const idempotencyMs = 24 * 60 * 60 * 1000;

export function makeTaskSubmitter(deps: TaskSubmitterDeps, options: TaskSubmitterOptions): TaskSubmitter {
  const db = deps.database.kysely<TaskTables>();
  const estimator = makeWaitEstimator(deps);

  async function insert(row: TaskRow): Promise<boolean> {
    const inserted = await db
      .insertInto('inference.task')
      .values({ ...row, request: JSON.stringify(row.request), result: null, error: null })
      .onConflict((conflict) =>
        conflict.columns(['owner', 'idempotency_hash']).where('idempotency_hash', 'is not', null).doNothing(),
      )
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }

  /** The task that has the key; undefined when it has none any more. */
  async function findHolder(row: TaskRow): Promise<TaskRow | undefined> {
    const holder = await db
      .selectFrom('inference.task')
      .selectAll()
      .where('owner', '=', row.owner)
      .where('idempotency_hash', '=', row.idempotency_hash)
      .executeTakeFirst();
    if (holder === undefined || holder.created_at.getTime() > deps.now() - idempotencyMs) return holder;
    await db.updateTable('inference.task').set({ idempotency_hash: null }).where('id', '=', holder.id).execute();
    return undefined;
  }

  /** Tells and lines up a task whose row is there. What Redis misses now the reconciler makes up for. */
  async function announce(task: TaskRecord, position: number): Promise<void> {
    const target = { taskId: task.id, owner: task.owner, attempt: 0, lastSeq: 0 };
    try {
      const estimatedWaitMs = estimator.estimate(task.model, position);
      // In this order: the worker's first event must not overtake this one.
      await deps.log.append(target, { type: 'TaskQueued', position, estimatedWaitMs });
      await deps.queue.enqueue(task, 0);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      deps.logger.warn({ taskId: task.id }, 'a task was accepted while Redis was away; it is queued later');
    }
  }

  async function submit(submission: Submission): Promise<SubmitOutcome> {
    // Asks Redis first: while it is away nothing is accepted.
    const position = await deps.queue.waiting(submission.model);
    const row = newRow(submission, deps, options);
    // Three tries: between two of them the holder of the key may have expired or been purged.
    for (let tries = 0; tries < 3; tries++) {
      if (await insert(row)) {
        const task = toTaskRecord(row);
        await announce(task, position);
        return { kind: 'accepted', task };
      }
      const holder = await findHolder(row);
      if (holder === undefined) continue;
      return holder.input_hash === row.input_hash
        ? { kind: 'replayed', task: toTaskRecord(holder) }
        : { kind: 'conflict' };
    }
    throw new ServiceError('SERVICE_UNAVAILABLE', { message: 'The idempotency key is in heavy use: try again.' });
  }

  return {
    submit: (submission) =>
      inSpan({ name: 'submit', kind: 'producer', attributes: submissionAttributes(submission) }, async (span) => {
        const outcome = await submit(submission);
        span.setAttribute('infergraph.submit.outcome', outcome.kind);
        if (outcome.kind !== 'conflict') span.setAttribute('infergraph.task.id', outcome.task.id);
        return outcome;
      }),
  };
}

function submissionAttributes({ model, request }: Submission) {
  return { 'gen_ai.request.model': model, 'infergraph.task.kind': request.kind };
}

function newRow(submission: Submission, deps: TaskSubmitterDeps, options: TaskSubmitterOptions): TaskRow {
  const { principal, model, request, idempotencyKey } = submission;
  return {
    id: deps.newTaskId(),
    owner: principal.owner,
    key_id: principal.keyId,
    tier: principal.tier,
    kind: request.kind,
    model,
    request,
    status: 'PENDING',
    outcome: null,
    result: null,
    error: null,
    prompt_tokens: null,
    completion_tokens: null,
    usage_estimated: null,
    attempt: 0,
    max_attempts: options.maxAttempts,
    worker_id: null,
    worker_name: null,
    backend_name: null,
    retry_of: submission.retryOf,
    trace_parent: traceParent(),
    last_seq: 0,
    lease_expires_at: null,
    idempotency_hash: idempotencyKey === null ? null : idempotencyHash(idempotencyKey),
    input_hash: inputHash(model, request),
    created_at: new Date(deps.now()),
    started_at: null,
    finished_at: null,
  };
}
