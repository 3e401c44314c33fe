import type { Principal } from '../../../../kernel/principal.ts';
import type { SubgraphResponse } from '../../../../kernel/subgraph-protocol.ts';
import { makeLogger } from '../../../../platform/logger.ts';
import { makeLocalSubgraph } from '../../../../subgraphs/runtime/local-subgraph.ts';
import type { SubgraphDefinition } from '../../../../subgraphs/runtime/local-subgraph.ts';
import { makePrincipal } from './principals.ts';

// Answers are JSON of many shapes, which tests compare and do not compute with.
// oxlint-disable-next-line typescript/no-explicit-any -- see above
type Json = any;

export interface Ask {
  (query: string, options?: AskOptions): Promise<{ data: Json; errors: NonNullable<SubgraphResponse['errors']> }>;
}

export interface AskOptions {
  readonly as?: Partial<Principal>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
}

/** Asks a subgraph in process and gives the answer as a client would read it. */
export function makeAsk(definition: SubgraphDefinition, defaults: Partial<Principal>): Ask {
  const subgraph = makeLocalSubgraph(definition, { logger: makeLogger({ level: 'silent', name: 'test' }) });
  return async (query, options = {}) => {
    const answer = await subgraph.execute({
      query,
      variables: options.variables,
      principal: makePrincipal({ ...defaults, ...options.as }),
      requestId: 'req_1',
      signal: options.signal,
    });
    const { data, errors } = JSON.parse(JSON.stringify(answer)) as SubgraphResponse;
    return { data, errors: errors ?? [] };
  };
}

/** The codes of the errors, in order. */
export function codesOf(answer: { readonly errors: NonNullable<SubgraphResponse['errors']> }): unknown[] {
  return answer.errors.map(({ extensions }) => extensions?.['code']);
}
