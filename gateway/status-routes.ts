import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { HealthReport } from '../platform/health.ts';

export interface StatusRoutesDeps {
  readonly health: () => Promise<HealthReport>;
  readonly registry: Registry;
  /** True while requests are taken: not before everything is up, not while stopping. */
  readonly isReady: () => boolean;
}

/** What operators and load balancers ask: /health component by component, /ready for traffic, /metrics for Prometheus. */
export function registerStatusRoutes(app: FastifyInstance, deps: StatusRoutesDeps): void {
  app.get('/health', async (_request, reply) => {
    const report = await deps.health();
    return reply
      .code(report.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(report);
  });
  app.get('/ready', async (_request, reply) => {
    const ready = deps.isReady();
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(deps.registry.contentType).send(await deps.registry.metrics()),
  );
}
