import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { subgraphNames } from '../kernel/subgraph-protocol.ts';
import type { SubgraphName } from '../kernel/subgraph-protocol.ts';
import { describeMistakes, leaf, list, range, secretLeaf, section, shapeOf } from './config-messages.ts';
import { isAddressOrNetwork, isOrigin } from './config-values.ts';
import { parseRedisUrl } from './redis-address.ts';

const name = leaf('1 to 64 characters', z.string().min(1).max(64));
const text = leaf('a text that is not empty', z.string().min(1));
const httpUrl = leaf('an http or https URL', z.url({ protocol: /^https?$/ }));
const yesOrNo = leaf('true or false', z.boolean());
const models = list('a list of model names', text);
const whole = (min: number, max: number) => leaf(range(min, max), z.int().min(min).max(max));

/** Backends of a worker, as the configuration file names them. */
const backendSchema = z.discriminatedUnion(
  'kind',
  [
    section({ kind: z.literal('ollama'), name, url: httpUrl, concurrency: whole(1, 1024).default(4) }),
    section({
      kind: z.literal('openai'),
      name,
      url: httpUrl,
      apiKey: secretLeaf('a text that is not empty', z.string().min(1)).optional(),
      concurrency: whole(1, 1024).default(16),
      /** Models that embed; the API's list does not tell. */
      embeddingModels: models.default([]),
    }),
    section({
      kind: z.literal('gguf'),
      name,
      /** A GGUF file or a folder of them. */
      path: text,
      concurrency: whole(1, 64).default(1),
      /** Tokens of prompt and answer together; the model's own limit when absent. */
      contextLength: whole(256, 1_048_576).optional(),
      /** 0 lets llama.cpp choose. */
      threads: whole(0, 512).default(0),
      gpu: yesOrNo.default(false),
    }),
    section({
      kind: z.literal('sandbox'),
      name,
      concurrency: whole(1, 1024).default(64),
      /** As fast as it can when absent. */
      tokensPerSecond: leaf('a number from 0.1 to 1000000', z.number().min(0.1).max(1_000_000)).optional(),
    }),
  ],
  { error: 'must be a backend whose kind is ollama, openai, gguf or sandbox' },
);

/** Timers take no more. */
const longestTimeoutMs = 2_147_483_647;

const timeoutsSchema = section({
  connectMs: whole(1, longestTimeoutMs).default(5_000),
  /** Covers loading the model. */
  firstByteMs: whole(1, longestTimeoutMs).default(300_000),
  /** Between two pieces of a stream. */
  idleMs: whole(1, longestTimeoutMs).default(60_000),
});

const fileSchema = section({
  worker: section({ name: name.optional() }).default({}),
  /** Looks for Ollama, vLLM and llama.cpp on this host's usual ports. Default: on when no backends are named. */
  discovery: yesOrNo.optional(),
  backends: list('a list of backends', backendSchema).default([]),
  timeouts: timeoutsSchema.default(timeoutsSchema.parse({})),
});

export type BackendConfig = z.infer<typeof backendSchema>;
export type FileConfig = z.infer<typeof fileSchema>;

/** A whole number written in digits. */
const digits = (min: number, max: number) =>
  leaf(range(min, max), z.string().trim().regex(/^\d+$/).transform(Number).pipe(z.int().min(min).max(max)));
