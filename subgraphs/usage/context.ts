import type DataLoader from 'dataloader';
import type { RequestContext } from '../runtime/context.ts';
import type { KeyRecord } from './key-record.ts';

/** What one request of the usage subgraph has beside its principal. */
export interface UsageContext extends RequestContext {
  readonly loaders: {
    /** Keys by id, batched; null when missing or another owner's. */
    readonly key: DataLoader<string, KeyRecord | null>;
  };
}
