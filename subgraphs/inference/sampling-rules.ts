import { describeLimit, isWithin, samplingLimits, sizeLimits, waitMsLimit } from '../../kernel/parameter-limits.ts';
import type { ParameterLimit } from '../../kernel/parameter-limits.ts';
import type { SamplingParameters } from '../../kernel/task.ts';
import type { ViolationList } from '../runtime/violations.ts';

/** Fields that every submit has. */
export interface SubmitFields {
  readonly model: string;
  readonly waitMs?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface SamplingFields {
  readonly maxTokens?: number | null | undefined;
  readonly temperature?: number | null | undefined;
  readonly topP?: number | null | undefined;
  readonly topK?: number | null | undefined;
  readonly stopSequences?: readonly string[] | null | undefined;
  readonly seed?: number | null | undefined;
}

export function checkSubmitFields(input: SubmitFields, violations: ViolationList): void {
  violations.checkText(['input', 'model'], input.model, { max: sizeLimits.modelCharacters });
  checkNumber('waitMs', input.waitMs, { limit: waitMsLimit, violations });
  if (input.idempotencyKey !== null && input.idempotencyKey !== undefined) {
    violations.checkText(['input', 'idempotencyKey'], input.idempotencyKey, {
      max: sizeLimits.idempotencyKeyCharacters,
    });
  }
}

export function checkSampling(input: SamplingFields, violations: ViolationList): void {
  for (const name of ['maxTokens', 'temperature', 'topP', 'topK', 'seed'] as const) {
    checkNumber(name, input[name], { limit: samplingLimits[name], violations });
  }
  const stops = input.stopSequences ?? [];
  violations.checkCount(['input', 'stopSequences'], stops, { min: 0, max: sizeLimits.stopSequences });
  for (const [index, stop] of stops.slice(0, sizeLimits.stopSequences).entries()) {
    violations.checkText(['input', 'stopSequences', index], stop, { max: sizeLimits.stopSequenceCharacters });
  }
}

/** Checks a number that may be absent. */
export function checkNumber(
  name: string,
  value: number | null | undefined,
  against: { readonly limit: ParameterLimit; readonly violations: ViolationList },
): void {
  if (value === null || value === undefined || isWithin(against.limit, value)) return;
  const kind = against.limit.type === 'Int' ? 'a whole number, ' : '';
  against.violations.add(['input', name], `${name}: must be ${kind}${describeLimit(against.limit)}, not ${value}.`);
}

/** The parameters with their defaults. An explicit null asks for the default too. */
export function toSampling(input: SamplingFields): SamplingParameters {
  return {
    maxTokens: input.maxTokens ?? samplingLimits.maxTokens.default,
    temperature: input.temperature ?? samplingLimits.temperature.default,
    topP: input.topP ?? samplingLimits.topP.default,
    topK: input.topK ?? null,
    stopSequences: input.stopSequences ?? [],
    seed: input.seed ?? null,
  };
}
