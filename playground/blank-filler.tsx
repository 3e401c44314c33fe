import { useGraphiQL } from '@graphiql/react';
import type { MonacoEditor } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { fillBlanks } from './blank-rules.ts';
import type { Known, Variables } from './blank-rules.ts';
import type { Observable } from './observable.ts';
import { useObservable } from './use-observable.ts';

/**
 * Writes what is known into the blanks of the variables on screen, so that people see what will be sent. A task id that
 * it wrote itself it replaces by the id of a later task. Draws nothing.
 */
export function BlankFiller({ known: source }: { readonly known: Observable<Known> }) {
  const known = useObservable(source);
  const editor = useGraphiQL((state) => state.variableEditor);
  const tabId = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);
  const writtenRef = useRef<unknown>(undefined);
  if (editor === undefined) return null;
  // The key makes it look again at every change of tab.
  return <TabFiller key={tabId} editor={editor} known={known} writtenRef={writtenRef} />;
}

interface TabFillerProps {
  readonly editor: MonacoEditor;
  readonly known: Known;
  /** The task id that was written last. */
  readonly writtenRef: RefObject<unknown>;
}

function TabFiller({ editor, known, writtenRef }: TabFillerProps) {
  useEffect(() => {
    const variables = parse(editor.getValue());
    if (variables === undefined) return;
    const isOwn = writtenRef.current !== undefined && variables['taskId'] === writtenRef.current;
    const filled = fillBlanks(isOwn ? { ...variables, taskId: '' } : variables, known);
    if (filled['taskId'] !== variables['taskId']) writtenRef.current = filled['taskId'];
    const text = JSON.stringify(filled, null, 2);
    if (text !== JSON.stringify(variables, null, 2)) editor.setValue(text);
  }, [editor, known, writtenRef]);
  return null;
}

function parse(text: string): Variables | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Variables) : undefined;
  } catch {
    // Half-typed, or with comments: left alone.
    return undefined;
  }
}
