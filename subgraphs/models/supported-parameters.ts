import type { ModelCapability } from '../../kernel/cluster.ts';
import { embeddingLimits, samplingLimits } from '../../kernel/parameter-limits.ts';
import type { ParameterLimit } from '../../kernel/parameter-limits.ts';

/** A parameter that tasks on a model accept. */
export interface SupportedParameter {
  readonly name: string;
  readonly type: string;
  readonly default: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Parameters of the tasks that a model with these capabilities can run; the bounds are those of the inputs. */
export function supportedParameters(capabilities: readonly ModelCapability[]): SupportedParameter[] {
  const generates = capabilities.includes('COMPLETION') || capabilities.includes('CHAT');
  return [
    ...(generates ? Object.entries(samplingLimits) : []),
    ...(capabilities.includes('EMBEDDING') ? Object.entries(embeddingLimits) : []),
  ].map(([name, limit]: readonly [string, ParameterLimit]) => ({
    name,
    type: limit.type,
    default: limit.default,
    min: limit.min,
    max: limit.max,
  }));
}
