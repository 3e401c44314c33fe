import type DataLoader from 'dataloader';
import type { ClusterSnapshot } from '../../kernel/cluster.ts';
import type { TaskRecord } from '../../kernel/task.ts';
import type { RequestContext } from '../runtime/context.ts';
import type { Page, PageEdge } from '../runtime/page.ts';

export type TaskPage = Page<TaskRecord>;
export type TaskPageEdge = PageEdge<TaskRecord>;

/** What one request of the inference subgraph has beside its principal. */
export interface InferenceContext extends RequestContext {
  readonly loaders: {
    /** Tasks by id, batched; null when missing or another owner's. */
    readonly task: DataLoader<string, TaskRecord | null>;
    /** The cluster, read once a request; null when it cannot be read now. */
    readonly cluster: () => Promise<ClusterSnapshot | null>;
  };
}
