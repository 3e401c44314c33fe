import { GraphQLError, Kind, validate } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ServiceError } from '../kernel/errors.ts';
import { measureDepth, refuseTooDeep } from './depth-rules.ts';
import type { DepthLimits } from './depth-rules.ts';
import { parseDocument } from './document-parser.ts';
import { refuseInfiniteNumbers } from './literal-rules.ts';
import { missingScopes, requirementsOf } from './scope-rules.ts';
import type { PlaceRequirement } from './scope-rules.ts';
import type { Supergraph } from './supergraph.ts';

/** An operation that is valid and whose cost in scopes is known. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly requirements: readonly PlaceRequirement[];
}

export type Preparation =
  | { readonly kind: 'ready'; readonly prepared: PreparedOperation }
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] };

/** Everything about operations that depends on their text alone, done once for each text. */
export interface PreparedOperations {
  /** Parses and validates, and chooses the operation. */
  prepare(text: string, operationName: string | null | undefined): Preparation;
  /** The same for a document that was parsed and validated already. Throws GraphQLError OPERATION_RESOLUTION_FAILURE, and ServiceError BAD_USER_INPUT when it goes too deep or holds a number too large. */
  adopt(text: string, document: DocumentNode, operationName: string | null | undefined): PreparedOperation;
}

/** Texts kept, and the most characters of all of them together. */
const maxTexts = 2_000;
const maxCharacters = 20_000_000;

export function makePreparedOperations(supergraph: Supergraph, limits: DepthLimits): PreparedOperations {
  const documents = new LRUCache<string, DocumentNode | readonly GraphQLError[]>(bounds());
  const operations = new LRUCache<string, PreparedOperation>(bounds());

  const documentOf = (text: string): DocumentNode | readonly GraphQLError[] => {
    const cached = documents.get(text);
    if (cached !== undefined) return cached;
    const parsed = parseAndValidate(supergraph, text);
    documents.set(text, parsed);
    return parsed;
  };

  const adopt: PreparedOperations['adopt'] = (text, document, operationName) => {
    const key = `${operationName ?? ''}\n${text}`;
    const cached = operations.get(key);
    if (cached !== undefined) return cached;
    const operation = chooseOperation(document, operationName);
    refuseTooDeep(measureDepth(supergraph.schema, document, operation), limits);
    refuseInfiniteNumbers(document);
    const requirements = requirementsOf(supergraph.markedSchema, document, operation);
    const prepared = { document, operation, requirements };
    operations.set(key, prepared);
    return prepared;
  };

  return {
    adopt,
    prepare(text, operationName) {
      const document = documentOf(text);
      if (!('kind' in document)) return { kind: 'refused', errors: document };
      try {
        return { kind: 'ready', prepared: adopt(text, document, operationName) };
      } catch (error) {
        return { kind: 'refused', errors: [asGraphQLError(error)] };
      }
    },
  };
}

/** Throws ServiceError FORBIDDEN with `details.missing` when the granted scopes do not open every place of the operation. */
export function refuseBeyondScopes(prepared: PreparedOperation, granted: readonly string[]): void {
  const missing = missingScopes(granted, prepared.requirements);
  if (missing.length === 0) return;
  const places = missing
    .slice(0, 5)
    .map(
      ({ path, anyOf }) =>
        `${path} (${anyOf.length === 0 ? 'nobody may' : anyOf.map((all) => all.join(' and ')).join(' or ')})`,
    );
  const more = missing.length > places.length ? ` and ${missing.length - places.length} more` : '';
  throw new ServiceError('FORBIDDEN', {
    message: `The key lacks scopes for: ${places.join(', ')}${more}.`,
    details: { missing },
  });
}

function bounds() {
  return { max: maxTexts, maxSize: maxCharacters, sizeCalculation: (_: unknown, text: string) => text.length + 1 };
}

function parseAndValidate(supergraph: Supergraph, text: string): DocumentNode | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parseDocument(text);
  } catch (error) {
    return [withCode(asGraphQLError(error), 'GRAPHQL_PARSE_FAILED')];
  }
  const errors = validationErrors(supergraph, document);
  return errors.length === 0 ? document : errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
}

function validationErrors(supergraph: Supergraph, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(supergraph.schema, document);
  } catch (error) {
    // Rules may throw: the one for subscriptions does when a variable decides about the root field.
    return [asGraphQLError(error)];
  }
}

function chooseOperation(document: DocumentNode, operationName: string | null | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const chosen =
    operationName == null || operationName === ''
      ? operations.length === 1
        ? operations[0]
        : undefined
      : operations.find(({ name }) => name?.value === operationName);
  if (chosen !== undefined) return chosen;
  const named = operationName == null || operationName === '';
  throw new GraphQLError(
    named
      ? 'The document has several operations or none: name the one to run with operationName.'
      : `The document has no operation named ${JSON.stringify(operationName)}.`,
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code },
  });
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError(String(error), { originalError: error instanceof Error ? error : null });
}
