import { pino } from 'pino';
import { Gauge, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { makeHealth } from '../../../platform/health.ts';
import { startStatusServer } from '../../../platform/status-server.ts';

const logger = pino({ level: 'silent' });

describe('a process without an API', () => {
  it('tells its health and its metrics, and nothing else', async () => {
    const registry = new Registry();
    new Gauge({ name: 'answer', help: 'The answer.', registers: [registry] }).set(42);
    let isUp = true;
    const check = async (): Promise<void> => {
      if (!isUp) throw new Error('away');
    };
    const health = makeHealth([{ name: 'database', check }], { version: '1', repeatMs: 0 });
    await using server = await startStatusServer({ health, registry, logger }, { host: '127.0.0.1', port: 0 });

    const metrics = await fetch(`${server.url}/metrics`);
    expect(metrics.headers.get('content-type')).toBe(registry.contentType);
    expect(await metrics.text()).toContain('answer 42');

    expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({
      status: 'ok',
      components: { database: { status: 'up' } },
    });
    isUp = false;
    expect((await fetch(`${server.url}/health`)).status).toBe(503);

    expect((await fetch(`${server.url}/`)).status).toBe(404);
    expect((await fetch(`${server.url}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it('answers 500 when a metric cannot be read, and goes on', async () => {
    const registry = new Registry();
    let isBroken = true;
    new Gauge({
      name: 'moody',
      help: 'Sometimes.',
      registers: [registry],
      collect: () => {
        if (isBroken) throw new Error('broken');
      },
    });
    const health = makeHealth([], { version: '1' });
    await using server = await startStatusServer({ health, registry, logger }, { host: '127.0.0.1', port: 0 });
    expect((await fetch(`${server.url}/metrics`)).status).toBe(500);
    isBroken = false;
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  });
});
