import type { Subgraph, SubgraphName } from '../kernel/subgraph-protocol.ts';
import { inSpan, isTraced } from '../platform/spans.ts';

/**
 * A subgraph, local or remote, whose every answer is a span of the request. What belongs to no request under way, such as
 * the completion of a subscription's events, is not traced.
 */
export function makeTracedSubgraph(name: SubgraphName, subgraph: Subgraph): Subgraph {
  return {
    execute(request) {
      if (!isTraced()) return subgraph.execute(request);
      return inSpan(
        {
          name: `subgraph ${name}`,
          kind: 'client',
          attributes: { 'infergraph.subgraph': name, 'infergraph.request_id': request.requestId },
        },
        async (span) => {
          const response = await subgraph.execute(request);
          if (response.errors !== undefined) span.setAttribute('infergraph.error_count', response.errors.length);
          return response;
        },
      );
    },
  };
}
