import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../platform/config.ts';

/** The mistakes that the environment has, one line each. */
function mistakesOf(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return 'none';
}

const wrong: readonly (readonly [variable: string, value: string, message: string])[] = [
  ['API_HOST', ' ', 'must be a host name or an address, not " "'],
  ['API_PORT', 'abc', 'must be a whole number from 0 to 65535, not "abc"'],
  ['API_PORT', '65536', 'must be a whole number from 0 to 65535, not "65536"'],
  ['API_PORT', '0x10', 'must be a whole number from 0 to 65535, not "0x10"'],
  [
    'DATABASE_URL',
    'mysql://me:s3cret@h',
    'must be a URL of the form postgresql://user:password@host:port/database, not the 19 characters given',
  ],
  ['REDIS_URL', 'http://me:s3cret@h', 'must be one of redis://host:port, '],
  ['API_KEY_SECRET', 's3cret', 'must be 32 characters or more, not the 6 characters given'],
  [
    'API_KEYS',
    's3cret',
    'must be keys separated by commas, each sk_live_…, sk_test_… or sk_dev_… with 16 to 128 letters or digits, not the 6 characters given',
  ],
  ['CORS_ORIGINS', 'https://a.example, b.example', 'must be * or origins separated by commas, '],
  ['CORS_ORIGINS', 'https://a.example/', 'must be * or origins separated by commas, '],
  [
    'TRUSTED_PROXIES',
    '10.0.0.0/8,10.0.0.0/33',
    'must be addresses or networks separated by commas, such as 10.0.0.1 or 10.0.0.0/8, not "10.0.0.0/8,10.0.0.0/33"',
  ],
  ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent, not "loud"'],
  ['WORKER_NAME', 'x'.repeat(65), 'must be 1 to 64 characters, not "xxxx'],
  ['SUBGRAPH_PORT', '-1', 'must be a whole number from 0 to 65535, not "-1"'],
  ['SUBGRAPH_USAGE_URL', 'ftp://me:s3cret@h/', 'must be an http or https URL, not "ftp://…@h/"'],
  ['MAX_BODY_BYTES', '1e3', 'must be a whole number from 1 to 1073741824, not "1e3"'],
  ['TASK_LEASE_MS', '499', 'must be a whole number from 500 to 600000, not "499"'],
  ['TASK_MAX_ATTEMPTS', '0', 'must be a whole number from 1 to 100, not "0"'],
  ['EVENT_RETENTION_MS', '1d', 'must be a whole number from 1 to 315360000000, not "1d"'],
  ['SHUTDOWN_GRACE_MS', '1.5', 'must be a whole number from 0 to 600000, not "1.5"'],
  ['METRICS_PORT', 'x', 'must be a whole number from 0 to 65535, not "x"'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'must be an http or https URL, not "collector:4318"'],
  ['OTEL_SERVICE_NAME', 'x'.repeat(256), 'must be 1 to 255 characters, not "xxxx'],
  ['OTEL_TRACES_SAMPLER_ARG', '1.1', 'must be a number from 0 to 1, not "1.1"'],
];

describe('a wrong variable', () => {
  it.each(wrong)('%s=%s stops the start and says what is allowed', (variable, value, message) => {
    const said = mistakesOf({ [variable]: value });
    expect(said.slice(0, `ConfigError: ${variable}: ${message}`.length)).toBe(`ConfigError: ${variable}: ${message}`);
    expect(said).not.toMatch(/s3cret|Invalid|expected|\n/);
  });

  it('takes what a browser and a container bring', () => {
    const config = loadConfig({
      CORS_ORIGINS: 'https://a.example,http://localhost:5173,capacitor://localhost,*',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1, fd00::/8',
      API_PORT: '0',
      OTEL_TRACES_SAMPLER_ARG: '.5',
      LOG_LEVEL: '',
    });
    expect(config.corsOrigins).toHaveLength(4);
    expect(config.trustedProxies).toEqual(['10.0.0.0/8', '::1', 'fd00::/8']);
    expect(config).toMatchObject({ port: 0, logLevel: 'warn' });
  });
});

