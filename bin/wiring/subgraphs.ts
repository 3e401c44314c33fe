import type { SubgraphName } from '../../kernel/subgraph-protocol.ts';
import { withPatience } from '../../platform/patience.ts';
import { makeClusterSubgraph } from '../../subgraphs/cluster/subgraph.ts';
import { makeInferenceSubgraph } from '../../subgraphs/inference/subgraph.ts';
import { knowledgeMigrations } from '../../subgraphs/knowledge/migrations.ts';
import { makeKnowledgeSubgraph } from '../../subgraphs/knowledge/subgraph.ts';
import { makeModelsSubgraph } from '../../subgraphs/models/subgraph.ts';
import type { SubgraphDefinition } from '../../subgraphs/runtime/local-subgraph.ts';
import { ensureBootstrapKeys } from '../../subgraphs/usage/bootstrap.ts';
import { makeCredentialAnnouncer } from '../../subgraphs/usage/credential-announcer.ts';
import { usageMigrations } from '../../subgraphs/usage/migrations.ts';
import { makeUsageSubgraph } from '../../subgraphs/usage/subgraph.ts';
import { taskDomain, taskMigrations } from '../../tasks/migrations.ts';
import { makeTaskCanceller } from '../../tasks/task-canceller.ts';
import { makeTaskSubmitter } from '../../tasks/task-submitter.ts';
import { makeTaskWaiter } from '../../tasks/task-waiter.ts';
import type { Foundation } from './foundation.ts';
import type { Heart } from './heart.ts';

/** How long a start waits for the database. */
const databaseStartMs = 60_000;

/** Brings the task heart's tables to the newest migration. */
export function migrateTasks({ database }: Foundation): Promise<void> {
  return withPatience(databaseStartMs, () => database.migrate(taskDomain, taskMigrations));
}

/** Brings the key store's tables to the newest migration. */
export function migrateUsage({ database }: Foundation): Promise<void> {
  return withPatience(databaseStartMs, () => database.migrate('usage', usageMigrations));
}

/** Makes the named subgraphs, their tables first. */
export async function makeSubgraphs(
  names: readonly SubgraphName[],
  foundation: Foundation,
  heart: Heart,
): Promise<SubgraphDefinition[]> {
  const definitions: SubgraphDefinition[] = [];
  for (const name of names) definitions.push(await makers[name](foundation, heart));
  return definitions;
}

const makers: Readonly<Record<SubgraphName, (foundation: Foundation, heart: Heart) => Promise<SubgraphDefinition>>> = {
  inference: async (foundation, heart) => {
    await migrateTasks(foundation);
    const { database, logger, newId, now, config } = foundation;
    const { tasks, log, queue, cancelBus, registry, events } = heart;
    return makeInferenceSubgraph({
      tasks,
      submitter: makeTaskSubmitter(
        { database, log, queue, newTaskId: () => newId('task'), now, logger },
        { maxAttempts: config.taskMaxAttempts },
      ),
      waiter: makeTaskWaiter({ events, tasks }),
      canceller: makeTaskCanceller({ database, log, queue, bus: cancelBus, now }),
      registry,
      logger,
      now,
    });
  },
  models: async (_foundation, { registry }) => makeModelsSubgraph({ registry }),
  cluster: async (foundation, { registry, control, tasks }) => {
    await migrateTasks(foundation);
    return makeClusterSubgraph({ registry, control, tasks });
  },
  usage: async (foundation) => {
    await migrateUsage(foundation);
    const { database, newId, config, redis, logger } = foundation;
    const announcer = makeCredentialAnnouncer(redis, logger);
    await ensureBootstrapKeys(config.bootstrapKeys, { database, announcer, newId });
    return makeUsageSubgraph({ database, announcer, newId });
  },
  knowledge: async ({ database, newId }) => {
    await withPatience(databaseStartMs, () => database.migrate('knowledge', knowledgeMigrations));
    return makeKnowledgeSubgraph({ database, newId });
  },
};
