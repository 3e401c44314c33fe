import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Agent, fetch as undiciFetch } from 'undici';
import { readAnswer, startTestGateway } from './support/test-gateway.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'infergraph-gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('/health', () => {
  it('reports component by component, with 503 when one is down', async () => {
    let redisUp = true;
    await using test = await startTestGateway({
      deps: {
        healthChecks: [
          { name: 'redis', check: () => (redisUp ? Promise.resolve() : Promise.reject(new Error('secret-host:6379'))) },
          { name: 'database', check: () => Promise.resolve() },
        ],
      },
    });
    const healthy = await fetch(test.at('/health'));
    expect(healthy.status).toBe(200);
    expect(await healthy.json()).toEqual({
      status: 'ok',
      version: '1.2.3',
      timestamp: expect.stringMatching(/Z$/),
      uptimeSeconds: 0,
      components: {
        redis: { status: 'up', latencyMs: expect.any(Number) },
        database: { status: 'up', latencyMs: expect.any(Number) },
      },
    });
    redisUp = false;
    await expect
      .poll(async () => (await fetch(test.at('/health'))).status, { timeout: 5_000, interval: 100 })
      .toBe(503);
    const text = await (await fetch(test.at('/health'))).text();
    expect(text).toContain('"down"');
    expect(text).not.toContain('secret-host');
  });

  it('does not wait for a check that hangs', async () => {
    await using test = await startTestGateway({
      deps: { healthChecks: [{ name: 'redis', check: () => new Promise(() => {}) }] },
    });
    const response = await fetch(test.at('/health'));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'degraded',
      components: { redis: { status: 'down', error: 'no answer within 1000 ms' } },
    });
  });
});

describe('/ready and /metrics', () => {
  it('tell that requests are taken, and what became of them', async () => {
    await using test = await startTestGateway();
    const ready = await fetch(test.at('/ready'));
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true }]);
    await test.post({ query: '{ me { owner } }' });
    await test.post({ query: '{ me { owner' });
    await test.post(
      { query: 'mutation { addMemory(input: { text: "x" }) { errors { __typename } } }' },
      { key: test.keys.add() },
    );
    const metrics = await (await fetch(test.at('/metrics'))).text();
    expect(metrics).toContain('gateway_requests_total{operation_type="query",transport="http",code="OK"} 1');
    expect(metrics).toContain(
      'gateway_requests_total{operation_type="unknown",transport="http",code="GRAPHQL_PARSE_FAILED"} 1',
    );
    expect(metrics).toContain('gateway_requests_total{operation_type="mutation",transport="http",code="FORBIDDEN"} 1');
    expect(metrics).toContain('gateway_request_duration_seconds_count{operation_type="query",transport="http"} 1');
    expect(metrics).toContain('gateway_active_users 2');
    expect(metrics).toContain('gateway_websocket_connections 0');
  });
});

describe('any other address', () => {
  it('is answered with 404 in the shape of all errors', async () => {
    await using test = await startTestGateway();
    for (const path of ['/nowhere', '/graphql/more', '/%zz']) {
      const answer = await readAnswer(await fetch(test.at(path)));
      expect([404, 400]).toContain(answer.status);
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: answer.status === 404 ? 'ROUTE_NOT_FOUND' : 'BAD_REQUEST',
        requestId: answer.headers.get('x-request-id'),
      });
    }
  });
});

describe('browsers', () => {
  it('get security headers, and no access from other origins unless configured', async () => {
    await using test = await startTestGateway();
    const response = await fetch(test.at('/ready'), { headers: { origin: 'https://app.example' } });
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    };
    expect((await fetch(test.url, preflight)).status).toBe(405);
  });

  it('may call from configured origins', async () => {
    await using test = await startTestGateway({ options: { corsOrigins: ['https://app.example'] } });
    const preflight = await fetch(test.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const other = await test.post({ query: '{ me { owner } }' }, { headers: { origin: 'https://evil.example' } });
    expect(other.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    await using open = await startTestGateway({ options: { corsOrigins: ['*'] } });
    const answer = await open.post({ query: '{ me { owner } }' }, { headers: { origin: 'https://any.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('the playground', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

  it('is served without a key, with its files', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<h1>playground</h1>');
    writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'void 0;');
    await using test = await startTestGateway({ options: { playgroundFolder: folder } });
    const page = await fetch(test.url, { headers: browser });
    expect([page.status, await page.text()]).toEqual([200, '<h1>playground</h1>']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const script = await fetch(test.at('/playground/assets/main-1a2b.js'));
    expect([script.status, await script.text()]).toEqual([200, 'void 0;']);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(test.at('/playground/../package.json'))).status).toBe(404);
    expect((await fetch(test.at('/playground/%2e%2e/package.json'))).status).toBe(404);
  });

  it('says how to build it when it is not there', async () => {
    await using test = await startTestGateway({ options: { playgroundFolder: join(temporaryFolder(), 'absent') } });
    const page = await fetch(test.url, { headers: browser });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run playground');
  });
});

describe('TLS', () => {
  it('serves HTTPS with the files of the configuration', async () => {
    const folder = temporaryFolder();
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile, '-out', certFile, '-days', '1', ...subject],
      { stdio: 'ignore' },
    );
    await using test = await startTestGateway({ options: { tls: { certFile, keyFile } } });
    expect(test.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/graphql$/);
    const agent = new Agent({ connect: { rejectUnauthorized: false } });
    const response = await undiciFetch(test.at('/ready'), { dispatcher: agent });
    expect(response.status).toBe(200);
    await agent.destroy();
  });
});
