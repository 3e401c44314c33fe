import { makeVariable } from './observable.ts';
import type { Observable } from './observable.ts';

export interface StoredKey {
  /** The API key; empty: none. */
  readonly secret: string;
  /** True: kept on this computer until it is removed. False: for this browser tab only. */
  readonly remembered: boolean;
}

export interface KeyStore extends Observable<StoredKey> {
  set(key: StoredKey): void;
}

export interface KeyStoreDeps {
  readonly session: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly local: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: Pick<History, 'replaceState'>;
}

const name = 'infergraph:api-key';

/**
 * Keeps the API key in the browser. A key in the address (`#key=sk_…`, which browsers never send to a server) is taken
 * over and removed from the address, so that it stays out of the history and out of shared links.
 */
export function makeKeyStore({ session, local, location, history }: KeyStoreDeps): KeyStore {
  const remembered = local.getItem(name);
  const variable = makeVariable<StoredKey>({
    secret: remembered ?? session.getItem(name) ?? '',
    remembered: remembered !== null,
  });
  const store: KeyStore = {
    get: variable.get,
    subscribe: variable.subscribe,
    set({ secret, remembered: remember }) {
      session.removeItem(name);
      local.removeItem(name);
      if (secret !== '') (remember ? local : session).setItem(name, secret);
      variable.set({ secret, remembered: remember });
    },
  };
  const fragment = new URLSearchParams(location.hash.slice(1));
  const offered = fragment.get('key');
  if (offered !== null) {
    store.set({ secret: offered.trim(), remembered: variable.get().remembered });
    fragment.delete('key');
    const rest = fragment.toString();
    history.replaceState(null, '', `${location.pathname}${location.search}${rest === '' ? '' : `#${rest}`}`);
  }
  return store;
}
