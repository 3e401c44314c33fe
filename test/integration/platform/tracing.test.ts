import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { inSpan, isTraced, remoteParent, traceFields, traceHeaders, traceParent } from '../../../platform/spans.ts';
import { startTracing } from '../../../platform/tracing.ts';
import { startCollector } from '../../fixtures/collector.ts';
import { freePort } from '../../fixtures/free-port.ts';

const callersTrace = '0af7651916cd43dd8448eb211c80319c';
const callersSpan = 'b7ad6b7169203331';
const caller = { traceparent: `00-${callersTrace}-${callersSpan}-01` };
const silent = pino({ level: 'silent' });

function tracing(endpoint: string, options: { sampleRatio?: number; logger?: Logger } = {}): AsyncDisposable {
  return startTracing(
    { endpoint, serviceName: 'service', serviceVersion: '1', sampleRatio: options.sampleRatio ?? 1 },
    options.logger ?? silent,
  );
}

/** A logger that keeps what it is told. */
function makeMemoryLogger(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { logger: pino({ level: 'warn' }, stream), lines };
}

describe('spans', () => {
  it('are sent as one trace, which goes on from the caller and to whoever is called', async () => {
    await using collector = await startCollector();
    let sent: ReturnType<typeof traceHeaders> = {};
    let logged: ReturnType<typeof traceFields> = {};
    {
      await using _ = tracing(collector.url);
      await inSpan({ name: 'outer', kind: 'server', parent: remoteParent(caller) }, () =>
        inSpan({ name: 'inner', attributes: { a: 1 } }, async () => {
          await Promise.resolve();
          sent = traceHeaders();
          logged = traceFields();
        }),
      );
    }
    const [inner, outer] = collector.spans();
    expect(outer).toMatchObject({ service: 'service', name: 'outer', kind: 2, parentSpanId: callersSpan });
    expect(inner).toMatchObject({ name: 'inner', parentSpanId: outer?.spanId, attributes: { a: 1 }, status: 0 });
    expect(new Set([inner?.traceId, outer?.traceId])).toEqual(new Set([callersTrace]));
    expect(sent).toEqual({ traceparent: `00-${callersTrace}-${inner?.spanId}-01` });
    expect(logged).toEqual({ traceId: callersTrace, spanId: inner?.spanId });
  });

  it('tell what kind of error ended them and nothing of its message', async () => {
    await using collector = await startCollector();
    {
      await using _ = tracing(collector.url);
      const failing = inSpan({ name: 'failing' }, async () => {
        throw new ServiceError('BACKEND_TIMEOUT', { message: 'private' });
      });
      await expect(failing).rejects.toThrow('private');
    }
    expect(collector.spans()).toMatchObject([{ attributes: { 'error.type': 'BACKEND_TIMEOUT' }, status: 2 }]);
    expect(JSON.stringify(collector.spans())).not.toContain('private');
  });

  it('are kept or dropped as the caller or the configured share says', async () => {
    await using collector = await startCollector();
    {
      await using _ = tracing(collector.url, { sampleRatio: 0 });
      await inSpan({ name: 'ours' }, async () => expect(traceParent()).toMatch(/-00$/));
      await inSpan({ name: 'kept', parent: remoteParent(caller) }, async () => {});
    }
    expect(collector.spans().map(({ name }) => name)).toEqual(['kept']);
  });

  it('are nothing at all while tracing is off', async () => {
    await inSpan({ name: 'off', parent: remoteParent(caller) }, async () => {
      expect(isTraced()).toBe(false);
      expect([traceHeaders(), traceParent(), traceFields()]).toEqual([{}, null, {}]);
    });
  });
});

describe('a collector that is away', () => {
  it('costs one warning and no more than a second at the stop', async () => {
    const { logger, lines } = makeMemoryLogger();
    const startedAtMs = performance.now();
    {
      await using _ = tracing(`http://127.0.0.1:${await freePort()}`, { logger });
      await inSpan({ name: 'lost' }, async () => {});
    }
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(1);
    expect(lines[0]).toContain('the collector does not take traces');
  });
});
