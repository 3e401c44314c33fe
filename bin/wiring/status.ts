import { makeHealth } from '../../platform/health.ts';
import type { HealthCheck } from '../../platform/health.ts';
import { redisAnswer } from '../../platform/redis-errors.ts';
import { startStatusServer } from '../../platform/status-server.ts';
import { registerQueueMetrics } from '../../tasks/queue-metrics.ts';
import type { Foundation } from './foundation.ts';
import type { Heart } from './heart.ts';

/** What every process needs in order to work. */
export function healthChecks({ database, redis }: Foundation): HealthCheck[] {
  return [
    { name: 'database', check: (signal) => database.ping(signal) },
    { name: 'redis', check: async () => void (await redisAnswer(redis.ping())) },
  ];
}

/** Adds the lengths of the queues to the metrics of a process that has to do with tasks. */
export function measureQueues({ metrics, now, logger }: Foundation, heart: Heart): void {
  registerQueueMetrics({ registry: metrics, tasks: heart.tasks, now, logger });
}

/** Serves /health and /metrics on METRICS_PORT, where one is configured; the stack stops it. */
export async function serveStatus(foundation: Foundation, stack: AsyncDisposableStack): Promise<void> {
  const { config, metrics, logger, version } = foundation;
  if (config.metricsPort === null) return;
  const health = makeHealth(healthChecks(foundation), { version });
  const server = stack.use(
    await startStatusServer({ health, registry: metrics, logger }, { host: config.host, port: config.metricsPort }),
  );
  process.stdout.write(`status     ${server.url}/health ${server.url}/metrics\n`);
}
