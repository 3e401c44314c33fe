import { useState } from 'react';
import { KeyField } from './key-field.tsx';
import logo from './logo.svg';
import type { Playground } from './playground.ts';

export interface HeaderProps {
  readonly playground: Playground;
  readonly onResetExamples: () => void;
}

/** The bar at the top: what this is, the key, and a way back to the examples. */
export function Header({ playground, onResetExamples }: HeaderProps) {
  const [asking, setAsking] = useState(false);
  return (
    <header className="ig-header">
      <a className="ig-brand" href="/graphql">
        <img src={logo} alt="" width="28" height="28" />
        <span className="ig-brand-name">Infergraph</span>
        <span className="ig-brand-page">playground</span>
      </a>
      <KeyField keys={playground.keys} access={playground.access} />
      {asking ? (
        <span className="ig-confirm" role="group" aria-label="Reset examples">
          Replace all tabs?
          <button type="button" className="ig-button" onClick={onResetExamples}>
            Replace
          </button>
          <button type="button" className="ig-button" onClick={() => setAsking(false)}>
            Keep
          </button>
        </span>
      ) : (
        <button type="button" className="ig-button" onClick={() => setAsking(true)}>
          Reset examples
        </button>
      )}
    </header>
  );
}
