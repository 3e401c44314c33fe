import { AsyncLocalStorage } from 'node:async_hooks';

export interface FairQueueOptions {
  /** Jobs that run at a time for one group; 4 by default. */
  readonly perGroup?: number;
  /** Jobs that run at a time in all; 32 by default. */
  readonly inAll?: number;
}

/**
 * Runs jobs by group, so many at a time, in order within a group and in turn among groups. Between two starts the event loop
 * goes around once, so that a rush of jobs holds up nothing else. Unbounded: whoever adds jobs bounds them.
 */
export interface FairQueue {
  /** Settles as the job does. */
  run<T>(group: object, job: () => Promise<T>): Promise<T>;
}

interface Group {
  running: number;
  readonly waiting: (() => Promise<void>)[];
}

export function makeFairQueue(options: FairQueueOptions = {}): FairQueue {
  const perGroup = options.perGroup ?? 4;
  const inAll = options.inAll ?? 32;
  const groups = new Map<object, Group>();
  /** Those that wait for something and may start it, in turn. */
  const eligible = new Set<Group>();
  let running = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || running >= inAll || eligible.size === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      startNext();
      schedule();
    });
  };

  const startNext = (): void => {
    const [group] = eligible;
    const start = group?.waiting.shift();
    if (group === undefined || start === undefined) return;
    group.running++;
    running++;
    enlist(group);
    void start().then(() => {
      group.running--;
      running--;
      enlist(group);
      schedule();
    });
  };

  /** Puts a group at the end of the turn, or takes it out. */
  const enlist = (group: Group): void => {
    eligible.delete(group);
    if (group.waiting.length > 0 && group.running < perGroup) eligible.add(group);
  };

  return {
    run(key, job) {
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = { running: 0, waiting: [] }));
      const mine = group;
      const result = new Promise<Awaited<ReturnType<typeof job>>>((resolve, reject) => {
        // Starts in another's turn, but belongs to the trace of who asked.
        const bound = AsyncLocalStorage.bind(job);
        mine.waiting.push(async () => {
          try {
            resolve(await bound());
          } catch (error) {
            reject(error as Error);
          } finally {
            if (mine.running === 1 && mine.waiting.length === 0) groups.delete(key);
          }
        });
      });
      // A group that waits already keeps its place in the turn.
      if (!eligible.has(mine)) enlist(mine);
      schedule();
      return result;
    },
  };
}
