import type { BackendFacts, BackendStatus, ModelFacts } from '../kernel/cluster.ts';
import type { Backend } from './backend.ts';
import { chooseBackend } from './balancer-rules.ts';
import type { Candidate } from './balancer-rules.ts';
import type { Health } from './health.ts';

/** A backend with its watch. */
export interface Member {
  readonly id: string;
  readonly backend: Backend;
  readonly health: Health;
  /** Kept out of the catalogue; serves only tasks that are already in line. */
  readonly isHidden: () => boolean;
}

/** A place on a backend. */
export interface BackendLease {
  readonly backend: Backend;
  /** Frees the place; `error` undefined: it went well, null: says nothing about the backend. */
  release(error: unknown): void;
}

export type Acquired =
  { readonly kind: 'lease'; readonly lease: BackendLease } | { readonly kind: 'unavailable'; readonly message: string };

export interface AcquireOptions {
  /** Names of backends that are out of the question. */
  readonly exclude: ReadonlySet<string>;
  /** How long to wait while no backend of the model is healthy. While they are only busy there is no limit but the signal. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

/** Gives tasks their place on the backends of one worker. */
export interface Balancer {
  add(member: Member): void;
  /** Takes a backend out; its running tasks go on. */
  remove(name: string): void;
  members(): readonly Member[];
  /** Waits for a place, in order of arrival. Rejects with the signal's reason. */
  acquire(model: string, options: AcquireOptions): Promise<Acquired>;
  /** True when a healthy backend outside of `exclude` serves the model, busy or not. */
  hasHealthy(model: string, exclude: ReadonlySet<string>): boolean;
  /** Looks whether those who wait can go on; to be called when the health of a member has changed. */
  recheck(): void;
  facts(): BackendFacts[];
  /** Places by model, of healthy backends, hidden ones included; 0 for models whose backends are all away. */
  places(): Map<string, number>;
}

interface Waiter {
  readonly model: string;
  readonly exclude: ReadonlySet<string>;
  readonly settle: (acquired: Acquired) => void;
}

export function makeBalancer(): Balancer {
  const members: Member[] = [];
  const running = new Map<string, number>();
  const turns = new Map<string, number>();
  const waiters: Waiter[] = [];

  function candidatesFor(model: string, exclude: ReadonlySet<string>): Candidate[] {
    return members
      .filter((member) => !exclude.has(member.backend.name) && serves(member, model))
      .map((member) => ({
        name: member.backend.name,
        isUsable: member.health.report().status === 'HEALTHY',
        running: running.get(member.backend.name) ?? 0,
        concurrency: member.backend.concurrency,
      }));
  }

  function tryAcquire(model: string, exclude: ReadonlySet<string>): Acquired | 'busy' {
    const candidates = candidatesFor(model, exclude);
    const turn = turns.get(model) ?? 0;
    const choice = chooseBackend(candidates, turn);
    if (choice.kind === 'busy') return 'busy';
    const member = choice.kind === 'chosen' ? members.find((one) => one.backend.name === choice.name) : undefined;
    if (choice.kind === 'none' || member === undefined) return { kind: 'unavailable', message: explain(model) };
    turns.set(model, candidates.findIndex((candidate) => candidate.name === choice.name) + 1);
    return { kind: 'lease', lease: makeLease(member) };
  }

  function makeLease(member: Member): BackendLease {
    const { backend, health } = member;
    running.set(backend.name, (running.get(backend.name) ?? 0) + 1);
    let released = false;
    return {
      backend,
      release(error) {
        if (released) return;
        released = true;
        running.set(backend.name, (running.get(backend.name) ?? 1) - 1);
        if (error === undefined) health.noteSuccess();
        else if (error !== null) health.noteFailure(error);
        recheck();
      },
    };
  }

  function explain(model: string): string {
    const serving = members.filter((member) => serves(member, model));
    if (serving.length === 0) return `No backend of this worker serves ${model} now.`;
    const states = serving.map(({ backend, health }) => {
      const { status, message } = health.report();
      return message === null ? `${backend.name} is ${status}` : message;
    });
    return `No backend can take a task for ${model} now: ${states.join('; ')}`;
  }

  function recheck(): void {
    for (const waiter of waiters.slice()) {
      const acquired = tryAcquire(waiter.model, waiter.exclude);
      if (acquired !== 'busy' && acquired.kind === 'lease') waiter.settle(acquired);
    }
  }

  function wait(model: string, options: AcquireOptions): Promise<Acquired> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearInterval(timer);
        options.signal.removeEventListener('abort', onAbort);
        waiters.splice(waiters.indexOf(waiter), 1);
      };
      const settle = (acquired: Acquired): void => {
        leave();
        resolve(acquired);
      };
      const onAbort = (): void => {
        leave();
        reject(options.signal.reason as Error);
      };
      const waiter: Waiter = { model, exclude: options.exclude, settle };
      // Busy backends are worth waiting for; with none left healthy the wait ends at the next turn of the clock.
      const timer = setInterval(
        () => {
          const acquired = tryAcquire(model, options.exclude);
          if (acquired !== 'busy') settle(acquired);
        },
        Math.max(100, options.waitMs),
      );
      waiters.push(waiter);
      options.signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  return {
    add(member) {
      members.push(member);
      recheck();
    },
    remove(name) {
      const index = members.findIndex((member) => member.backend.name === name);
      if (index !== -1) members.splice(index, 1);
    },
    members: () => members,
    async acquire(model, options) {
      options.signal.throwIfAborted();
      const isFirst = waiters.every((waiter) => waiter.model !== model);
      const acquired = isFirst ? tryAcquire(model, options.exclude) : 'busy';
      if (acquired !== 'busy' && (acquired.kind === 'lease' || options.waitMs === 0)) return acquired;
      return await wait(model, options);
    },
    hasHealthy: (model, exclude) => candidatesFor(model, exclude).some((candidate) => candidate.isUsable),
    recheck,
    facts: () =>
      members
        .filter((member) => !member.isHidden())
        .map((member) => toFacts(member, running.get(member.backend.name) ?? 0)),
    places() {
      const places = new Map<string, number>();
      for (const { backend, health } of members) {
        const { status, models } = health.report();
        const more = status === 'HEALTHY' ? backend.concurrency : 0;
        for (const model of models) {
          if (model.status !== 'ERROR') places.set(model.name, (places.get(model.name) ?? 0) + more);
        }
      }
      return places;
    },
  };
}

function serves(member: Member, model: string): boolean {
  return member.health.report().models.some((served) => served.name === model && served.status !== 'ERROR');
}

function toFacts(member: Member, runningTasks: number): BackendFacts {
  const { backend } = member;
  const { status, message, version, latencyMs, models } = member.health.report();
  return {
    id: member.id,
    name: backend.name,
    kind: backend.kind,
    url: backend.url,
    status,
    message,
    version,
    concurrency: backend.concurrency,
    runningTasks,
    latencyMs,
    models: models.map((model) => withStatusOf(model, status)),
  };
}

/** A model is no better off than its backend. */
function withStatusOf(model: ModelFacts, status: BackendStatus): ModelFacts {
  if (status === 'HEALTHY' || model.status === 'ERROR') return model;
  return { ...model, status: status === 'STARTING' ? 'LOADING' : 'ERROR' };
}
