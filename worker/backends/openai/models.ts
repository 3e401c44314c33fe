import type { ModelCapability, ModelFacts } from '../../../kernel/cluster.ts';
import { countOf, filledTextOf, listOf, recordOf } from '../json.ts';
import type { JsonRecord } from '../json.ts';
import { looksLikeEmbeddingModel, looksLikeVisionModel, parameterSizeOf } from '../model-names.ts';

export interface OpenAiModel {
  readonly facts: ModelFacts;
  /** Served by llama.cpp, which has extensions of its own. */
  readonly isLlamaCpp: boolean;
}

/** The models of /v1/models; null when the body has another shape: this does not speak the OpenAI API. */
export function readModels(body: unknown, embeddingModels: readonly string[], nowMs: number): OpenAiModel[] | null {
  const record = recordOf(body);
  const data = listOf(record?.['data']);
  if (record?.['object'] !== 'list' || data === null) return null;
  const models: OpenAiModel[] = [];
  for (const item of data) {
    const row = recordOf(item);
    const name = filledTextOf(row?.['id']);
    if (row === null || name === null) return null;
    models.push(readModel({ name, row, embeddingModels, nowMs }));
  }
  return models;
}

interface ModelRow {
  readonly name: string;
  readonly row: JsonRecord;
  readonly embeddingModels: readonly string[];
  readonly nowMs: number;
}

function readModel({ name, row, embeddingModels, nowMs }: ModelRow): OpenAiModel {
  const meta = recordOf(row['meta']);
  const modalities = recordOf(row['architecture']);
  const embeds =
    embeddingModels.includes(name) ||
    listOf(modalities?.['output_modalities'])?.some((item) => item === 'embedding' || item === 'embeddings') === true ||
    (embeddingModels.length === 0 && looksLikeEmbeddingModel(name));
  const seesImages =
    listOf(modalities?.['input_modalities'])?.includes('image') ?? (modalities === null && looksLikeVisionModel(name));
  const capabilities: ModelCapability[] = embeds
    ? ['EMBEDDING']
    : ['COMPLETION', 'CHAT', 'TOOLS', 'STRUCTURED_OUTPUT', ...(seesImages ? (['VISION'] as const) : [])];
  const parameters = countOf(meta?.['n_params']);
  return {
    facts: {
      name,
      type: embeds ? 'EMBEDDING' : 'TEXT',
      status: 'AVAILABLE',
      description: null,
      sizeBytes: countOf(meta?.['size']),
      capabilities,
      // llama.cpp says what it allows a request (n_ctx) and what the model was trained for.
      contextLength: countOf(row['max_model_len']) ?? countOf(meta?.['n_ctx']) ?? countOf(meta?.['n_ctx_train']),
      quantization: null,
      family: null,
      parameterSize: parameters === null ? null : parameterSizeOf(parameters),
      licence: null,
      refreshedAtMs: nowMs,
    },
    isLlamaCpp: row['owned_by'] === 'llamacpp',
  };
}
