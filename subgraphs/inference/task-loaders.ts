import DataLoader from 'dataloader';
import { isId } from '../../kernel/ids.ts';
import { isAdmin } from '../../kernel/principal.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { TaskRecord } from '../../kernel/task.ts';
import type { ClusterRegistry } from '../../tasks/cluster-registry.ts';
import type { TaskReader } from '../../tasks/task-store.ts';
import type { InferenceContext } from './context.ts';

export interface LoaderDependencies {
  readonly tasks: Pick<TaskReader, 'findMany'>;
  readonly registry: Pick<ClusterRegistry, 'snapshot'>;
}

/** Most ids read by one statement. */
const maxBatchSize = 200;

/** Loaders of one request. Tenancy is checked here, whichever way a task is reached. */
export function makeInferenceLoaders(deps: LoaderDependencies, principal: Principal): InferenceContext['loaders'] {
  let cluster: ReturnType<InferenceContext['loaders']['cluster']> | undefined;
  return {
    task: new DataLoader(
      async (ids: readonly string[]) => {
        const found = await deps.tasks.findMany(ids.filter((id) => isId('task', id)));
        const visible = new Map(found.filter((task) => maySee(principal, task)).map((task) => [task.id, task]));
        return ids.map((id) => visible.get(id) ?? null);
      },
      { maxBatchSize },
    ),
    cluster: () => (cluster ??= deps.registry.snapshot().catch(() => null)),
  };
}

export function maySee(principal: Principal, task: Pick<TaskRecord, 'owner'>): boolean {
  return task.owner === principal.owner || isAdmin(principal);
}
