import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollector } from '../fixtures/collector.ts';
import type { CollectedSpan, Collector } from '../fixtures/collector.ts';
import { startSimServer } from '../simulators/sim-server.ts';
import { startFakeOllama } from '../simulators/fake-ollama.ts';
import type { FakeOllama } from '../simulators/fake-ollama.ts';
import { collect, connect, watch } from './support/client.ts';
import { admin, generateText } from './support/deployment.ts';
import type { Deployment } from './support/deployment.ts';
import { startDistributed } from './support/distributed.ts';
import { bootstrapKey, startEmbedded } from './support/embedded.ts';
import type { EmbeddedDeployment } from './support/embedded.ts';
import { freePorts } from './support/ports.ts';
import { startProgram, untilReady } from './support/process.ts';

const model = 'chatty:latest';
const callersTrace = '0af7651916cd43dd8448eb211c80319c';
const callersSpan = 'b7ad6b7169203331';

const configFor = (ollama: FakeOllama): string =>
  JSON.stringify({ backends: [{ kind: 'ollama', name: 'o', url: ollama.url }] });

/** Runs a task over HTTP as part of the caller's trace. */
async function runTraced(deployment: Deployment): Promise<Response> {
  const query = `mutation Go { generateText(input: { model: "${model}", prompt: "one two three", waitMs: 20000 }) { task { status } } }`;
  const response = await fetch(deployment.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${deployment.adminKey}`,
      traceparent: `00-${callersTrace}-${callersSpan}-01`,
      'x-request-id': 'my-request',
    },
    body: JSON.stringify({ query }),
  });
  expect(await response.json()).toEqual({ data: { generateText: { task: { status: 'COMPLETED' } } } });
  return response;
}

/** The caller's trace as lines, each with its place in it: `name/name/name [service]`. */
function outline(collector: Collector): string[] {
  const spans = collector.spans().filter(({ traceId }) => traceId === callersTrace);
  const pathOf = (span: CollectedSpan): string => {
    const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
    return parent === undefined ? span.name : `${pathOf(parent)}/${span.name}`;
  };
  return spans.map((span) => `${pathOf(span)} [${span.service}]`).sort();
}

function traceOf(ollama: FakeOllama): unknown {
  return ollama.requests.find(({ path }) => path === '/api/generate')?.headers['traceparent'];
}

async function scrape(origin: string): Promise<string> {
  return (await fetch(new URL('/metrics', origin))).text();
}

describe('one process', () => {
  const stack = new AsyncDisposableStack();
  let collector: Collector;
  let ollama: FakeOllama;
  let deployment: EmbeddedDeployment;
  beforeAll(async () => {
    collector = stack.use(await startCollector());
    ollama = stack.use(await startFakeOllama());
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'info' };
    deployment = stack.use(await startEmbedded({ config: configFor(ollama), models: [model], env }));
  });
  afterAll(() => stack.disposeAsync());

  it('traces a task from the request to the backend under the trace of the caller', async () => {
    const response = await runTraced(deployment);
    expect(response.headers.get('x-request-id')).toBe('my-request');
    expect(response.headers.get('traceresponse')).toMatch(new RegExp(`^00-${callersTrace}-[0-9a-f]{16}-01$`));
    const execute = 'POST /graphql/execute';
    const submit = `${execute}/subgraph inference/submit`;
    await expect
      .poll(() => outline(collector), { timeout: 5_000 })
      .toEqual(
        [
          'POST /graphql',
          'POST /graphql/admit',
          'POST /graphql/prepare',
          execute,
          `${execute}/subgraph inference`,
          submit,
          `${submit}/queue`,
          `${submit}/text_completion ${model}`,
          `${submit}/text_completion ${model}/backend o`,
        ]
          .map((path) => `${path} [infergraph]`)
          .sort(),
      );
    const named = (name: string) =>
      collector.spans().find((span) => span.name === name && span.traceId === callersTrace);
    expect(named('POST /graphql')).toMatchObject({
      kind: 2,
      parentSpanId: callersSpan,
      attributes: {
        'infergraph.request_id': 'my-request',
        'http.response.status_code': 200,
        'graphql.operation.type': 'mutation',
        'graphql.operation.name': 'Go',
      },
    });
    expect(named(`text_completion ${model}`)).toMatchObject({
      kind: 5,
      events: ['gen_ai.first_token'],
      attributes: {
        'gen_ai.operation.name': 'text_completion',
        'gen_ai.request.model': model,
        'gen_ai.usage.input_tokens': 3,
        'infergraph.task.outcome': 'completed',
      },
    });
    expect(traceOf(ollama)).toBe(`00-${callersTrace}-${named('backend o')?.spanId}-01`);
    expect(JSON.stringify(collector.spans())).not.toContain('one two three');
  });

  it('ties the log lines of a request to its trace', async () => {
    await expect
      .poll(() => deployment.program().output())
      .toMatch(new RegExp(`"requestId":"my-request".*"traceId":"${callersTrace}"`));
  });

  it('traces an operation of a socket under the trace that its message names', async () => {
    await using client = connect(admin(deployment));
    const { task } = await generateText(admin(deployment), { model, prompt: 'hello', waitMs: 20_000 });
    await collect(watch(client, task.id));
    const traceparent = `00-${'ab'.repeat(16)}-${callersSpan}-01`;
    const query = `subscription { taskEvents(taskId: "${task.id}") { seq } }`;
    await collect(client.iterate({ query, extensions: { traceparent } }));
    await expect
      .poll(() =>
        collector
          .spans()
          .filter(({ traceId }) => traceId === 'ab'.repeat(16))
          .map(({ name }) => name)
          .sort(),
      )
      .toEqual(['admit', 'execute', 'prepare', 'websocket operation']);
  });

  it('has the metrics that docs/observability.md describes, and no others', async () => {
    const text = await scrape(deployment.url);
    const told = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)]
      .map(([, name, type]) => `${name} ${type}`)
      .filter((line) => !/^(process|nodejs)_/.test(line));
    const page = readFileSync(new URL('../../docs/observability.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z_]+)` +\| (counter|gauge|histogram) +\| ([^|]*)\|/gm)];
    expect(rows.map(([, name, type]) => `${name} ${type}`).sort()).toEqual(told.sort());

    const labels = new Map(
      rows.map(([, name = '', , list = '']) => [name, [...list.matchAll(/`(\w+)`/g)].map(([, label]) => label ?? '')]),
    );
    let samples = 0;
    for (const [, sample = '', list = ''] of text.matchAll(/^([a-z_]+)(?:\{(.*)\})? \S+$/gm)) {
      if (/^(process|nodejs)_/.test(sample)) continue;
      const name = labels.has(sample) ? sample : sample.replace(/_(bucket|sum|count)$/, '');
      const seen = [...list.matchAll(/(\w+)="/g)].map(([, label]) => label).filter((label) => label !== 'le');
      expect([sample, seen]).toEqual([sample, labels.get(name)]);
      samples++;
    }
    expect(samples).toBeGreaterThan(50);
    expect(text).toMatch(/inference_requests_total\{model="chatty:latest",type="TEXT",outcome="completed"\} [1-9]/);
  });
});

