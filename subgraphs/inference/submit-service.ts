import { ServiceError } from '../../kernel/errors.ts';
import type { TaskRecord, TaskRequest } from '../../kernel/task.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ClusterRegistry } from '../../tasks/cluster-registry.ts';
import type { TaskCanceller } from '../../tasks/task-canceller.ts';
import type { TaskSubmitter } from '../../tasks/task-submitter.ts';
import type { TaskWaiter } from '../../tasks/task-waiter.ts';
import type { RequestContext } from '../runtime/context.ts';
import { toInvalidInputError } from '../runtime/violations.ts';
import type { Checked } from '../runtime/violations.ts';
import type { IdempotencyConflictError, InvalidInputError, InvalidModelError } from './generated/resolver-types.ts';
import { chooseModel } from './model-choice.ts';
import type { SubmitFields } from './sampling-rules.ts';

export type SubmitError = InvalidInputError | InvalidModelError | IdempotencyConflictError;

export interface SubmitPayload {
  readonly task: TaskRecord | null;
  readonly errors: readonly SubmitError[];
}

/** Accepts tasks. */
export interface SubmitService {
  /**
   * Submits a checked input, and waits for its end when `waitMs` says so. A caller that goes away while it waits takes
   * its task along, unless an idempotency key lets it come back. Rejects with BACKEND_UNAVAILABLE or SERVICE_UNAVAILABLE.
   */
  submit(input: SubmitFields, checked: Checked<TaskRequest>, context: RequestContext): Promise<SubmitPayload>;
  /** Submits a task's request again, as a new task. */
  resubmit(task: TaskRecord, context: RequestContext): Promise<TaskRecord | InvalidModelError>;
}

export interface SubmitDependencies {
  readonly submitter: TaskSubmitter;
  readonly waiter: TaskWaiter;
  readonly canceller: TaskCanceller;
  readonly registry: Pick<ClusterRegistry, 'snapshot'>;
  readonly logger: Logger;
}

export function makeSubmitService(deps: SubmitDependencies): SubmitService {
  /** The model's name as backends know it, or what is wrong with it. */
  const findModel = async (model: string, request: TaskRequest): Promise<string | InvalidModelError> => {
    const choice = chooseModel(model, request, await deps.registry.snapshot());
    switch (choice.kind) {
      case 'available':
        return choice.name;
      case 'unavailable':
        throw new ServiceError('BACKEND_UNAVAILABLE', { message: choice.message, details: { model } });
      case 'invalid':
        return {
          __typename: 'InvalidModelError',
          code: 'INVALID_MODEL',
          message: choice.message,
          path: ['input', 'model'],
          availableModels: choice.availableModels,
        };
    }
  };

  const waitFor = async (task: TaskRecord, input: SubmitFields, signal: AbortSignal): Promise<TaskRecord> => {
    const waitMs = input.waitMs ?? 0;
    if (waitMs === 0) return task;
    try {
      return await deps.waiter.wait(task, waitMs, signal);
    } catch (error) {
      if (!signal.aborted) {
        // The task is accepted: an error would only make the caller submit it again.
        deps.logger.warn({ taskId: task.id, err: error }, 'could not wait for a task');
        return task;
      }
      const mayComeBack = input.idempotencyKey !== null && input.idempotencyKey !== undefined;
      if (!mayComeBack) {
        await deps.canceller.cancel(task.id, task.owner).catch((failure: unknown) => {
          deps.logger.warn({ taskId: task.id, err: failure }, 'could not cancel the task of a caller that went away');
        });
      }
      throw error;
    }
  };

  return {
    submit: async (input, checked, { principal, signal }) => {
      if (checked.kind === 'invalid') return { task: null, errors: checked.violations.map(toInvalidInputError) };
      const model = await findModel(input.model, checked.value);
      if (typeof model !== 'string') return { task: null, errors: [model] };
      const outcome = await deps.submitter.submit({
        principal,
        model,
        request: checked.value,
        idempotencyKey: input.idempotencyKey ?? null,
        retryOf: null,
      });
      if (outcome.kind === 'conflict') return { task: null, errors: [idempotencyConflict] };
      return { task: await waitFor(outcome.task, input, signal), errors: [] };
    },
    resubmit: async (task, { principal }) => {
      const model = await findModel(task.model, task.request);
      if (typeof model !== 'string') return { ...model, path: ['id'] };
      const outcome = await deps.submitter.submit({
        principal,
        model,
        request: task.request,
        idempotencyKey: null,
        retryOf: task.id,
      });
      if (outcome.kind === 'conflict') throw new Error('a submission without an idempotency key cannot conflict');
      return outcome.task;
    },
  };
}

const idempotencyConflict: IdempotencyConflictError = {
  __typename: 'IdempotencyConflictError',
  code: 'IDEMPOTENCY_CONFLICT',
  message: 'The idempotency key was used with another input in the last 24 hours: use a new key for a new input.',
  path: ['input', 'idempotencyKey'],
};
