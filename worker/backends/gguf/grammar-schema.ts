import { recordOf } from '../json.ts';

const types: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object', 'array']);
/** Without a word the engine leaves them out. */
const unsupported = ['anyOf', 'allOf', 'not', 'if'] as const;
const localPrefix = '#/$defs/';
/** Deeper ones the engine refuses itself; this bounds our own recursion. */
const maxDepth = 512;

/**
 * What the engine would not follow, or only with a line of its own on stderr, in words that name the keyword and its
 * place, for example `type "banana" at #/properties/a is not supported`. Null: it follows the schema.
 */
export function grammarProblemOf(schema: unknown): string | null {
  return problemAt(schema, { path: '#', defs: new Set(), depth: 0 });
}

interface Place {
  readonly path: string;
  /** Names of the definitions in force. */
  readonly defs: ReadonlySet<string>;
  readonly depth: number;
}

function problemAt(schema: unknown, place: Place): string | null {
  const record = recordOf(schema);
  if (record === null) return `the schema at ${place.path} is no object`;
  if (place.depth > maxDepth) return `the schema is nested more than ${maxDepth} deep`;
  const own = recordOf(record['$defs']) ?? {};
  const defs = new Set([...place.defs, ...Object.keys(own)]);
  const ref = record['$ref'];
  if (ref !== undefined) {
    const isKnown = typeof ref === 'string' && ref.startsWith(localPrefix) && defs.has(ref.slice(localPrefix.length));
    if (!isKnown) return `$ref ${JSON.stringify(ref)} at ${place.path} names no definition under ${localPrefix}`;
  }
  if (!['$ref', 'oneOf', 'const', 'enum', 'type', ...unsupported].some((name) => record[name] !== undefined)) {
    return `type is missing at ${place.path}`;
  }
  const keyword = unsupported.find((name) => record[name] !== undefined);
  if (keyword !== undefined) return `${keyword} at ${place.path} is not supported`;
  return typeProblem(record, place.path) ?? boundsProblem(record, place.path) ?? partsProblem(record, place, defs);
}

function typeProblem(record: Readonly<Record<string, unknown>>, path: string): string | null {
  const { type } = record;
  if (type === undefined) return null;
  const listed: readonly unknown[] = Array.isArray(type) ? type : [type];
  const unknown = listed.find((name) => !types.has(name));
  if (unknown !== undefined || listed.length === 0) {
    return `type ${JSON.stringify(unknown ?? type)} at ${path} is not supported`;
  }
  const structured = Array.isArray(type) ? type.find((name) => name === 'object' || name === 'array') : undefined;
  // In a list the engine knows only the simple types.
  return structured === undefined ? null : `type ${JSON.stringify(structured)} in a list at ${path} is not supported`;
}

/** The engine would raise an upper bound that is too low. */
function boundsProblem(record: Readonly<Record<string, unknown>>, path: string): string | null {
  const least = {
    maxProperties: Object.keys(recordOf(record['properties']) ?? {}).length,
    maxItems: Array.isArray(record['prefixItems']) ? record['prefixItems'].length : 0,
    maxLength: typeof record['minLength'] === 'number' ? record['minLength'] : 0,
  };
  for (const [keyword, minimum] of Object.entries(least)) {
    const value = record[keyword];
    if (typeof value === 'number' && value < minimum) return `${keyword} ${value} at ${path} is less than ${minimum}`;
  }
  return null;
}

function partsProblem(
  record: Readonly<Record<string, unknown>>,
  place: Place,
  defs: ReadonlySet<string>,
): string | null {
  const parts: [string, unknown][] = [];
  for (const keyword of ['$defs', 'properties', 'oneOf', 'prefixItems']) {
    const value = record[keyword];
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, part] of Object.entries(value)) parts.push([`${keyword}/${name}`, part]);
  }
  if (record['items'] !== undefined) parts.push(['items', record['items']]);
  const additional = record['additionalProperties'];
  if (typeof additional === 'object') parts.push(['additionalProperties', additional]);
  for (const [name, part] of parts) {
    const problem = problemAt(part, { path: `${place.path}/${name}`, defs, depth: place.depth + 1 });
    if (problem !== null) return problem;
  }
  return null;
}
