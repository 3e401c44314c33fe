import { makeCancelBus } from '../../tasks/cancel-bus.ts';
import type { CancelBus } from '../../tasks/cancel-bus.ts';
import { makeClusterRegistry } from '../../tasks/cluster-registry.ts';
import type { ClusterRegistry } from '../../tasks/cluster-registry.ts';
import { makeTaskEventLog } from '../../tasks/event-log.ts';
import type { TaskEventLog } from '../../tasks/event-log.ts';
import { makeTaskEventReader } from '../../tasks/event-reader.ts';
import type { TaskEventReader } from '../../tasks/event-reader.ts';
import { makeTaskQueue } from '../../tasks/task-queue.ts';
import type { TaskQueue } from '../../tasks/task-queue.ts';
import { makeTaskReader } from '../../tasks/task-store.ts';
import type { TaskReader } from '../../tasks/task-store.ts';
import { makeWorkerControl } from '../../tasks/worker-control.ts';
import type { WorkerControl } from '../../tasks/worker-control.ts';
import type { Foundation } from './foundation.ts';

/** The parts of the task heart that more than one role uses. */
export interface Heart {
  readonly log: TaskEventLog;
  readonly events: TaskEventReader;
  readonly queue: TaskQueue;
  readonly tasks: TaskReader;
  readonly registry: ClusterRegistry;
  readonly control: WorkerControl;
  readonly cancelBus: CancelBus;
}

export function makeHeart(foundation: Foundation): Heart {
  const { database, redis, hub, logger, now } = foundation;
  return {
    log: makeTaskEventLog({ redis, now }, { retentionMs: foundation.config.eventRetentionMs }),
    events: makeTaskEventReader({ redis, hub }),
    queue: makeTaskQueue({ redis, logger }),
    tasks: makeTaskReader(database),
    registry: makeClusterRegistry({ redis, now }),
    control: makeWorkerControl({ redis, hub }),
    cancelBus: makeCancelBus({ redis, hub }),
  };
}
