import { postGraphql } from './http-transport.ts';
import type { Known } from './blank-rules.ts';

/** What the key in use may do, as far as the server has said. */
export type Access =
  | { readonly kind: 'missing' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'accepted'; readonly name: string; readonly owner: string; readonly scopes: readonly string[] }
  /** `message` is the server's. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string };

const meQuery = 'query Me { me { name owner scopes } }';
const modelsQuery = 'query AvailableModels { models(filter: { status: AVAILABLE }) { nodes { name capabilities } } }';

/** Asks the server who the key belongs to. */
export async function checkAccess(endpoint: URL, secret: string): Promise<Access> {
  if (secret === '') return { kind: 'missing' };
  const result = await postGraphql({ query: meQuery }, { endpoint, secret });
  const me = result.data?.['me'] as { name: string; owner: string; scopes: readonly string[] } | undefined;
  if (me != null) return { kind: 'accepted', ...me };
  const error = result.errors?.[0];
  const message = error?.message ?? 'The server said nothing.';
  return error?.extensions?.['code'] === undefined ? { kind: 'unreachable', message } : { kind: 'refused', message };
}

/** The models that fill the blanks of the examples: the first that can do each. Empty when the key may not list them. */
export async function findModels(endpoint: URL, secret: string): Promise<Omit<Known, 'lastTaskId'>> {
  const result = await postGraphql({ query: modelsQuery }, { endpoint, secret });
  const models = result.data?.['models'] as
    { nodes: readonly { name: string; capabilities: readonly string[] }[] } | null | undefined;
  const first = (capability: string) => models?.nodes.find((model) => model.capabilities.includes(capability))?.name;
  return {
    textModel: first('COMPLETION') ?? first('CHAT'),
    chatModel: first('CHAT'),
    embeddingModel: first('EMBEDDING'),
  };
}
