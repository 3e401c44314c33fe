import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeIdFactory } from '../../../../kernel/ids.ts';
import { knowledgeMigrations } from '../../../../subgraphs/knowledge/migrations.ts';
import { makeKnowledgeSubgraph } from '../../../../subgraphs/knowledge/subgraph.ts';
import { makeAsk } from '../../../integration/subgraphs/support/ask.ts';
import type { Ask, AskOptions } from '../../../integration/subgraphs/support/ask.ts';
import { databaseCases } from '../databases.ts';

const root: AskOptions = { as: { owner: 'root', scopes: ['admin'] } };
const bob: AskOptions = { as: { owner: 'bob' } };

describe.each(databaseCases)('memories in $name', ({ open }) => {
  const stack = new AsyncDisposableStack();
  let ask: Ask;

  beforeAll(async () => {
    const database = await open(stack);
    await database.migrate('knowledge', knowledgeMigrations);
    const newId = makeIdFactory({ now: Date.now, randomBytes });
    ask = makeAsk(makeKnowledgeSubgraph({ database, newId }), {
      owner: 'alice',
      scopes: ['knowledge:read', 'knowledge:write'],
    });
  });
  afterAll(() => stack.disposeAsync());

  const add = async (text: string, options: AskOptions = {}) =>
    (
      await ask(
        'mutation($input: AddMemoryInput!) { addMemory(input: $input) { memory { id text owner } errors { ... on InvalidInputError { path } } } }',
        { ...options, variables: { input: { text } } },
      )
    ).data.addMemory;
  const list = async (args = '', options: AskOptions = {}) =>
    (await ask(`{ memories${args} { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`, options)).data
      .memories;
  const remove = async (id: string, options: AskOptions = {}) =>
    (
      await ask('mutation($id: ID!) { deleteMemory(id: $id) { memory { id } errors { __typename } } }', {
        ...options,
        variables: { id },
      })
    ).data.deleteMemory;

  it('are kept, listed, read and deleted for their owner alone', async () => {
    const first = (await add('one')).memory;
    const second = (await add('two')).memory;
    expect(first).toMatchObject({ text: 'one', owner: 'alice' });
    const page = await list('(first: 1)');
    expect(page).toMatchObject({ totalCount: 2, nodes: [{ id: second.id }], pageInfo: { hasNextPage: true } });
    expect((await list(`(first: 1, after: "${page.pageInfo.endCursor}")`)).nodes).toEqual([{ id: first.id }]);
    expect(await list('', bob)).toMatchObject({ totalCount: 0, nodes: [] });
    expect((await list('', root)).totalCount).toBe(2);
    const read = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Memory { text } } }';
    const r = [{ __typename: 'Memory', id: first.id }];
    expect((await ask(read, { variables: { r } })).data._entities).toEqual([{ text: 'one' }]);
    expect((await ask(read, { variables: { r }, ...bob })).data._entities).toEqual([null]);
    expect(await remove(first.id, bob)).toEqual({ memory: null, errors: [{ __typename: 'NotFoundError' }] });
    expect(await remove(first.id)).toEqual({ memory: { id: first.id }, errors: [] });
    expect(await remove(first.id)).toMatchObject({ memory: null });
    expect(await remove('nonsense\0')).toMatchObject({ memory: null });
  });

  it('have 1 to 10,000 characters that can be kept', async () => {
    expect(await add('')).toEqual({ memory: null, errors: [{ path: ['input', 'text'] }] });
    expect(await add('x'.repeat(10_001))).toMatchObject({ memory: null });
    expect(await add('a\0b')).toMatchObject({ memory: null });
    expect(await add('a\ud800b')).toMatchObject({ memory: null });
    expect((await add('☃'.repeat(10_000))).errors).toEqual([]);
  });
});
