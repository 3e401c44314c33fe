import { createLocalStorage } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { AnswerPanel } from './answer-panel.tsx';
import { BlankFiller } from './blank-filler.tsx';
import { examples } from './examples.ts';
import { Header } from './header.tsx';
import type { Playground } from './playground.ts';
import { RefusalClearer } from './refusal-clearer.tsx';
import { SchemaReloader } from './schema-reloader.tsx';

/** A new number gives everybody the examples anew, at the price of their own tabs. */
const storage = createLocalStorage({ namespace: 'infergraph-playground-1' });
/** On the first visit GraphiQL opens the first tab without its variables: it is given them apart. */
const firstVisit =
  storage.getItem('graphiql:tabState') === null ? { initialVariables: examples[0]?.variables ?? '' } : {};
const tabs = examples.map(({ query, variables }) => ({ query, variables: variables ?? null }));

/** The whole screen. */
export function App({ playground }: { readonly playground: Playground }) {
  return (
    <>
      <Header
        playground={playground}
        onResetExamples={() => {
          storage.clear();
          location.reload();
        }}
      />
      <main className="ig-main">
        <GraphiQL
          fetcher={playground.fetcher}
          storage={storage}
          {...firstVisit}
          defaultTabs={tabs}
          defaultEditorToolsVisibility="variables"
          showPersistHeadersSettings={false}
          inputValueDeprecation
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
          <GraphiQL.Footer>
            <AnswerPanel answers={playground.answers} />
          </GraphiQL.Footer>
          <SchemaReloader access={playground.access} />
          <RefusalClearer access={playground.access} />
          <BlankFiller known={playground.known} />
        </GraphiQL>
      </main>
    </>
  );
}
