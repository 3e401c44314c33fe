import {
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql';

/** A query that reads one field, and the fields that it passes through on its way, the last being that one. */
export interface FieldWalk {
  readonly name: string;
  readonly query: string;
  readonly fields: readonly { readonly type: string; readonly field: string }[];
  /** The entity type that the walk begins at; undefined: it begins at a root field. */
  readonly entity?: string;
}

interface Step {
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

/** One walk from a root field to every field that can be reached, and one through `_entities` to every field of an entity. */
export function walkEveryField(schema: GraphQLSchema): FieldWalk[] {
  const walks: FieldWalk[] = [];
  const seen = new Set<string>();
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type !== undefined && type !== null);
  const queue: { type: GraphQLObjectType; steps: readonly Step[] }[] = roots.map((type) => ({ type, steps: [] }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next.type.name)) continue;
    seen.add(next.type.name);
    for (const field of Object.values(next.type.getFields())) {
      const steps = [...next.steps, { type: next.type, field }];
      walks.push(toWalk(steps));
      const target = getNamedType(field.type);
      const targets = isAbstractType(target) ? schema.getPossibleTypes(target) : [target];
      for (const type of targets) if (isObjectType(type)) queue.push({ type, steps });
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    const isEntity = type.astNode?.directives?.some(({ name }) => name.value === 'key');
    if (!isEntity || !isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) walks.push(toEntityWalk(type, field));
  }
  return walks;
}

function toWalk(steps: readonly Step[]): FieldWalk {
  const [first] = steps;
  const operation = first?.type.name === 'Mutation' ? 'mutation' : 'query';
  return {
    name: steps.map(({ type, field }) => `${type.name}.${field.name}`).join(' > '),
    query: `${operation} { ${selection(steps)} }`,
    fields: steps.map(({ type, field }) => ({ type: type.name, field: field.name })),
  };
}

function toEntityWalk(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldWalk {
  return {
    name: `_entities > ${type.name}.${field.name}`,
    query: `{ _entities(representations: [{ __typename: "${type.name}", id: "x" }]) { ... on ${type.name} { ${selection([{ type, field }])} } } }`,
    fields: [{ type: type.name, field: field.name }],
    entity: type.name,
  };
}

function selection([step, ...rest]: readonly Step[]): string {
  if (step === undefined) return '__typename';
  const { field } = step;
  const required = field.args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${literal(arg.type)}`);
  const args = required.length === 0 ? '' : `(${required.join(', ')})`;
  const target = getNamedType(field.type);
  if (isAbstractType(target)) {
    const member = rest[0]?.type.name;
    const inner = member === undefined ? '__typename' : `... on ${member} { ${selection(rest)} }`;
    return `${field.name}${args} { ${member === undefined ? firstMember(field) : inner} }`;
  }
  return isObjectType(target) ? `${field.name}${args} { ${selection(rest)} }` : `${field.name}${args}`;
}

/** A list of a union that nobody asks a member of still needs a member for the mock. */
function firstMember(field: GraphQLField<unknown, unknown>): string {
  const target = getNamedType(field.type);
  const member = isAbstractType(target) && 'getTypes' in target ? target.getTypes()[0]?.name : undefined;
  return `... on ${member} { __typename }`;
}

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${required.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  return { Int: '1', Float: '1', Boolean: 'true', JSONObject: '{}', Scope: '"models:read"' }[type.name] ?? '"x"';
}
