import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphQLWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

/** Tells the editor where its background workers are: files of our own origin, never blob: or data: URLs. */
export function installEditorWorkers(): void {
  const MonacoEnvironment = {
    getWorker(_workerId: string, label: string) {
      if (label === 'json') return new JsonWorker();
      return label === 'graphql' ? new GraphQLWorker() : new EditorWorker();
    },
  };
  // Monaco looks for a global of this name.
  Object.assign(globalThis, { MonacoEnvironment });
}
