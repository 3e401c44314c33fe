// Derives sdk/schema.graphql, the schema as clients see it, from schema/supergraph.graphql: without federation's own
// types, fields and directives. It is checked in and part of the SDK's package: users generate code from it.
// `--check` changes nothing and fails when the file on disk is not what the supergraph gives.
import { readFile, writeFile } from 'node:fs/promises';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { printSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';

const supergraphFile = new URL('../schema/supergraph.graphql', import.meta.url);
const apiFile = new URL('../sdk/schema.graphql', import.meta.url);

const supergraph = Supergraph.build(await readFile(supergraphFile, 'utf8'), {
  // The gateway enforces the security features itself.
  supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
});
const schema = supergraph.apiSchema().toGraphQLJSSchema();
const header = '# What clients see, derived from supergraph.graphql by `node scripts/api-schema.ts`: do not edit.\n\n';
const api = await format(header + printSchema(schema), {
  ...(await resolveConfig(apiFile)),
  parser: 'graphql',
});

if (process.argv.includes('--check')) {
  if ((await readFile(apiFile, 'utf8').catch(() => '')) !== api) {
    process.stderr.write('sdk/schema.graphql is out of date: run `node scripts/api-schema.ts` and commit it.\n');
    process.exit(1);
  }
} else {
  await writeFile(apiFile, api);
}
