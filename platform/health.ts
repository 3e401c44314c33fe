import { within } from './deadline.ts';

/** One thing a process needs, and how to see whether it is there. */
export interface HealthCheck {
  readonly name: string;
  /** Resolves when the component works; rejects, or is late, when not. */
  check(signal: AbortSignal): Promise<void>;
}

export interface ComponentHealth {
  readonly status: 'up' | 'down';
  readonly latencyMs: number;
  /** Why it is down, for operators: never an address or a secret. */
  readonly error?: string;
}

export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  readonly timestamp: string;
  readonly uptimeSeconds: number;
  readonly components: Readonly<Record<string, ComponentHealth>>;
}

export interface HealthOptions {
  readonly version: string;
  /** Longest wait for one check, in milliseconds; 1,000 by default. */
  readonly timeoutMs?: number;
  /** How long a report is repeated instead of made anew, in milliseconds; 1,000 by default. Anyone may ask. */
  readonly repeatMs?: number;
}

/** Checks all components at once. The report is at most `repeatMs` old. */
export function makeHealth(checks: readonly HealthCheck[], options: HealthOptions): () => Promise<HealthReport> {
  const timeoutMs = options.timeoutMs ?? 1_000;
  const repeatMs = options.repeatMs ?? 1_000;
  const startedAtMs = Date.now();
  let last: { readonly atMs: number; readonly report: Promise<HealthReport> } | undefined;

  const examine = async (check: HealthCheck): Promise<ComponentHealth> => {
    const begunAtMs = performance.now();
    const abort = new AbortController();
    const latencyMs = (): number => Math.round(performance.now() - begunAtMs);
    try {
      await within(check.check(abort.signal), timeoutMs, () => new Error(`no answer within ${timeoutMs} ms`));
      return { status: 'up', latencyMs: latencyMs() };
    } catch (error) {
      abort.abort();
      return { status: 'down', latencyMs: latencyMs(), error: describe(error) };
    }
  };

  const report = async (): Promise<HealthReport> => {
    const components = Object.fromEntries(
      await Promise.all(checks.map(async (check) => [check.name, await examine(check)] as const)),
    );
    const healthy = Object.values(components).every(({ status }) => status === 'up');
    return {
      status: healthy ? 'ok' : 'degraded',
      version: options.version,
      timestamp: new Date().toISOString(),
      uptimeSeconds: Math.floor((Date.now() - startedAtMs) / 1000),
      components,
    };
  };

  return () => {
    if (last === undefined || Date.now() - last.atMs >= repeatMs) last = { atMs: Date.now(), report: report() };
    return last.report;
  };
}

/** The error's kind alone: messages of drivers name hosts and users, and anyone may read this. */
function describe(error: unknown): string {
  if (error instanceof Error && error.message.startsWith('no answer within')) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'cannot be reached';
}
