import { LRUCache } from 'lru-cache';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Principal } from '../kernel/principal.ts';
import type { RequestOutcome } from './request-context.ts';

/** How long a key counts as active after its last request, in milliseconds. */
const activeMs = 300_000;

/** What the gateway counts. Names are part of the product: docs and dashboards use them. */
export interface GatewayMetrics {
  /** A request ended, over HTTP or as an operation of a socket. */
  ended(request: {
    readonly transport: 'http' | 'websocket';
    readonly outcome: RequestOutcome;
    readonly durationMs: number;
  }): void;
  /** A key was used. */
  seen(principal: Principal): void;
  socketOpened(): void;
  socketClosed(): void;
  subscriptionOpened(): void;
  subscriptionClosed(): void;
  eventSent(): void;
}

export function makeGatewayMetrics(registry: Registry): GatewayMetrics {
  const registers = [registry];
  const labelNames = ['operation_type', 'transport', 'code'] as const;
  const requests = new Counter({
    name: 'gateway_requests_total',
    help: 'GraphQL requests that ended, by kind of operation, transport and first error code (OK: none).',
    labelNames,
    registers,
  });
  const durations = new Histogram({
    name: 'gateway_request_duration_seconds',
    help: 'Seconds from a query or mutation to its answer.',
    labelNames: ['operation_type', 'transport'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
    registers,
  });
  const active = new LRUCache<string, true>({ max: 100_000, ttl: activeMs });
  const users = new Gauge({
    name: 'gateway_active_users',
    help: 'Keys used in the last five minutes.',
    registers,
    collect() {
      active.purgeStale();
      users.set(active.size);
    },
  });
  const sockets = new Gauge({ name: 'gateway_websocket_connections', help: 'Open WebSockets.', registers });
  const subscriptions = new Gauge({ name: 'gateway_subscriptions_active', help: 'Open subscriptions.', registers });
  const events = new Counter({ name: 'gateway_events_sent_total', help: 'Events sent to subscribers.', registers });
  return {
    ended({ transport, outcome, durationMs }) {
      requests.inc({ operation_type: outcome.operationKind, transport, code: outcome.code ?? 'OK' });
      // A subscription lasts as long as its client likes: that is not a duration to judge the service by.
      if (outcome.operationKind === 'subscription') return;
      durations.observe({ operation_type: outcome.operationKind, transport }, durationMs / 1000);
    },
    seen: (principal) => void active.set(principal.keyId, true),
    socketOpened: () => sockets.inc(),
    socketClosed: () => sockets.dec(),
    subscriptionOpened: () => subscriptions.inc(),
    subscriptionClosed: () => subscriptions.dec(),
    eventSent: () => events.inc(),
  };
}
