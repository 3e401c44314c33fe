import { describe, expect, it } from 'vitest';
import { modelIdOf } from '../../../../kernel/ids.ts';
import { makeModelsSubgraph } from '../../../../subgraphs/models/subgraph.ts';
import { makeBackend, makeModel, makeSnapshot, makeWorker } from '../../../unit/subgraphs/cluster-facts.ts';
import { codesOf, makeAsk } from '../support/ask.ts';

const models = [
  makeModel({ name: 'llama3:8b', sizeBytes: 4_661_224_676, refreshedAtMs: Date.UTC(2026, 10, 20) }),
  makeModel({ name: 'Mistral', status: 'LOADING' }),
  makeModel({ name: 'nomic-embed', type: 'EMBEDDING', capabilities: ['EMBEDDING'] }),
];
const snapshot = makeSnapshot(makeWorker({ backends: [makeBackend({ models })] }));
const ask = makeAsk(makeModelsSubgraph({ registry: { snapshot: () => Promise.resolve(snapshot) } }), {
  scopes: ['models:read'],
});
const names = async (args: string): Promise<string[]> =>
  (await ask(`{ models${args} { nodes { name } } }`)).data.models.nodes.map(({ name }: { name: string }) => name);

describe('the models subgraph', () => {
  it('lists by name, filtered and searched without regard to case', async () => {
    expect(await names('')).toEqual(['Mistral', 'llama3:8b', 'nomic-embed']);
    expect(await names('(filter: { type: EMBEDDING })')).toEqual(['nomic-embed']);
    expect(await names('(filter: { status: LOADING })')).toEqual(['Mistral']);
    expect(await names('(filter: { search: "LLAMA" })')).toEqual(['llama3:8b']);
    expect(codesOf(await ask('{ models(filter: { search: "" }) { totalCount } }'))).toEqual(['BAD_USER_INPUT']);
  });

  it('pages by name', async () => {
    const page = async (args: string) =>
      (await ask(`{ models(${args}) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`)).data.models;
    const first = await page('first: 2');
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(second).toMatchObject({ nodes: [{ name: 'nomic-embed' }], pageInfo: { hasNextPage: false } });
    expect(codesOf(await ask('{ models(after: "x") { totalCount } }'))).toEqual(['BAD_USER_INPUT']);
  });

  it('gives one by id or by name, and wants exactly one of them', async () => {
    const id = modelIdOf('llama3:8b');
    const byName = await ask(
      '{ model(name: "llama3:8b") { id sizeBytes refreshedAt supportedParameters { name default } } }',
    );
    expect(byName.data.model).toMatchObject({ id, sizeBytes: 4_661_224_676, refreshedAt: '2026-11-20T00:00:00.000Z' });
    expect(byName.data.model.supportedParameters).toContainEqual({ name: 'maxTokens', default: 512 });
    expect((await ask(`{ model(id: "${id}") { name } }`)).data.model).toEqual({ name: 'llama3:8b' });
    expect((await ask('{ model(name: "none") { name } }')).data.model).toBeNull();
    expect(codesOf(await ask('{ model { name } }'))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await ask(`{ model(id: "${id}", name: "x") { name } }`))).toEqual(['BAD_USER_INPUT']);
  });

  it('resolves references, null for what nobody serves', async () => {
    const { data } = await ask('query($r: [_Any!]!) { _entities(representations: $r) { ... on Model { name } } }', {
      variables: {
        r: [
          { __typename: 'Model', id: modelIdOf('Mistral') },
          { __typename: 'Model', id: 'model_nonsense' },
        ],
      },
    });
    expect(data._entities).toEqual([{ name: 'Mistral' }, null]);
  });
});
