import { useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import type { Access } from './access.ts';
import type { Observable } from './observable.ts';
import { useObservable } from './use-observable.ts';

/** Reads the schema again once a key has been accepted that was not in force when the page was loaded. Draws nothing. */
export function SchemaReloader({ access }: { readonly access: Observable<Access> }) {
  const { introspect } = useGraphiQLActions();
  const { kind } = useObservable(access);
  const before = useRef(kind);
  useEffect(() => {
    if (kind === 'accepted' && before.current !== 'accepted') introspect();
    before.current = kind;
  }, [kind, introspect]);
  return null;
}
