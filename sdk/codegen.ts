import type { CodegenConfig } from '@graphql-codegen/cli';

/** The SDK's part of code generation: the operations in `operations/` as typed documents and the types they use. */
export const sdkOutputs: CodegenConfig['generates'] = {
  'sdk/generated/operations.ts': {
    schema: 'sdk/schema.graphql',
    documents: 'sdk/operations/*.graphql',
    plugins: ['typescript-operations', 'typed-document-node'],
    config: {
      // Text instead of a syntax tree: a tenth of the size, and nothing to print before sending.
      documentMode: 'string',
      enumType: 'string-literal',
      useTypeImports: true,
      immutableTypes: true,
      strictScalars: true,
      skipTypename: true,
      nonOptionalTypename: false,
      dedupeFragments: true,
      avoidOptionals: false,
      scalars: {
        ID: 'string',
        BigInt: { input: 'number | string', output: 'number | string' },
        DateTime: 'string',
        JSON: 'unknown',
        JSONObject: 'Readonly<Record<string, unknown>>',
        Scope: 'string',
      },
    },
  },
};
