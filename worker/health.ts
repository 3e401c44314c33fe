import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleAll, isBrokenCircuitError } from 'cockatiel';
import type { BackendStatus, ModelFacts } from '../kernel/cluster.ts';
import type { Logger } from '../platform/logger.ts';
import type { Backend } from './backend.ts';
import { countsAgainstBackend } from './failure-rules.ts';

export interface HealthOptions {
  readonly probeIntervalMs: number;
  readonly probeTimeoutMs: number;
  /** For reading the catalogue, which may take many requests. */
  readonly modelsTimeoutMs: number;
  /** The catalogue is read again when it is older than this. */
  readonly modelsIntervalMs: number;
  /** Failed runs in a row that send the backend into cooldown. */
  readonly failureThreshold: number;
  readonly cooldownMs: number;
}

export const defaultHealthOptions: HealthOptions = {
  probeIntervalMs: 5_000,
  probeTimeoutMs: 4_000,
  modelsTimeoutMs: 20_000,
  modelsIntervalMs: 30_000,
  failureThreshold: 5,
  cooldownMs: 15_000,
};

export interface HealthReport {
  readonly status: BackendStatus;
  readonly message: string | null;
  readonly version: string | null;
  readonly latencyMs: number | null;
  readonly models: readonly ModelFacts[];
}

/** Keeps watch over one backend: probes it, reads its models, and lets it rest after repeated failures. */
export interface Health extends AsyncDisposable {
  report(): HealthReport;
  /** Resolves when the first check is done, whatever it found. */
  readonly firstCheck: Promise<void>;
  /** Checks now, instead of at the next turn. */
  checkNow(): Promise<void>;
  noteSuccess(): void;
  noteFailure(error: unknown): void;
}

export interface HealthDeps {
  readonly backend: Backend;
  readonly now: () => number;
  readonly logger: Logger;
  /** The report is another one than before. */
  readonly onChange: () => void;
}

/** Message of the placeholder until the first probe has answered. */
const unprobed: HealthReport = {
  status: 'STARTING',
  message: 'Not probed yet',
  version: null,
  latencyMs: null,
  models: [],
};

export function makeHealth(deps: HealthDeps, options: HealthOptions): Health {
  const { backend } = deps;
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: options.cooldownMs,
    breaker: new ConsecutiveBreaker(options.failureThreshold),
  });
  const disposal = new AbortController();
  let probed = unprobed;
  let lastFailure: string | null = null;
  let modelsReadAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let checking: Promise<void> | undefined;
  let shown = '';

  function report(): HealthReport {
    if (probed.status !== 'HEALTHY' || breaker.state === CircuitState.Closed) return probed;
    return { ...probed, status: 'COOLDOWN', message: lastFailure };
  }

  function announce(): void {
    const { latencyMs: _latency, models, ...rest } = report();
    const now = JSON.stringify([rest, models.map(({ refreshedAtMs: _time, ...model }) => model)]);
    if (now === shown) return;
    const before = shown;
    shown = now;
    if (before !== '' || rest.status !== 'STARTING') {
      deps.logger.info({ backend: backend.name, status: rest.status, reason: rest.message }, 'backend changed');
    }
    deps.onChange();
  }

  async function check(): Promise<void> {
    try {
      // While the breaker is open this refuses at once; when the cooldown is over the probe decides whether it closes.
      await (breaker.state === CircuitState.Closed ? probe() : breaker.execute(probe));
    } catch (error) {
      if (disposal.signal.aborted) return;
      if (!isBrokenCircuitError(error)) {
        const message = error instanceof Error ? error.message : String(error);
        probed = { ...probed, status: 'DOWN', message, latencyMs: null };
      }
    }
    announce();
  }

  async function probe(): Promise<void> {
    const startedAtMs = deps.now();
    const result = await within(options.probeTimeoutMs, (signal) => backend.probe(signal));
    const latencyMs = Math.round(deps.now() - startedAtMs);
    const stale = deps.now() - modelsReadAtMs >= options.modelsIntervalMs || probed.status !== 'HEALTHY';
    let { models } = probed;
    if (result.status === 'HEALTHY' && stale) {
      models = await within(options.modelsTimeoutMs, (signal) => backend.listModels(signal));
      modelsReadAtMs = deps.now();
    }
    probed = { ...result, latencyMs, models };
  }

  async function within<T>(timeoutMs: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const signal = AbortSignal.any([disposal.signal, timeout]);
      // Whatever is asked may be deaf to its signal for a while, like an engine that loads.
      const aborted = Promise.withResolvers<never>();
      const onAbort = (): void => aborted.reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        return await Promise.race([ask(signal), aborted.promise]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    } catch (error) {
      throw timeout.aborted ? new Error(`${backend.name}: no answer within ${timeoutMs} ms`, { cause: error }) : error;
    }
  }

  function checkNow(): Promise<void> {
    clearTimeout(timer);
    checking ??= check().finally(() => {
      checking = undefined;
      if (!disposal.signal.aborted) timer = setTimeout(() => void checkNow(), options.probeIntervalMs);
    });
    return checking;
  }

  /** Tells the breaker how a run ended; an open one does not listen. */
  async function tellBreaker(error: unknown): Promise<void> {
    if (breaker.state !== CircuitState.Closed) return;
    try {
      await breaker.execute(() => {
        if (error !== null) throw error;
      });
    } catch {
      // The error that it was told.
    }
    announce();
  }

  return {
    report,
    firstCheck: checkNow(),
    checkNow,
    noteSuccess: () => void tellBreaker(null),
    noteFailure(error) {
      if (!countsAgainstBackend(error)) return;
      lastFailure = error instanceof Error ? error.message : String(error);
      void tellBreaker(error);
      // A server that has gone is known as such before the next task is sent to it.
      void checkNow();
    },
    async [Symbol.asyncDispose]() {
      disposal.abort(new Error('The worker is stopping'));
      clearTimeout(timer);
      await checking;
    },
  };
}