const tooLong = 'must be a whole number from 1 to 2147483647, not 2147483648';
const wrongFiles: readonly (readonly [yaml: string, message: string])[] = [
  ['worker: { nam: a }', 'worker.nam: is not a known key; known here: name'],
  ['worker: { name: "" }', 'worker.name: must be 1 to 64 characters, not ""'],
  ['worker: rack', 'worker: must have keys (name), not "rack"'],
  ['speed: 1', 'speed: is not a known key; known here: worker, discovery, backends, timeouts'],
  ['[1]', 'the file: must have keys (worker, discovery, backends, timeouts), not a list'],
  ['discovery: maybe', 'discovery: must be true or false, not "maybe"'],
  ['timeouts: { connectMs: 2147483648 }', `timeouts.connectMs: ${tooLong}`],
  ['timeouts: { firstByteMs: 2147483648 }', `timeouts.firstByteMs: ${tooLong}`],
  ['timeouts: { idleMs: 2147483648 }', `timeouts.idleMs: ${tooLong}`],
  ['backends: ollama', 'backends: must be a list of backends, not "ollama"'],
  ['backends: [{ kind: llama }]', 'backends[0].kind: must be a backend whose kind is ollama, openai, gguf or sandbox'],
  ['backends: [{ kind: sandbox }]', 'backends[0].name: is missing: must be 1 to 64 characters'],
  [
    'backends: [{ kind: ollama, name: a, url: "ftp://h" }]',
    'backends[0].url: must be an http or https URL, not "ftp://h"',
  ],
  ['backends: [{ kind: openai, name: a, url: "h:1" }]', 'backends[0].url: must be an http or https URL, not "h:1"'],
  [
    'backends: [{ kind: openai, name: a, url: "http://h", apiKey: 123456 }]',
    'backends[0].apiKey: must be a text that is not empty, not a number',
  ],
  [
    'backends: [{ kind: openai, name: a, url: "http://h", embeddingModels: bge }]',
    'backends[0].embeddingModels: must be a list of model names, not "bge"',
  ],
  ['backends: [{ kind: gguf, name: a }]', 'backends[0].path: is missing: must be a text that is not empty'],
  [
    'backends: [{ kind: gguf, name: a, path: b, contextLength: 1 }]',
    'backends[0].contextLength: must be a whole number from 256 to 1048576, not 1',
  ],
  [
    'backends: [{ kind: gguf, name: a, path: b, threads: -1 }]',
    'backends[0].threads: must be a whole number from 0 to 512, not -1',
  ],
  ['backends: [{ kind: gguf, name: a, path: b, gpu: 1 }]', 'backends[0].gpu: must be true or false, not 1'],
  [
    'backends: [{ kind: sandbox, name: a, concurrency: many }]',
    'backends[0].concurrency: must be a whole number from 1 to 1024, not "many"',
  ],
  [
    'backends: [{ kind: sandbox, name: a, tokensPerSecond: 0 }]',
    'backends[0].tokensPerSecond: must be a number from 0.1 to 1000000, not 0',
  ],
];

/** A configuration file that is gone afterwards. */
function temporaryFile(content: string): Disposable & { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'infergraph-config-'));
  const path = join(folder, 'infergraph.yaml');
  writeFileSync(path, content);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

describe('a wrong configuration file', () => {
  it.each(wrongFiles)('%s is refused with the key and what is allowed', (yaml, message) => {
    using file = temporaryFile(yaml);
    expect(mistakesOf({ INFERGRAPH_CONFIG: file.path })).toBe(`ConfigError: ${file.path}: ${message}`);
  });

  it('says that it cannot be read', () => {
    expect(mistakesOf({ INFERGRAPH_CONFIG: '/nowhere.yaml' })).toMatch(
      /INFERGRAPH_CONFIG: cannot read \/nowhere\.yaml: /,
    );
  });
});

describe('the worker’s name', () => {
  it('is that of the environment rather than that of the file', () => {
    using file = temporaryFile('worker: { name: from-file }');
    expect(loadConfig({ INFERGRAPH_CONFIG: file.path }).workerName).toBe('from-file');
    expect(loadConfig({ INFERGRAPH_CONFIG: file.path, WORKER_NAME: 'from-env' }).workerName).toBe('from-env');
  });
});
