import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { installEditorWorkers } from './editor-workers.ts';
import { makeKeyStore } from './key-store.ts';
import { makePlayground } from './playground.ts';

import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './theme.css';

installEditorWorkers();

const keys = makeKeyStore({ session: sessionStorage, local: localStorage, location, history });
const playground = makePlayground({ keys, endpoint: new URL('/graphql', location.origin) });

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no element #root');
createRoot(element).render(
  <StrictMode>
    <App playground={playground} />
  </StrictMode>,
);