const port = digits(0, 65_535);
const words = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The text itself: whoever connects parses it again. */
const redisUrl = z.string().superRefine((value, context) => {
  try {
    parseRedisUrl(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});

const environmentSchema = z.object({
  API_HOST: leaf('a host name or an address', z.string().regex(/^[\w.:%-]+$/)).default('127.0.0.1'),
  API_PORT: port.default(4000),
  TLS_CERT: text.optional(),
  TLS_KEY: text.optional(),
  DATABASE_URL: secretLeaf(
    'a URL of the form postgresql://user:password@host:port/database',
    z.url({ protocol: /^postgres(ql)?$/ }),
  ).optional(),
  REDIS_URL: redisUrl.optional(),
  API_KEY_SECRET: secretLeaf('32 characters or more', z.string().min(32)).optional(),
  API_KEYS: secretLeaf(
    'keys separated by commas, each sk_live_…, sk_test_… or sk_dev_… with 16 to 128 letters or digits',
    words.pipe(z.array(z.string().regex(/^sk_(live|test|dev)_[A-Za-z0-9]{16,128}$/))),
  ).default([]),
  CORS_ORIGINS: leaf(
    '* or origins separated by commas, each as a browser sends it (https://app.example.com, without a path)',
    words.pipe(z.array(z.string().refine(isOrigin))),
  ).default([]),
  TRUSTED_PROXIES: leaf(
    'addresses or networks separated by commas, such as 10.0.0.1 or 10.0.0.0/8',
    words.pipe(z.array(z.string().refine(isAddressOrNetwork))),
  ).default([]),
  LOG_LEVEL: leaf(`one of ${logLevels.join(', ')}`, z.enum(logLevels)).default('warn'),
  INFERGRAPH_CONFIG: text.optional(),
  INFERGRAPH_HOME: text.default('.infergraph'),
  WORKER_NAME: name.optional(),
  SUBGRAPH_PORT: port.default(4001),
  MAX_BODY_BYTES: digits(1, 1_073_741_824).default(20 * 1024 * 1024),
  TASK_LEASE_MS: digits(500, 600_000).default(15_000),
  TASK_MAX_ATTEMPTS: digits(1, 100).default(3),
  EVENT_RETENTION_MS: digits(1, 315_360_000_000).default(24 * 60 * 60 * 1000),
  SHUTDOWN_GRACE_MS: digits(0, 600_000).default(10_000),
  METRICS_PORT: port.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_SERVICE_NAME: leaf('1 to 255 characters', z.string().min(1).max(255)).optional(),
  OTEL_TRACES_SAMPLER_ARG: leaf(
    'a number from 0 to 1',
    z
      .string()
      .trim()
      .regex(/^\d*\.?\d+$/)
      .transform(Number)
      .pipe(z.number().max(1)),
  ).default(1),
});

export interface TracingConfig {
  readonly endpoint: string;
  /** Null: named for the role. */
  readonly serviceName: string | null;
  /** 0 to 1. */
  readonly sampleRatio: number;
}

/** Everything that can be configured, parsed once. Modules get slices of it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Null: PGlite in `home`. */
  readonly databaseUrl: string | null;
  /** Null: a redis-server of our own, with its data in `home`. */
  readonly redisUrl: string | null;
  /** Null: one is made and kept in `home`. */
  readonly secret: string | null;
  readonly bootstrapKeys: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
  /** Absolute folder of everything that stays between starts. */
  readonly home: string;
  readonly workerName: string;
  readonly subgraphPort: number;
  /** Subgraphs that run elsewhere, by name. */
  readonly subgraphUrls: Readonly<Partial<Record<SubgraphName, string>>>;
  readonly maxBodyBytes: number;
  readonly taskLeaseMs: number;
  readonly taskMaxAttempts: number;
  readonly eventRetentionMs: number;
  readonly shutdownGraceMs: number;
  /** Where workers and subgraphs serve their metrics; null: nowhere. */
  readonly metricsPort: number | null;
  /** Where traces go; null: nothing is traced. */
  readonly tracing: TracingConfig | null;
  readonly discovery: boolean;
  readonly backends: readonly BackendConfig[];
  readonly timeouts: FileConfig['timeouts'];
}

/** A wrong configuration: one line for each mistake, with the name, what is wrong and what is allowed; never the value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Parses the environment and the file it names. Throws {@link ConfigError}. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const mistakes: string[] = [];
  // An empty variable counts as absent: that is how compose files unset one.
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) mistakes.push(...describeMistakes(parsed.error, ''));
  const subgraphUrls: Partial<Record<SubgraphName, string>> = {};
  for (const name of subgraphNames) {
    const variable = `SUBGRAPH_${name.toUpperCase()}_URL`;
    const value = present[variable];
    if (value === undefined) continue;
    if (URL.canParse(value) && /^https?:/.test(value)) subgraphUrls[name] = value;
    else mistakes.push(`${variable}: must be an http or https URL, not ${shapeOf(value)}`);
  }
  const file = readFile(present['INFERGRAPH_CONFIG'], mistakes);
  if (!parsed.success || file === undefined || mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
  const env = parsed.data;
  if ((env.TLS_CERT === undefined) !== (env.TLS_KEY === undefined)) {
    throw new ConfigError('TLS_CERT and TLS_KEY: set both or neither');
  }
  if (env.API_KEY_SECRET === undefined && (env.DATABASE_URL !== undefined || env.REDIS_URL !== undefined)) {
    throw new ConfigError(
      'API_KEY_SECRET: must be set (32 characters or more) when DATABASE_URL or REDIS_URL is set, and be the same in every process',
    );
  }
  return Object.freeze({
    host: env.API_HOST,
    port: env.API_PORT,
    tls:
      env.TLS_CERT === undefined || env.TLS_KEY === undefined ? null : { certFile: env.TLS_CERT, keyFile: env.TLS_KEY },
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    secret: env.API_KEY_SECRET ?? null,
    bootstrapKeys: env.API_KEYS,
    corsOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    logLevel: env.LOG_LEVEL,
    home: resolve(env.INFERGRAPH_HOME),
    workerName: env.WORKER_NAME ?? file.worker.name ?? hostname(),
    subgraphPort: env.SUBGRAPH_PORT,
    subgraphUrls,
    maxBodyBytes: env.MAX_BODY_BYTES,
    taskLeaseMs: env.TASK_LEASE_MS,
    taskMaxAttempts: env.TASK_MAX_ATTEMPTS,
    eventRetentionMs: env.EVENT_RETENTION_MS,
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    metricsPort: env.METRICS_PORT ?? null,
    tracing:
      env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : {
            endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
            serviceName: env.OTEL_SERVICE_NAME ?? null,
            sampleRatio: env.OTEL_TRACES_SAMPLER_ARG,
          },
    discovery: file.discovery ?? file.backends.length === 0,
    backends: file.backends,
    timeouts: file.timeouts,
  });
}

function readFile(path: string | undefined, mistakes: string[]): FileConfig | undefined {
  if (path === undefined) return fileSchema.parse({});
  let content: unknown;
  try {
    content = parseYaml(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    mistakes.push(`INFERGRAPH_CONFIG: cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    mistakes.push(...describeMistakes(parsed.error, `${path}: `));
    return undefined;
  }
  const names = parsed.data.backends.map((backend) => backend.name);
  for (const name of new Set(names.filter((candidate, index) => names.indexOf(candidate) !== index))) {
    mistakes.push(`${path}: backends: the name ${name} is used twice; each backend needs its own`);
  }
  return parsed.data;
}
