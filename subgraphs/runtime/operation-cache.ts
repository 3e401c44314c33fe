import { GraphQLError, Kind, execute, getVariableValues, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { isErrorCode } from '../../kernel/errors.ts';
import type { ErrorCode } from '../../kernel/errors.ts';
import type { SubgraphError } from '../../kernel/subgraph-protocol.ts';

export interface OperationInputs {
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: object;
}

type Run = (inputs: OperationInputs) => Promise<ExecutionResult> | ExecutionResult;

export type PreparedDocument =
  | { readonly kind: 'ready'; readonly run: Run }
  | { readonly kind: 'refused'; readonly errors: readonly SubgraphError[] };

/**
 * Parses and validates each text once. Keeps the `maxDocuments` used last; 1,000 by default.
 *
 * A text is run by graphql-js the first time and compiled by graphql-jit when it comes again. Compiled, a list of fifty
 * tasks takes 0.3 ms instead of 0.8 ms, and one task 3 µs instead of 13 µs; compiling costs more than that, which a text
 * with its values written into it would never earn back.
 */
export function makeOperationCache(schema: GraphQLSchema, maxDocuments = 1_000): (text: string) => PreparedDocument {
  const cache = new LRUCache<string, PreparedDocument>({ max: maxDocuments });
  return (text) => {
    const known = cache.get(text);
    if (known !== undefined) return known;
    const prepared = prepare(schema, text);
    cache.set(text, prepared);
    return prepared;
  };
}

function prepare(schema: GraphQLSchema, text: string): PreparedDocument {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse([error], 'GRAPHQL_PARSE_FAILED');
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return refuse(errors, 'GRAPHQL_VALIDATION_FAILED');
  if (operationsOf(document).some(({ operation }) => operation === 'subscription')) {
    return refuse([new GraphQLError('A subgraph serves no subscriptions: ask the gateway.')], 'BAD_REQUEST');
  }
  return { kind: 'ready', run: makeRun(schema, document) };
}

function makeRun(schema: GraphQLSchema, document: DocumentNode): Run {
  const compiled = new Map<OperationDefinitionNode, Run>();
  const usedOnce = new Set<OperationDefinitionNode>();
  const interpret: Run = ({ operationName, variables, context }) =>
    execute({ schema, document, operationName, variableValues: variables, contextValue: context });
  return (inputs) => {
    const operation = findOperation(document, inputs.operationName);
    // graphql-js words the error.
    if (operation === undefined) return interpret(inputs);
    if (!usedOnce.has(operation)) {
      usedOnce.add(operation);
      return interpret(inputs);
    }
    const run = compiled.get(operation) ?? compile({ schema, document, operation }) ?? interpret;
    compiled.set(operation, run);
    return run(inputs);
  };
}

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

function compile({ schema, document, operation }: Operation): Run | undefined {
  const query = compileQuery(schema, document, operation.name?.value ?? '');
  if (!isCompiledQuery(query)) return undefined;
  return ({ variables, context }) => {
    // graphql-jit takes the same variables as graphql-js but says less well what is wrong with others.
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors !== undefined) return { errors };
    return query.query(undefined, context, variables);
  };
}

function findOperation(document: DocumentNode, name: string | null): OperationDefinitionNode | undefined {
  const operations = operationsOf(document);
  if (name !== null) return operations.find((operation) => operation.name?.value === name);
  return operations.length === 1 ? operations[0] : undefined;
}

function operationsOf(document: DocumentNode): OperationDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function refuse(errors: readonly GraphQLError[], code: ErrorCode): PreparedDocument {
  // A scalar that refuses a literal may say its own code.
  const toRefusal = ({ message, extensions }: GraphQLError) => {
    const own = extensions['code'];
    return { message, extensions: { code: isErrorCode(own) ? own : code } };
  };
  return { kind: 'refused', errors: errors.map(toRefusal) };
}
