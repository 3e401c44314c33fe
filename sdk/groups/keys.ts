import {
  ApiKeyDocument,
  ApiKeysDocument,
  CreateApiKeyDocument,
  MeDocument,
  RevokeApiKeyDocument,
  RotateApiKeyDocument,
  UpdateApiKeyDocument,
} from '../generated/operations.ts';
import type { ApiKeyFilter, CreateApiKeyInput, RotateApiKeyInput, UpdateApiKeyInput } from '../generated/operations.ts';
import type { CallOptions, Graph } from '../graph.ts';
import { valueOrThrow } from '../payload.ts';
import type { ApiKey, Me, NewSecret, Page, PageRequest } from '../types.ts';

/** API keys. What changes one throws UserInputError with all violations. */
export interface Keys {
  /** Who the client's own key says it is. */
  me(options?: CallOptions): Promise<Me>;
  /** Null when there is no such key or it belongs to another owner. */
  get(id: string, options?: CallOptions): Promise<ApiKey | null>;
  /** Newest first. */
  list(
    request?: PageRequest & { readonly filter?: ApiKeyFilter | undefined },
    options?: CallOptions,
  ): Promise<Page<ApiKey>>;
  create(input: CreateApiKeyInput, options?: CallOptions): Promise<NewSecret>;
  update(input: UpdateApiKeyInput, options?: CallOptions): Promise<ApiKey>;
  /** Gives the key a new secret; the old one works until the grace period ends. */
  rotate(input: RotateApiKeyInput, options?: CallOptions): Promise<NewSecret>;
  revoke(id: string, options?: CallOptions): Promise<ApiKey>;
}

export function makeKeys(graph: Graph): Keys {
  return {
    me: async (options) => valueOrThrow((await graph.query(MeDocument, {}, options)).me),
    get: async (id, options) => (await graph.query(ApiKeyDocument, { id }, options)).apiKey,
    list: async (request = {}, options) => valueOrThrow((await graph.query(ApiKeysDocument, request, options)).apiKeys),
    create: async (input, options) => {
      const { createApiKey } = await graph.mutate(CreateApiKeyDocument, { input }, options);
      return {
        secret: valueOrThrow(createApiKey?.secret, createApiKey?.errors),
        apiKey: valueOrThrow(createApiKey?.apiKey, createApiKey?.errors),
      };
    },
    update: async (input, options) => {
      const { updateApiKey } = await graph.mutate(UpdateApiKeyDocument, { input }, options);
      return valueOrThrow(updateApiKey?.apiKey, updateApiKey?.errors);
    },
    rotate: async (input, options) => {
      const { rotateApiKey } = await graph.mutate(RotateApiKeyDocument, { input }, options);
      return {
        secret: valueOrThrow(rotateApiKey?.secret, rotateApiKey?.errors),
        apiKey: valueOrThrow(rotateApiKey?.apiKey, rotateApiKey?.errors),
      };
    },
    revoke: async (id, options) => {
      const { revokeApiKey } = await graph.mutate(RevokeApiKeyDocument, { id }, options);
      return valueOrThrow(revokeApiKey?.apiKey, revokeApiKey?.errors);
    },
  };
}
