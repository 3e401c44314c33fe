// Typed documents for operations of your own. In a project of yours `schema` is
// `node_modules/@infergraph/sdk/schema.graphql`, or the address of a server with your key:
// `[{ 'https://host/graphql': { headers: { authorization: 'Bearer sk_…' } } }]`.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'sdk/schema.graphql',
  documents: 'sdk/examples/own-codegen/operations.graphql',
  generates: {
    'sdk/examples/own-codegen/generated/operations.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        documentMode: 'string',
        enumType: 'string-literal',
        useTypeImports: true,
        scalars: { DateTime: 'string', BigInt: 'number | string', Scope: 'string' },
      },
    },
  },
};

// oxlint-disable-next-line import/no-default-export -- graphql-codegen reads the default export
export default config;
