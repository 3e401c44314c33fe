import { useSyncExternalStore } from 'react';
import type { Observable } from './observable.ts';

/** The value now; the component is drawn again when it changes. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.get);
}
