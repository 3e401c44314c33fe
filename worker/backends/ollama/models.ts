import type { ModelCapability, ModelFacts, ModelType } from '../../../kernel/cluster.ts';
import { countOf, filledTextOf, listOf, recordOf } from '../json.ts';
import type { JsonRecord } from '../json.ts';
import { looksLikeEmbeddingModel } from '../model-names.ts';

/** One row of /api/tags. */
export interface TagRow {
  readonly name: string;
  readonly digest: string;
  readonly sizeBytes: number | null;
  readonly details: JsonRecord;
  readonly capabilities: readonly unknown[] | null;
}

/** The rows of /api/tags; null when the body has another shape: this is not Ollama. */
export function readTags(body: unknown): TagRow[] | null {
  const models = listOf(recordOf(body)?.['models']);
  if (models === null) return null;
  return models.flatMap((item) => {
    const row = recordOf(item);
    const name = filledTextOf(row?.['name']);
    if (row === null || name === null) return [];
    return [
      {
        name,
        digest: filledTextOf(row['digest']) ?? name,
        sizeBytes: countOf(row['size']),
        details: recordOf(row['details']) ?? {},
        capabilities: listOf(row['capabilities']),
      },
    ];
  });
}

/** What a row and the answer of /api/show tell. Without the latter (null) much stays unknown. */
export function toModelFacts(row: TagRow, show: JsonRecord | null, nowMs: number): ModelFacts {
  const info = recordOf(show?.['model_info']) ?? {};
  const details = recordOf(show?.['details']) ?? row.details;
  const architecture = filledTextOf(info['general.architecture']);
  const capabilities = capabilitiesOf(row, show, architecture);
  return {
    name: row.name,
    type: typeOf(capabilities, listOf(show?.['capabilities']) ?? row.capabilities),
    status: 'AVAILABLE',
    description: null,
    sizeBytes: row.sizeBytes,
    capabilities,
    contextLength: countOf(info[`${architecture}.context_length`]) ?? countOf(details['context_length']),
    quantization: filledTextOf(details['quantization_level']),
    family: filledTextOf(details['family']) ?? architecture,
    parameterSize: filledTextOf(details['parameter_size']),
    licence: firstLine(filledTextOf(show?.['license'])),
    refreshedAtMs: nowMs,
  };
}

const known: Readonly<Record<string, readonly ModelCapability[]>> = {
  completion: ['COMPLETION', 'CHAT', 'STRUCTURED_OUTPUT'],
  tools: ['TOOLS'],
  vision: ['VISION'],
  thinking: ['REASONING'],
  embedding: ['EMBEDDING'],
};

function capabilitiesOf(row: TagRow, show: JsonRecord | null, architecture: string | null): ModelCapability[] {
  const reported = listOf(show?.['capabilities']) ?? row.capabilities;
  if (reported !== null) {
    return reported.flatMap((item) => (typeof item === 'string' ? (known[item] ?? []) : []));
  }
  // Versions before 0.6.4 do not report capabilities.
  const embeds = architecture?.includes('bert') === true || looksLikeEmbeddingModel(row.name);
  return embeds ? ['EMBEDDING'] : ['COMPLETION', 'CHAT', 'STRUCTURED_OUTPUT'];
}

function typeOf(capabilities: readonly ModelCapability[], reported: readonly unknown[] | null): ModelType {
  if (capabilities.includes('COMPLETION')) return 'TEXT';
  if (capabilities.includes('EMBEDDING')) return 'EMBEDDING';
  if (reported?.includes('image') === true) return 'IMAGE';
  return reported?.includes('audio') === true ? 'AUDIO' : 'TEXT';
}

function firstLine(text: string | null): string | null {
  const line = text?.split('\n').find((candidate) => candidate.trim() !== '');
  return line === undefined ? null : line.trim().slice(0, 200);
}
