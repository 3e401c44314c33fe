import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import type { Access } from './access.ts';
import type { Observable } from './observable.ts';
import { isOnlyErrors } from './response-rules.ts';
import { useObservable } from './use-observable.ts';

/** Empties the response of errors once a key has been accepted: they were about the one before it. Draws nothing. */
export function RefusalClearer({ access }: { readonly access: Observable<Access> }) {
  const editor = useGraphiQL((state) => state.responseEditor);
  const { kind } = useObservable(access);
  const before = useRef(kind);
  useEffect(() => {
    // A check of the same key once more changes nothing: the errors may be about something else.
    if (kind === 'checking') return;
    if (kind === 'accepted' && before.current !== 'accepted' && isOnlyErrors(editor?.getValue() ?? '')) {
      editor?.setValue('');
    }
    before.current = kind;
  }, [kind, editor]);
  return null;
}
