// Composes the subgraphs' schemas into schema/supergraph.graphql, which is checked in.
// `--check` changes nothing and fails when the file on disk is not what composition gives.
import { readFile, writeFile } from 'node:fs/promises';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { subgraphNames } from '../kernel/subgraph-protocol.ts';

const schemaFolder = new URL('../schema/', import.meta.url);
const supergraphFile = new URL('supergraph.graphql', schemaFolder);

const names = [...subgraphNames, 'events'].sort();
const services = await Promise.all(
  names.map(async (name) => ({
    name,
    // Routing is configuration: the address in the supergraph only names the subgraph.
    url: `subgraph://${name}`,
    typeDefs: parse(await readFile(new URL(`${name}.graphql`, schemaFolder), 'utf8')),
  })),
);

const composed = composeServices(services);
if (composed.errors !== undefined && composed.errors.length > 0) {
  for (const error of composed.errors) process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
for (const hint of composed.hints ?? []) {
  if (hint.definition.level.value > 0 && process.argv.includes('--hints')) process.stderr.write(`${hint.toString()}\n`);
}

const supergraph = `# Composed from the other files in this folder by \`npm run compose\`: do not edit.\n${composed.supergraphSdl}\n`;
if (process.argv.includes('--check')) {
  if ((await readFile(supergraphFile, 'utf8').catch(() => '')) !== supergraph) {
    process.stderr.write('schema/supergraph.graphql is out of date: run `npm run compose` and commit it.\n');
    process.exit(1);
  }
} else {
  await writeFile(supergraphFile, supergraph);
}
process.stdout.write(`composed ${names.length} subgraphs: ${names.join(', ')}\n`);
