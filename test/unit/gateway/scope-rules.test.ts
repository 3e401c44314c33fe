import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import {
  OperationTypeNode,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
  print,
  validate,
} from 'graphql';
import type { DocumentNode, GraphQLCompositeType, GraphQLField, GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { missingScopes, requirementsOf, ruleOf } from '../../../gateway/scope-rules.ts';
import { buildSupergraph } from '../../../gateway/supergraph.ts';
import { satisfies, scopes } from '../../../kernel/scopes.ts';

const supergraph = buildSupergraph(
  readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8'),
);
const { schema, markedSchema } = supergraph;

function missing(document: DocumentNode, granted: readonly string[], from: GraphQLSchema = markedSchema) {
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('no operation');
  return missingScopes(granted, requirementsOf(from, document, operation));
}

function missingPaths(query: string, granted: readonly string[]): string[] {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return missing(document, granted).map(({ path }) => path);
}

describe('the scopes of an operation', () => {
  it('are those of its fields and of the types they give', () => {
    expect(missingPaths('{ me { owner } }', [])).toEqual([]);
    expect(missingPaths('{ task(id: "x") { id } }', [])).toEqual(['task']);
    expect(missingPaths('{ task(id: "x") { id } }', ['inference:embedding'])).toEqual([]);
    expect(missingPaths('{ task(id: "x") { model { id } } }', ['inference:text'])).toEqual(['task.model']);
    expect(missingPaths('{ task(id: "x") { model { id } } }', ['inference:text', 'models:read'])).toEqual([]);
  });

  it('are found under aliases, in fragments and in fragments of fragments', () => {
    const query = `{ t: task(id: "x") { ...A ... on Task { k: apiKey { id } } } }
      fragment A on Task { ...B }
      fragment B on Task { w: worker { n: name } }`;
    expect(missingPaths(query, ['inference:text'])).toEqual(['t.w', 't.k']);
  });

  it('do not depend on conditions', () => {
    expect(missingPaths('{ task(id: "x") { id worker @skip(if: true) { id } } }', ['inference:text'])).toEqual([
      'task.worker',
    ]);
  });

  it('are found through interfaces and unions', () => {
    const query = `subscription { myTaskEvents { __typename seq task { id } ... on TaskStarted { worker { __typename } } } }`;
    expect(missingPaths(query, ['inference:text'])).toEqual(['myTaskEvents.worker']);
    expect(
      missingPaths('mutation { cancelTask(id: "x") { errors { __typename ... on UserError { code } } } }', [
        'inference:text',
      ]),
    ).toEqual([]);
  });

  it('are none for introspection', () => {
    expect(
      missingPaths('{ __schema { types { name fields { name } } } __type(name: "Task") { name } __typename }', []),
    ).toEqual([]);
  });

  it('are all implied by admin', () => {
    expect(missingPaths('{ cluster { workers { tasks { nodes { apiKey { name } } } } } }', ['admin'])).toEqual([]);
  });

  it('are bounded in number', () => {
    const bomb = Array.from(
      { length: 20 },
      (_, n) => `fragment F${n} on Task { a${n}: retryOf { ...F${n + 1} } b${n}: retryOf { ...F${n + 1} } }`,
    );
    const document = parse(`{ task(id: "x") { ...F0 } } ${bomb.join(' ')} fragment F20 on Task { id }`);
    expect(() => missing(document, ['admin'])).toThrow('20000 fields');
  });

  it('deny a field that carries no rule, to everyone', () => {
    const bare = buildSupergraph(supergraph.sdl.replaceAll('@requiresScopes(scopes: [["knowledge:read"]])', ''));
    const document = parse('{ memories { totalCount } }');
    expect(missing(document, ['admin'], bare.markedSchema)).toEqual([{ path: 'memories', anyOf: [] }]);
  });
});

describe('every field of the graph', () => {
  it('is under a rule, of its own or of its type', () => {
    const naked: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        if (missing(documentOf([{ owner: type, field }]), ['admin']).length > 0)
          naked.push(`${type.name}.${field.name}`);
      }
    }
    expect(naked).toEqual([]);
  });

  it('opens exactly to the scope sets that its rules allow, wherever it is reached', () => {
    const scopeSets = fc.subarray([...scopes].filter((scope) => scope !== 'admin'));
    fc.assert(
      fc.property(walks(), scopeSets, (walk, granted) => {
        const document = documentOf(walk);
        expect([print(document), validate(schema, document)]).toEqual([print(document), []]);
        const allowed = rulesAlong(walk).every((rule) => satisfies(granted, rule));
        expect([print(document), granted, missing(document, granted).length === 0]).toEqual([
          print(document),
          granted,
          allowed,
        ]);
      }),
      { numRuns: 2_000 },
    );
  });
});

