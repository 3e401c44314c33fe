// Runs a query of one's own with the SDK; its result has the type that codegen.ts generated.
//
//   INFERGRAPH_API_KEY=sk_… node sdk/examples/own-codegen/recent-failures.ts
import { createClient } from '../../client.ts';
import { RecentFailuresDocument } from './generated/operations.ts';

// oxlint-disable-next-line node/no-process-env -- a program of its own, without a configuration module
const { INFERGRAPH_API_KEY: apiKey, INFERGRAPH_URL: url = 'http://localhost:4000/graphql' } = process.env;

await using client = createClient({ url, apiKey });
const { tasks } = await client.query(RecentFailuresDocument, { first: 10 });
for (const task of tasks?.nodes ?? []) {
  const model = `${task.modelName} (${task.model?.status ?? 'gone'})`;
  process.stdout.write(`${task.id}  ${model}  ${task.error?.code}: ${task.error?.message}\n`);
}
