import { pino } from 'pino';
import type { Logger as PinoLogger, LevelWithSilent } from 'pino';
import { traceFields } from './spans.ts';

export type Logger = PinoLogger;
export type LogLevel = LevelWithSilent;

/** Paths whose values never reach a log line. */
const redacted = ['authorization', 'apiKey', 'secret', 'password', 'cookie', 'x-api-key'];

/**
 * Structured JSON log lines on standard error, one object a line, with time in ISO 8601.
 * Lines written during a traced request or task carry `traceId` and `spanId`.
 * Secrets are removed by field name at the first three levels; keys inside texts are masked too.
 */
export function makeLogger(options: { readonly level: LogLevel; readonly name: string }): Logger {
  return pino(
    {
      name: options.name,
      level: options.level,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => ({ ...traceFields() }),
      redact: {
        paths: redacted.flatMap((key) => [key, `*.${key}`, `*.*.${key}`].map(quotePath)),
        censor: '[redacted]',
      },
      hooks: {
        streamWrite: (line) => line.replaceAll(/sk_(live|test|dev)_[A-Za-z0-9]+/g, 'sk_$1_[redacted]'),
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

function quotePath(path: string): string {
  return path
    .split('.')
    .map((part) => (part.includes('-') ? `["${part}"]` : part))
    .join('.')
    .replaceAll('.[', '[');
}
