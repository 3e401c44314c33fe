import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { HealthReport } from './health.ts';
import type { Logger } from './logger.ts';

export interface StatusServerDeps {
  readonly health: () => Promise<HealthReport>;
  readonly registry: Registry;
  readonly logger: Logger;
}

export interface StatusServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface StatusServer extends AsyncDisposable {
  /** `http://…`, without a path. */
  readonly url: string;
}

/** GET /health and GET /metrics, for processes that serve no API. Rejects when it cannot listen. */
export async function startStatusServer(deps: StatusServerDeps, options: StatusServerOptions): Promise<StatusServer> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path] = (request.url ?? '').split('?');
    if (request.method !== 'GET' || (path !== '/health' && path !== '/metrics')) {
      response.writeHead(404).end();
      return;
    }
    if (path === '/metrics') {
      const text = await deps.registry.metrics();
      response.writeHead(200, { 'content-type': deps.registry.contentType }).end(text);
      return;
    }
    const report = await deps.health();
    response.writeHead(report.status === 'ok' ? 200 : 503, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(report));
  };

  const server = createServer({ requestTimeout: 5_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      deps.logger.error({ err: error }, 'the status could not be told');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Answers take milliseconds; a scraper's idle connection must not hold the stop.
      server.closeAllConnections();
      await closed;
    },
  };
}
