import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { defaultFieldResolver, isObjectType, parse } from 'graphql';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { SubgraphName } from '../../kernel/subgraph-protocol.ts';
import { readAccess } from './access.ts';
import type { RequestContext } from './context.ts';
import { makeShield } from './shield.ts';

type Resolvers = NonNullable<Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>['resolvers']>;
type Middleware = (
  resolve: GraphQLFieldResolver<unknown, RequestContext>,
  ...rest: Parameters<GraphQLFieldResolver<unknown, RequestContext>>
) => unknown;

/** The SDL of a subgraph, from schema/. */
export function readSubgraphSdl(name: SubgraphName): string {
  return readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
}

/** The executable schema of a subgraph: its SDL, its resolvers, and the shield around every field. */
export function makeSubgraphSchema(sdl: string, resolvers: object): GraphQLSchema {
  const typeDefs = parse(sdl);
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as Resolvers });
  shieldInPlace(
    schema,
    makeShield(schema, readAccess(typeDefs)).generate(schema) as Record<string, Record<string, Middleware>>,
  );
  return schema;
}

/**
 * Wraps the resolvers where they are. graphql-middleware's `applyMiddleware` would build a new schema, and what Apollo
 * keeps beside the fields, reference resolvers above all, is easily lost on the way.
 */
function shieldInPlace(schema: GraphQLSchema, middlewares: Record<string, Record<string, Middleware>>): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const middleware = middlewares[type.name]?.[field.name];
      if (middleware === undefined) throw new Error(`${type.name}.${field.name} has no shield`);
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (...inputs) => middleware(resolve, ...inputs);
    }
  }
}