describe('processes of their own', () => {
  it('share one trace', async () => {
    await using collector = await startCollector();
    await using ollama = await startFakeOllama();
    await using deployment = await startDistributed({
      config: configFor(ollama),
      models: [model],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    });
    await runTraced(deployment);
    const execute = 'POST /graphql/execute';
    const submit = `${execute}/subgraph inference/subgraph inference/submit`;
    const expected = [
      ...[
        'POST /graphql',
        'POST /graphql/admit',
        'POST /graphql/prepare',
        execute,
        `${execute}/subgraph inference`,
      ].map((path) => `${path} [infergraph-gateway]`),
      `${execute}/subgraph inference/subgraph inference [infergraph-subgraphs]`,
      `${submit} [infergraph-subgraphs]`,
      ...['queue', `text_completion ${model}`, `text_completion ${model}/backend o`].map(
        (name) => `${submit}/${name} [infergraph-worker]`,
      ),
    ];
    await expect.poll(() => outline(collector), { timeout: 5_000 }).toEqual(expected.sort());
    expect(traceOf(ollama)).toContain(callersTrace);
  });
});

describe('a collector that never answers', () => {
  it('costs neither requests nor a stop in order', async () => {
    await using blackHole = await startSimServer({ streamType: 'text/plain', handle: () => {} });
    await using ollama = await startFakeOllama();
    await using deployment = await startEmbedded({
      config: configFor(ollama),
      models: [model],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: blackHole.url },
    });
    await expect.poll(() => blackHole.requests.length, { timeout: 5_000 }).toBeGreaterThan(0);
    await runTraced(deployment);
    const { child, exited } = deployment.program();
    const stoppedAtMs = performance.now();
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
    expect(performance.now() - stoppedAtMs).toBeLessThan(6_000);
  });
});

describe('METRICS_PORT', () => {
  it.each([
    { role: 'worker', metric: 'backend_up{backend="o"} 1' },
    { role: 'subgraphs', metric: '# TYPE inference_queue_depth gauge' },
  ])('gives health and metrics to a process of the role $role', async ({ role, metric }) => {
    await using stack = new AsyncDisposableStack();
    const ollama = stack.use(await startFakeOllama());
    const home = await mkdtemp(join(tmpdir(), 'infergraph-e2e-'));
    stack.defer(() => rm(home, { recursive: true, force: true }));
    const [metricsPort, subgraphPort] = await freePorts(2);
    const configFile = join(home, 'config.yaml');
    await writeFile(configFile, configFor(ollama));
    const program = stack.use(
      startProgram({
        args: [role],
        env: {
          INFERGRAPH_HOME: home,
          INFERGRAPH_CONFIG: configFile,
          API_KEYS: bootstrapKey,
          METRICS_PORT: String(metricsPort),
          SUBGRAPH_PORT: String(subgraphPort),
        },
      }),
    );
    const origin = `http://127.0.0.1:${metricsPort}`;
    await untilReady(program, async () => (await scrape(origin)).includes(metric));
    expect(await (await fetch(`${origin}/health`)).json()).toMatchObject({
      status: 'ok',
      components: { database: { status: 'up' }, redis: { status: 'up' } },
    });
    expect(await scrape(origin)).toContain('process_resident_memory_bytes');
  });
});
