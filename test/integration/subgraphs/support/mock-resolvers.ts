import {
  Kind,
  buildSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GraphQLOutputType, GraphQLResolveInfo } from 'graphql';

const prelude = `
  directive @link(url: String, import: [String]) repeatable on SCHEMA
  directive @key(fields: String, resolvable: Boolean) repeatable on OBJECT
  directive @shareable on OBJECT
  directive @authenticated on OBJECT | FIELD_DEFINITION
  directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | FIELD_DEFINITION
`;

/** The SDL as a plain GraphQL schema, to look around in. */
export function readPlainSchema(sdl: string) {
  return buildSchema(prelude + sdl, { assumeValidSDL: true });
}

/** Resolvers under which every field has a value, so that only the shield can refuse one. */
export function makeMockResolvers(sdl: string): Record<string, Record<string, unknown>> {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const type of Object.values(readPlainSchema(sdl).getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) {
      resolvers[type.name] = { __resolveType: (value: { __typename: string }) => value.__typename };
    }
    if (!isObjectType(type)) continue;
    const ofType: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      ofType[field.name] = (...inputs: [unknown, unknown, unknown, GraphQLResolveInfo]) =>
        mockValue(inputs[3].returnType, inputs[3]);
    }
    if (type.astNode?.directives?.some(({ name }) => name.value === 'key')) {
      ofType['__resolveReference'] = (reference: object) => reference;
    }
    resolvers[type.name] = ofType;
  }
  return resolvers;
}

function mockValue(type: GraphQLOutputType, info: GraphQLResolveInfo): unknown {
  if (isNonNullType(type)) return mockValue(type.ofType, info);
  if (isListType(type)) return [mockValue(type.ofType, info)];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.value;
  if (isLeafType(named)) return { Int: 1, Float: 1, Boolean: true, JSONObject: {} }[named.name] ?? 'text';
  // A union becomes the member that the query asks for.
  return { __typename: isAbstractType(named) ? askedMember(info) : named.name };
}

function askedMember(info: GraphQLResolveInfo): string | undefined {
  const fragment = info.fieldNodes[0]?.selectionSet?.selections.find((node) => node.kind === Kind.INLINE_FRAGMENT);
  return fragment?.typeCondition?.name.value;
}
