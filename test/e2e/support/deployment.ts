import type { Caller } from './client.ts';
import { ask } from './client.ts';

/** A whole installation of Infergraph under test. */
export interface Deployment extends AsyncDisposable {
  readonly name: string;
  /** The GraphQL endpoint. */
  readonly url: string;
  /** The bootstrap admin key. */
  readonly adminKey: string;
}

export interface NewKey {
  readonly scopes: readonly string[];
  readonly owner?: string;
  readonly expiresAt?: string;
  readonly allowedIps?: readonly string[];
}

export function admin(deployment: Deployment): Caller {
  return { url: deployment.url, key: deployment.adminKey };
}

/** A new key through the public API: who calls with it, and its id. */
export async function newKey(deployment: Deployment, key: NewKey): Promise<Caller & { readonly id: string }> {
  const data = await ask(
    admin(deployment),
    `mutation($input: CreateApiKeyInput!) {
      createApiKey(input: $input) { secret apiKey { id } errors { ... on UserError { code message path } } }
    }`,
    { input: { name: `test ${key.scopes.join(' ')}`, owner: 'tester', environment: 'TEST', ...key } },
  );
  if (data.createApiKey.errors.length > 0) throw new Error(JSON.stringify(data.createApiKey.errors));
  return { url: deployment.url, key: data.createApiKey.secret, id: data.createApiKey.apiKey.id };
}

export const taskFields = `
  id kind status owner modelName
  error { code message retryable }
  metadata { queueMs processingMs attempts maxAttempts model worker backend usage { promptTokens completionTokens totalTokens estimated } }
  result {
    __typename
    ... on TextResult { text finishReason usage { promptTokens completionTokens estimated } }
    ... on ChatResult { message { role content toolCalls { id name arguments } } finishReason usage { completionTokens } }
    ... on EmbeddingResult { dimensions embeddings { index values } usage { promptTokens } }
  }
`;

const errorFields = `errors {
  __typename
  ... on UserError { code message path }
  ... on InvalidModelError { availableModels }
}`;

/** Submits a text task and gives the payload. */
export async function generateText(
  caller: Caller,
  input: Record<string, unknown>,
): Promise<Awaited<ReturnType<typeof ask>>> {
  const data = await ask(
    caller,
    `mutation($input: GenerateTextInput!) { generateText(input: $input) { task { ${taskFields} } ${errorFields} } }`,
    { input },
  );
  return data.generateText;
}

export async function generateChat(
  caller: Caller,
  input: Record<string, unknown>,
): Promise<Awaited<ReturnType<typeof ask>>> {
  const data = await ask(
    caller,
    `mutation($input: GenerateChatInput!) { generateChat(input: $input) { task { ${taskFields} } ${errorFields} } }`,
    { input },
  );
  return data.generateChat;
}

export async function createEmbeddings(
  caller: Caller,
  input: Record<string, unknown>,
): Promise<Awaited<ReturnType<typeof ask>>> {
  const data = await ask(
    caller,
    `mutation($input: CreateEmbeddingsInput!) { createEmbeddings(input: $input) { task { ${taskFields} } ${errorFields} } }`,
    { input },
  );
  return data.createEmbeddings;
}

export async function readTask(caller: Caller, id: string): Promise<Awaited<ReturnType<typeof ask>>> {
  return (await ask(caller, `query($id: ID!) { task(id: $id) { ${taskFields} } }`, { id })).task;
}
