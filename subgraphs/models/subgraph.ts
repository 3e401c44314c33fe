import type { ClusterRegistry } from '../../tasks/cluster-registry.ts';
import type { SubgraphDefinition } from '../runtime/local-subgraph.ts';
import { bigIntScalar, dateTimeScalar, jsonScalar } from '../runtime/scalars.ts';
import { makeSubgraphSchema, readSubgraphSdl } from '../runtime/subgraph-schema.ts';
import type { Resolvers } from './generated/resolver-types.ts';
import { makeModelService } from './model-service.ts';
import type { ModelService } from './model-service.ts';
import { supportedParameters } from './supported-parameters.ts';

/** The subgraph of models: what the cluster's backends serve. */
export function makeModelsSubgraph(deps: { readonly registry: Pick<ClusterRegistry, 'snapshot'> }): SubgraphDefinition {
  return {
    name: 'models',
    schema: makeSubgraphSchema(readSubgraphSdl('models'), makeResolvers(makeModelService(deps.registry))),
    makeContext: (request) => request,
  };
}

function makeResolvers(models: ModelService) {
  return {
    BigInt: bigIntScalar,
    DateTime: dateTimeScalar,
    JSON: jsonScalar,
    Query: {
      models: (_, { filter, ...page }) => models.list(filter, page),
      model: (_, by) => models.find(by),
    },
    Model: {
      __resolveReference: ({ id }) => models.find({ id }),
      supportedParameters: (model) => supportedParameters(model.capabilities),
      refreshedAt: (model) => model.refreshedAtMs,
    },
    ModelConnection: { totalCount: (page) => page.totalCount() },
  } satisfies Partial<Resolvers>;
}
