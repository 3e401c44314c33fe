import type { ClusterSnapshot } from '../../../../kernel/cluster.ts';
import { makeInferenceSubgraph } from '../../../../subgraphs/inference/subgraph.ts';
import type { SubgraphDefinition } from '../../../../subgraphs/runtime/local-subgraph.ts';
import { makeTaskWaiter } from '../../../../tasks/task-waiter.ts';
import { openTestDatabase } from '../../../fixtures/database.ts';
import type { TestDatabase } from '../../../fixtures/database.ts';
import { startRedis } from '../../../fixtures/redis.ts';
import { makeBackend, makeModel, makeSnapshot, makeWorker } from '../../../unit/subgraphs/cluster-facts.ts';
import { claimRun, makeHeart, migrateTasks, openRedisSide, silent } from '../../tasks/heart.ts';
import type { Heart } from '../../tasks/heart.ts';
import { makeAsk } from '../support/ask.ts';
import type { Ask, AskOptions } from '../support/ask.ts';

/** The inference subgraph on the real task heart; the cluster is told by the test. */
export interface InferenceFixture extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly heart: Heart;
  /** What the subgraph sees of the cluster; by default one worker with `llama`, and `embedder` for vectors. */
  cluster: () => Promise<ClusterSnapshot>;
  /** As alice, with the inference scopes. */
  readonly ask: Ask;
  makeDefinition(tasks?: Heart['tasks']): SubgraphDefinition;
  /** Submits a text task and gives its id. */
  newTask(options?: AskOptions): Promise<string>;
  /** Runs a task to its end, as a worker would. */
  settle(id: string, text?: string): Promise<void>;
  fail(id: string): Promise<void>;
}

const models = [
  makeModel({ name: 'llama' }),
  makeModel({ name: 'embedder', type: 'EMBEDDING', capabilities: ['EMBEDDING'] }),
];
export const aliveCluster = makeSnapshot(makeWorker({ backends: [makeBackend({ models })] }));

export async function openInference(): Promise<InferenceFixture> {
  const stack = new AsyncDisposableStack();
  const redis = stack.use(await startRedis());
  const database = stack.use(await openTestDatabase());
  await migrateTasks(database);
  const heart = makeHeart(stack.use(await openRedisSide(redis.url)), database);
  const makeDefinition: InferenceFixture['makeDefinition'] = (tasks = heart.tasks) =>
    makeInferenceSubgraph({
      tasks,
      submitter: heart.submitter,
      waiter: makeTaskWaiter({ events: heart.events, tasks: heart.tasks }),
      canceller: heart.canceller,
      registry: { snapshot: () => fixture.cluster() },
      logger: silent,
    });
  const ask = makeAsk(makeDefinition(), { owner: 'alice', scopes: ['inference:text', 'inference:embedding'] });
  const fixture: InferenceFixture = {
    database,
    heart,
    cluster: () => Promise.resolve(aliveCluster),
    ask,
    makeDefinition,
    newTask: async (options) => {
      const query = 'mutation { generateText(input: { model: "llama", prompt: "Hi" }) { task { id } } }';
      return (await ask(query, options)).data.generateText.task.id as string;
    },
    settle: async (id, text = 'Hello') => {
      await heart.runs.settle(await claimRun(heart, id), {
        kind: 'completed',
        result: { kind: 'TEXT', text, reasoning: null, finishReason: 'STOP' },
        usage: { promptTokens: 1, completionTokens: 2, estimated: false },
      });
    },
    fail: async (id) => {
      const error = { code: 'BACKEND_ERROR', message: 'no', retryable: true };
      await heart.runs.settle(await claimRun(heart, id), { kind: 'failed', error, usage: null });
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
  return fixture;
}
