import type { ClusterSnapshot } from '../../kernel/cluster.ts';
import { modelIdOf } from '../../kernel/ids.ts';
import type { TaskRecord } from '../../kernel/task.ts';
import { dateTimeScalar, jsonObjectScalar } from '../runtime/scalars.ts';
import { checkChatInput } from './chat-rules.ts';
import type { InferenceContext } from './context.ts';
import { checkEmbeddingInput } from './embedding-rules.ts';
import type { Resolvers } from './generated/resolver-types.ts';
import type { SubmitService } from './submit-service.ts';
import { toListQuery } from './task-service.ts';
import type { TaskService } from './task-service.ts';
import { toMetadata, toResult } from './task-view.ts';
import { checkTextInput } from './text-rules.ts';

export interface InferenceServices {
  readonly submits: SubmitService;
  readonly tasks: TaskService;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export function makeInferenceResolvers({ submits, tasks, now }: InferenceServices) {
  return {
    DateTime: dateTimeScalar,
    JSONObject: jsonObjectScalar,
    Query: {
      task: (_, { id }, context) => context.loaders.task.load(id),
      tasks: (_, { filter, ...page }, context) => tasks.list(toListQuery(filter), page, context),
    },
    Mutation: {
      generateText: (_, { input }, context) => submits.submit(input, checkTextInput(input), context),
      generateChat: (_, { input }, context) => submits.submit(input, checkChatInput(input), context),
      createEmbeddings: (_, { input }, context) => submits.submit(input, checkEmbeddingInput(input), context),
      cancelTask: (_, { id }, context) => tasks.cancel(id, context),
      retryTask: (_, { id }, context) => tasks.retry(id, context),
    },
    Task: {
      __resolveReference: ({ id }, context) => context.loaders.task.load(id),
      modelName: (task) => task.model,
      model: (task, _, context) => findModel(task, context),
      worker: (task, _, context) => findWorker(task, context),
      apiKey: (task) => ({ id: task.keyId }),
      result: (task) => toResult(task),
      metadata: (task) => toMetadata(task, now()),
      lastEventSeq: (task) => task.lastSeq,
      retryOf: (task, _, context) => (task.retryOf === null ? null : context.loaders.task.load(task.retryOf)),
      createdAt: (task) => task.createdAtMs,
      startedAt: (task) => task.startedAtMs,
      finishedAt: (task) => task.finishedAtMs,
    },
    TaskConnection: { totalCount: (page) => page.totalCount() },
    Worker: {
      __resolveReference: ({ id }) => ({ id }),
      tasks: ({ id }, page, context) => tasks.list({ workerId: id }, page, context),
    },
    ApiKey: {
      __resolveReference: ({ id }) => ({ id }),
      tasks: ({ id }, page, context) => tasks.list({ keyId: id }, page, context),
    },
  } satisfies Partial<Resolvers>;
}

/** A reference to the model, unless it is known that no backend serves it. */
async function findModel(task: TaskRecord, context: InferenceContext): Promise<{ id: string } | null> {
  const served = (cluster: ClusterSnapshot): boolean =>
    cluster.workers.some((worker) =>
      worker.backends.some((backend) => backend.models.some(({ name }) => name === task.model)),
    );
  const cluster = await context.loaders.cluster();
  return cluster === null || served(cluster) ? { id: modelIdOf(task.model) } : null;
}

/** A reference to the worker of the latest attempt, unless it is known to have left. */
async function findWorker({ workerId }: TaskRecord, context: InferenceContext): Promise<{ id: string } | null> {
  if (workerId === null) return null;
  const cluster = await context.loaders.cluster();
  return cluster === null || cluster.workers.some(({ id }) => id === workerId) ? { id: workerId } : null;
}
