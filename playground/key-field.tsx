import { useState } from 'react';
import type { Access } from './access.ts';
import type { KeyStore, StoredKey } from './key-store.ts';
import type { Observable } from './observable.ts';
import { useObservable } from './use-observable.ts';

export interface KeyFieldProps {
  readonly keys: KeyStore;
  readonly access: Observable<Access>;
}

/** Where the API key goes in, and what the server says of it. */
export function KeyField({ keys, access: source }: KeyFieldProps) {
  const stored = useObservable(keys);
  const access = useObservable(source);
  // Another key makes another form: nothing of the draft of the last one is left.
  return <KeyForm key={stored.secret} keys={keys} stored={stored} access={access} />;
}

interface KeyFormProps {
  readonly keys: KeyStore;
  readonly stored: StoredKey;
  readonly access: Access;
}

function KeyForm({ keys, stored, access }: KeyFormProps) {
  const [draft, setDraft] = useState(stored.secret);
  const [shown, setShown] = useState(false);
  const commit = (secret: string) => keys.set({ secret: secret.trim(), remembered: stored.remembered });
  return (
    <form
      className="ig-key"
      onSubmit={(event) => {
        event.preventDefault();
        commit(draft);
      }}
    >
      <label className="ig-key-label" htmlFor="api-key">
        API key
      </label>
      <span className="ig-key-box" data-access={access.kind}>
        <input
          id="api-key"
          // A password field would make browsers offer to save it as one.
          type="text"
          className={shown ? undefined : 'ig-masked'}
          value={draft}
          placeholder="sk_…"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => draft.trim() !== stored.secret && commit(draft)}
          onPaste={(event) => {
            event.preventDefault();
            const pasted = event.clipboardData.getData('text').trim();
            setDraft(pasted);
            commit(pasted);
          }}
        />
        <button type="button" className="ig-key-show" onClick={() => setShown(!shown)} aria-pressed={shown}>
          {shown ? 'Hide' : 'Show'}
        </button>
      </span>
      <label className="ig-key-remember" title="Kept in this browser until you remove it; otherwise only in this tab">
        <input
          type="checkbox"
          checked={stored.remembered}
          onChange={(event) => keys.set({ secret: stored.secret, remembered: event.target.checked })}
        />
        Remember
      </label>
      <AccessBadge access={access} />
    </form>
  );
}

function AccessBadge({ access }: { readonly access: Access }) {
  return (
    <output className="ig-access" data-access={access.kind} title={explain(access)}>
      {summarise(access)}
    </output>
  );
}

function summarise(access: Access): string {
  switch (access.kind) {
    case 'missing':
      return 'Paste a key to begin';
    case 'checking':
      return 'Checking …';
    case 'accepted':
      return `${access.name} · ${access.scopes.includes('admin') ? 'admin' : `${access.scopes.length} scopes`}`;
    case 'refused':
      return `Refused: ${access.message}`;
    case 'unreachable':
      return access.message;
  }
}

function explain(access: Access): string {
  if (access.kind === 'accepted') return `Owner: ${access.owner}\nScopes: ${access.scopes.join(', ')}`;
  if (access.kind === 'missing') return '`npm start` prints a key for this machine.';
  return summarise(access);
}
