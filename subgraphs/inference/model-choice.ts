import type { ClusterSnapshot, ModelCapability, ModelFacts } from '../../kernel/cluster.ts';
import { sizeLimits } from '../../kernel/parameter-limits.ts';
import type { TaskRequest } from '../../kernel/task.ts';

export type ModelChoice =
  /** `name` is the name that backends know: the one asked for, or the same with the tag that was left out. */
  | { readonly kind: 'available'; readonly name: string }
  /** No worker takes tasks, or no backend of the model answers: it may be there again later. */
  | { readonly kind: 'unavailable'; readonly message: string }
  /** No backend knows it, or it cannot do this. */
  | {
      readonly kind: 'invalid';
      readonly message: string;
      /** Models that can do it now, by name. */
      readonly availableModels: readonly string[];
    };

/** Judges whether the cluster, as it is now, can run the request on the model. */
export function chooseModel(model: string, request: TaskRequest, snapshot: ClusterSnapshot): ModelChoice {
  const needed = neededCapabilities(request);
  const active = snapshot.workers.filter((worker) => worker.status === 'ACTIVE');
  if (active.length === 0) return { kind: 'unavailable', message: 'No worker takes tasks now.' };
  const able = active
    .flatMap((worker) => worker.backends)
    .flatMap((backend) => backend.models.map((facts) => ({ backend, facts })))
    .filter(({ facts }) => needed.every((capability) => facts.capabilities.includes(capability)));
  const ready = able.filter(({ backend, facts }) => backend.status !== 'DOWN' && isUsable(facts));
  const names = spellings(model);
  const name = names.find((spelling) => ready.some(({ facts }) => facts.name === spelling));
  if (name !== undefined) return { kind: 'available', name };
  if (able.some(({ facts }) => names.includes(facts.name))) {
    return { kind: 'unavailable', message: 'No backend that serves this model answers now.' };
  }
  return {
    kind: 'invalid',
    message: `No model of this name can do this (${needed.join(', ')}): see availableModels.`,
    availableModels: [...new Set(ready.map(({ facts }) => facts.name))].sort().slice(0, sizeLimits.availableModels),
  };
}

/** A name without a tag means the tag `latest`, as Ollama has it; an exact match goes first. */
function spellings(model: string): readonly string[] {
  return model.includes(':') ? [model] : [model, `${model}:latest`];
}

/** What a model must be able to do for the request. */
export function neededCapabilities(request: TaskRequest): readonly ModelCapability[] {
  switch (request.kind) {
    case 'TEXT':
      return ['COMPLETION'];
    case 'EMBEDDING':
      return ['EMBEDDING'];
    case 'CHAT': {
      const images = request.messages.some((message) => message.images.length > 0);
      return [
        'CHAT',
        ...(request.tools.length > 0 ? ['TOOLS' as const] : []),
        ...(images ? ['VISION' as const] : []),
        // Plain JSON is asked of any model; only keeping to a schema takes a backend that can.
        ...(request.responseFormat.type === 'JSON_SCHEMA' ? ['STRUCTURED_OUTPUT' as const] : []),
      ];
    }
  }
}

/** A model that is loading takes tasks: they wait in line for it. */
function isUsable(facts: ModelFacts): boolean {
  return facts.status === 'AVAILABLE' || facts.status === 'LOADING';
}
