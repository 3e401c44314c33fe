import { assert, asyncProperty, subarray } from 'fast-check';
import { Kind, parse } from 'graphql';
import type { ConstDirectiveNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { scopes } from '../../../../kernel/scopes.ts';
import type { Scope } from '../../../../kernel/scopes.ts';
import { subgraphNames } from '../../../../kernel/subgraph-protocol.ts';
import { makeLogger } from '../../../../platform/logger.ts';
import { makeLocalSubgraph } from '../../../../subgraphs/runtime/local-subgraph.ts';
import { makeSubgraphSchema, readSubgraphSdl } from '../../../../subgraphs/runtime/subgraph-schema.ts';
import { walkEveryField } from '../support/field-walks.ts';
import type { FieldWalk } from '../support/field-walks.ts';
import { makeMockResolvers, readPlainSchema } from '../support/mock-resolvers.ts';
import { makePrincipal } from '../support/principals.ts';

const logger = makeLogger({ level: 'silent', name: 'test' });

describe.each(subgraphNames)('the shield of %s', (name) => {
  const sdl = readSubgraphSdl(name);
  const mays = readDirectives(sdl);
  const walks = walkEveryField(readPlainSchema(sdl));
  const subgraph = makeLocalSubgraph(
    { name, schema: makeSubgraphSchema(sdl, makeMockResolvers(sdl)), makeContext: (request) => request },
    { logger },
  );
  const run = (query: string, granted: readonly Scope[]) =>
    subgraph.execute({ query, principal: makePrincipal({ scopes: granted }), requestId: 'req_1' });

  it('refuses a field exactly when the directives ask for more than the key has', async () => {
    expect(walks.length).toBeGreaterThan(10);
    for (const walk of walks) {
      await assert(
        asyncProperty(scopeSets, async (granted) => {
          const { errors } = await run(walk.query, granted);
          const verdict = errors === undefined ? 'ALLOWED' : errors[0]?.extensions?.['code'];
          const expected = isAllowed(walk, granted, mays) ? 'ALLOWED' : 'FORBIDDEN';
          expect({ walk: walk.name, granted, verdict }).toEqual({ walk: walk.name, granted, verdict: expected });
        }),
        { numRuns: 40, examples: [[[]], [['admin']], ...scopes.map((scope): [Scope[]] => [[scope]])] },
      );
    }
  });

  it('tells its SDL to any principal', async () => {
    const { data, errors } = await run('{ _service { sdl } }', []);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ _service: { sdl: expect.stringContaining('type Query') as string } });
  });

  it('leaves every type with a directive', () => {
    const unmarked = walks.filter(({ fields }) => mays(fields.at(-1), [...scopes]) === false);
    expect(unmarked.map(({ name }) => name)).toEqual([]);
  });
});

describe('the shield', () => {
  it('refuses a field that declares nothing, even to an admin', async () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])
      type Query { open: Int @authenticated forgotten: Int thing: Thing @authenticated }
      type Thing { forgotten: Int @authenticated }`;
    const resolvers = { Query: { open: () => 1, forgotten: () => 1, thing: () => ({ forgotten: 1 }) } };
    const subgraph = makeLocalSubgraph(
      { name: 'models', schema: makeSubgraphSchema(sdl, resolvers), makeContext: (request) => request },
      { logger },
    );
    const ask = () =>
      subgraph.execute({
        query: '{ open forgotten thing { forgotten } }',
        principal: makePrincipal({ scopes: ['admin'] }),
        requestId: 'req_1',
      });
    const answer = await ask();
    // The second time it is compiled.
    expect(await ask()).toEqual(answer);
    expect(answer.data).toEqual({ open: 1, forgotten: null, thing: { forgotten: null } });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['forgotten'], ['thing', 'forgotten']]);
    expect(answer.errors?.map(({ extensions }) => extensions?.['details'])).toEqual([
      { missing: [{ path: 'forgotten', anyOf: [] }] },
      { missing: [{ path: 'thing.forgotten', anyOf: [] }] },
    ]);
  });

  it('asks nothing of a reference resolver when the type is not the caller’s to read', async () => {
    let asked = 0;
    const countReference = (reference: object): object => {
      asked += 1;
      return reference;
    };
    const sdl = `extend schema
      @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])
      type Query { thing: Thing @requiresScopes(scopes: [["keys:write"]]) }
      type Thing @key(fields: "id") @requiresScopes(scopes: [["keys:write"]]) { id: ID! }`;
    const resolvers = { Thing: { __resolveReference: countReference } };
    const subgraph = makeLocalSubgraph(
      { name: 'models', schema: makeSubgraphSchema(sdl, resolvers), makeContext: (request) => request },
      { logger },
    );
    const ask = (granted: readonly Scope[]) =>
      subgraph.execute({
        query: '{ _entities(representations: [{ __typename: "Thing", id: "1" }]) { __typename ... on Thing { id } } }',
        principal: makePrincipal({ scopes: granted }),
        requestId: 'req_1',
      });
    expect((await ask([])).errors?.[0]?.extensions).toEqual({
      code: 'FORBIDDEN',
      details: { missing: [{ path: '_entities', anyOf: [['keys:write']] }] },
    });
    expect(asked).toBe(0);
    expect((await ask(['keys:write'])).data).toEqual({ _entities: [{ __typename: 'Thing', id: '1' }] });
    expect(asked).toBe(1);
  });
});

const scopeSets = subarray([...scopes]);

type Judge = (at: FieldWalk['fields'][number] | undefined, granted: readonly string[]) => boolean;

/** Every field on the way must be allowed; an entity's type too. */
function isAllowed(walk: FieldWalk, granted: readonly string[], mays: Judge): boolean {
  return walk.fields.every((at) => mays(at, granted));
}

/** A second reading of the directives, independent of the code under test. */
function readDirectives(sdl: string): Judge {
  const marks = new Map<string, string[][][]>();
  for (const node of parse(sdl).definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const ofType = toMarks(node.directives ?? []);
    for (const field of node.fields ?? []) {
      const own = toMarks(field.directives ?? []);
      const isRoot = node.name.value === 'Query' || node.name.value === 'Mutation';
      const all = isRoot ? own : ofType === undefined ? undefined : [...ofType, ...(own ?? [])];
      if (all !== undefined) marks.set(`${node.name.value}.${field.name.value}`, all);
    }
  }
  return (at, granted) => {
    const all = at === undefined ? undefined : marks.get(`${at.type}.${at.field}`);
    if (all === undefined) return false;
    if (granted.includes('admin')) return true;
    return all.every((anyOf) => anyOf.some((scopesOfOne) => scopesOfOne.every((scope) => granted.includes(scope))));
  };
}

function toMarks(directives: readonly ConstDirectiveNode[]): string[][][] | undefined {
  const texts = directives.flatMap((directive) => {
    if (directive.name.value === 'authenticated') return [[[]]];
    if (directive.name.value !== 'requiresScopes') return [];
    const value = directive.arguments?.[0]?.value;
    if (value?.kind !== Kind.LIST) throw new Error('no list');
    return [
      value.values.map((all) =>
        all.kind === Kind.LIST ? all.values.map((scope) => (scope.kind === Kind.STRING ? scope.value : '')) : [],
      ),
    ];
  });
  return texts.length === 0 ? undefined : texts;
}
