// Streams an answer to the terminal and survives a lost connection.
//
//   INFERGRAPH_API_KEY=sk_… node sdk/examples/stream.ts "Why is the sky blue?"
import { createClient } from '../client.ts';
import { InfergraphError } from '../errors.ts';

// oxlint-disable-next-line node/no-process-env -- a program of its own, without a configuration module
const { INFERGRAPH_API_KEY: apiKey, INFERGRAPH_URL: url = 'http://localhost:4000/graphql' } = process.env;
const prompt = process.argv[2] ?? 'Why is the sky blue?';

await using client = createClient({ url, apiKey });
try {
  const available = await client.models.list({ filter: { type: 'TEXT', status: 'AVAILABLE' }, first: 1 });
  const model = available.nodes[0];
  if (model === undefined) throw new Error('No model is available.');

  for await (const step of client.streamText({ model: model.name, prompt })) {
    switch (step.type) {
      case 'delta':
        if (step.channel === 'ANSWER') process.stdout.write(step.text);
        break;
      case 'restarted':
        process.stdout.write('\n-- the worker was lost, starting over --\n');
        break;
      case 'completed':
        process.stdout.write(
          `\n\n${step.task.metadata.usage?.totalTokens ?? 0} tokens on ${step.task.metadata.backend}\n`,
        );
        break;
    }
  }
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof InfergraphError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
}