interface Step {
  readonly owner: GraphQLCompositeType;
  readonly field: GraphQLField<unknown, unknown>;
}

/** Walks from a root type through random fields; abstract types are left through a random member or, for interfaces, directly. */
function walks(): fc.Arbitrary<Step[]> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (type) => type != null,
  );
  return fc.tuple(fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 7 })).map(([first, choices]) => {
    const steps: Step[] = [];
    let owner: GraphQLCompositeType | undefined = roots[first % roots.length];
    for (const choice of choices) {
      if (owner === undefined) break;
      if (isAbstractType(owner)) {
        const members: GraphQLCompositeType[] = [...schema.getPossibleTypes(owner)];
        if ('getFields' in owner) members.push(owner);
        owner = members[choice % members.length];
      }
      if (owner === undefined || !('getFields' in owner)) break;
      const fields: GraphQLField<unknown, unknown>[] = Object.values(owner.getFields());
      const field: GraphQLField<unknown, unknown> | undefined = fields[choice % fields.length];
      if (field === undefined) break;
      steps.push({ owner, field });
      const type = getNamedType(field.type);
      owner = isCompositeType(type) ? type : undefined;
    }
    return steps;
  });
}

/** What the directives say of each step, read anew and independently: the field, its owner's types, its own type. */
function rulesAlong(walk: readonly Step[]) {
  return walk.flatMap(({ owner, field }, index) => {
    const owners = isAbstractType(owner) ? schema.getPossibleTypes(owner) : [owner];
    const given = getNamedType(field.type);
    const isLast = index === walk.length - 1;
    // The walk's end selects __typename, which tells which member of an abstract type it is.
    const givenTypes = isLast && isAbstractType(given) ? schema.getPossibleTypes(given) : [given];
    return [
      ...owners.flatMap(({ name }) => {
        const marked = markedSchema.getType(name);
        const own = marked !== undefined && 'getFields' in marked ? marked.getFields()[field.name] : undefined;
        return [ruleOf(own?.astNode), ruleOf(marked?.astNode)];
      }),
      ...givenTypes.map(({ name }) => ruleOf(markedSchema.getType(name)?.astNode)),
    ].filter((rule) => rule !== undefined);
  });
}

/** The walk as a document. Each step stands in a fragment on its type: that also holds for types that no root gives by itself. */
function documentOf(walk: readonly Step[]): DocumentNode {
  const roots = [OperationTypeNode.MUTATION, OperationTypeNode.SUBSCRIPTION];
  const operation = roots.find((kind) => schema.getRootType(kind) === walk[0]?.owner) ?? OperationTypeNode.QUERY;
  const variables: string[] = [];
  let selection = '{ __typename }';
  for (const { owner, field } of [...walk].reverse()) {
    const given = field.args
      .filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)
      .map(({ name, type }) => {
        variables.push(`$v${variables.length}: ${String(type)}`);
        return `${name}: $v${variables.length - 1}`;
      });
    const text = `${field.name}${given.length === 0 ? '' : `(${given.join(', ')})`}`;
    const inner = isLeafType(getNamedType(field.type)) ? '' : selection;
    selection = `{ ... on ${owner.name} { ${text} ${inner} } }`;
  }
  return parse(`${operation} ${variables.length === 0 ? '' : `(${variables.join(', ')})`} ${selection}`);
}
