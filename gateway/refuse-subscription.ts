import { Kind } from 'graphql';
import type { DocumentNode } from 'graphql';
import { ServiceError } from '../kernel/errors.ts';
import { parseDocument } from './document-parser.ts';

/**
 * Throws ServiceError SUBSCRIPTION_NEEDS_WEBSOCKET when the body of an HTTP request asks for a subscription. Before
 * validation: the rule for subscriptions throws where a variable decides about their field.
 */
export function refuseSubscription(body: unknown): void {
  const { query, operationName } = ((typeof body === 'object' ? body : null) as Partial<Record<string, unknown>>) ?? {};
  // Only texts with the word are worth parsing here; the others are parsed once, and cached, later.
  if (typeof query !== 'string' || !/\bsubscription\b/.test(query)) return;
  const operations = parseOrNothing(query).definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const chosen =
    typeof operationName === 'string' && operationName !== ''
      ? operations.find(({ name }) => name?.value === operationName)
      : operations[0];
  if (chosen?.operation === 'subscription') throw new ServiceError('SUBSCRIPTION_NEEDS_WEBSOCKET');
}

/** A syntax error is told, with its place, by who runs the operation. */
function parseOrNothing(query: string): DocumentNode {
  try {
    return parseDocument(query);
  } catch {
    return { kind: Kind.DOCUMENT, definitions: [] };
  }
}
