import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, validate } from 'graphql';
import type { Principal } from '../../../../kernel/principal.ts';
import type {
  Subgraph,
  SubgraphName,
  SubgraphRequest,
  SubgraphResponse,
} from '../../../../kernel/subgraph-protocol.ts';

export interface FakeContext {
  readonly principal: Principal;
  readonly request: SubgraphRequest;
}

/** Resolvers by type and field. A field without one gives the property of its parent. */
export type FakeResolvers = Readonly<
  // Tests pass whatever their fields take.
  // oxlint-disable-next-line typescript/no-explicit-any
  Record<string, Record<string, (parent: any, args: any, context: FakeContext) => unknown>>
>;

/** A subgraph with the product's schema and a test's resolvers. */
export interface FakeSubgraph extends Subgraph {
  /** All it was asked, oldest first. */
  readonly requests: SubgraphRequest[];
}

export function makeFakeSubgraph(name: SubgraphName, resolvers: FakeResolvers): FakeSubgraph {
  const sdl = readFileSync(new URL(`../../../../schema/${name}.graphql`, import.meta.url), 'utf8');
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const requests: SubgraphRequest[] = [];
  return {
    requests,
    async execute(request) {
      requests.push(request);
      const document = parse(request.query);
      const invalid = validate(schema, document);
      if (invalid.length > 0) throw new Error(`invalid query for ${name}: ${invalid.map(String).join('; ')}`);
      const result = await execute({
        schema,
        document,
        operationName: request.operationName ?? null,
        variableValues: request.variables ?? {},
        contextValue: { principal: request.principal, request } satisfies FakeContext,
      });
      // As a subgraph in another process would give it.
      return JSON.parse(JSON.stringify(result)) as SubgraphResponse;
    },
  };
}
