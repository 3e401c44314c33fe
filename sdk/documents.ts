import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { DocumentNode } from 'graphql';

/** An operation with the types of its result and variables: a typed document node or typed document text. */
export type GraphDocument<TResult, TVariables> = DocumentTypeDecoration<TResult, TVariables> & object;

/** The text to send. */
export function documentText(document: object): string {
  return isDocumentNode(document) ? print(document) : String(document);
}

/** True when the text holds a mutation, which must not be sent twice. */
export function isMutation(text: string): boolean {
  return /^\s*mutation\b/m.test(text);
}

function isDocumentNode(document: object): document is DocumentNode {
  return 'kind' in document && document.kind === 'Document';
}
