// Types generated from the schemas: `npx graphql-codegen --config codegen.ts`. What it writes is checked in, so that a
// clone type-checks at once; CI generates it again and expects no difference.
import type { CodegenConfig } from '@graphql-codegen/cli';
import { sdkOutputs } from './sdk/codegen.ts';

type Outputs = CodegenConfig['generates'];

/** What each subgraph's services hand to its resolvers, by GraphQL type; unnamed types are as in the schema. */
const mappers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inference: {
    Task: '../../../kernel/task.ts#TaskRecord',
    TaskConnection: '../context.ts#TaskPage',
    TaskEdge: '../context.ts#TaskPageEdge',
  },
  models: {
    Model: '../catalogue.ts#CatalogueModel',
    ModelConnection: '../catalogue.ts#CataloguePage',
    ModelEdge: '../catalogue.ts#CataloguePageEdge',
  },
  cluster: {
    Worker: '../../../kernel/cluster.ts#WorkerFacts',
    Backend: '../cluster-view.ts#BackendOfWorker',
    Gpu: '../../../kernel/cluster.ts#GpuFacts',
    Cluster: '../../../kernel/cluster.ts#ClusterSnapshot',
    QueueLane: '../queue-view.ts#LaneView',
  },
  usage: {
    ApiKey: '../key-record.ts#KeyRecord',
    ApiKeyConnection: '../key-record.ts#KeyPage',
    ApiKeyEdge: '../key-record.ts#KeyPageEdge',
    Me: '../../../kernel/principal.ts#Principal',
  },
  knowledge: {
    Memory: '../memory-record.ts#MemoryRecord',
    MemoryConnection: '../memory-record.ts#MemoryPage',
    MemoryEdge: '../memory-record.ts#MemoryPageEdge',
  },
};

const contextTypes: Readonly<Record<string, string>> = {
  inference: '../context.ts#InferenceContext',
  models: '../../runtime/context.ts#RequestContext',
  cluster: '../../runtime/context.ts#RequestContext',
  usage: '../context.ts#UsageContext',
  knowledge: '../../runtime/context.ts#RequestContext',
};

/** Resolver types, one file for each subgraph, so that none can reach for another's types. */
const resolverTypes: Outputs = Object.fromEntries(
  Object.entries(mappers).map(([name, typeMappers]) => [
    `subgraphs/${name}/generated/resolver-types.ts`,
    {
      schema: `schema/${name}.graphql`,
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        immutableTypes: true,
        skipTypename: false,
        nonOptionalTypename: false,
        contextType: contextTypes[name],
        mappers: typeMappers,
        inputMaybeValue: 'T | null | undefined',
        scalars: {
          ID: 'string',
          // In: an instant the scalar has checked. Out: milliseconds since the epoch.
          DateTime: { input: 'Date', output: 'number' },
          JSONObject: 'Readonly<Record<string, unknown>>',
          JSON: 'unknown',
          BigInt: 'number',
          Scope: '../../../kernel/scopes.ts#Scope',
          _FieldSet: 'string',
          _Any: 'unknown',
        },
      },
    },
  ]),
);

const config: CodegenConfig = {
  importExtension: '.ts',
  generates: { ...resolverTypes, ...sdkOutputs },
};

// oxlint-disable-next-line import/no-default-export -- graphql-codegen reads the default export of its configuration file
export default config;
