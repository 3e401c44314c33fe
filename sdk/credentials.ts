/** A secret, or what fetches the current one: called for every request and connection, so let it cache. */
export type Credential = string | (() => string | Promise<string>);

export interface Credentials {
  /** The value of the `Authorization` header; undefined without a credential. */
  authorization(): Promise<string | undefined>;
  /** After a refusal: true when there is a newer credential to try. */
  renewed(): Promise<boolean>;
}

export interface CredentialOptions {
  /** An API key, `sk_…`. */
  readonly apiKey?: Credential | undefined;
  /** A session token instead of a key. */
  readonly token?: Credential | undefined;
}

/** Throws TypeError when both are given. */
export function makeCredentials(options: CredentialOptions): Credentials {
  if (options.apiKey !== undefined && options.token !== undefined) {
    throw new TypeError('Give apiKey or token, not both.');
  }
  const credential = options.apiKey ?? options.token;
  let lastUsed: string | undefined;
  const current = async (): Promise<string | undefined> =>
    typeof credential === 'function' ? await credential() : credential;
  return {
    authorization: async () => {
      lastUsed = await current();
      return lastUsed === undefined ? undefined : `Bearer ${lastUsed}`;
    },
    renewed: async () => typeof credential === 'function' && (await current()) !== lastUsed,
  };
}
