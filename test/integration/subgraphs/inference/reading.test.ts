import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { modelIdOf } from '../../../../kernel/ids.ts';
import { makeTaskReader } from '../../../../tasks/task-store.ts';
import { makeSnapshot } from '../../../unit/subgraphs/cluster-facts.ts';
import { codesOf, makeAsk } from '../support/ask.ts';
import { countStatements } from '../support/counted-database.ts';
import { aliveCluster, openInference } from './fixture.ts';
import type { InferenceFixture } from './fixture.ts';

let inference: InferenceFixture;

beforeAll(async () => {
  inference = await openInference();
});
afterAll(() => inference[Symbol.asyncDispose]());
beforeEach(() => {
  inference.cluster = () => Promise.resolve(aliveCluster);
});

describe('reading tasks', () => {
  it('shows a task to its owner and to an admin, and null to others', async () => {
    const id = await inference.newTask();
    const read = (as: object) => inference.ask('query($id: ID!) { task(id: $id) { id } }', { variables: { id }, as });
    expect((await read({})).data).toEqual({ task: { id } });
    expect((await read({ owner: 'root', scopes: ['admin'] })).data).toEqual({ task: { id } });
    expect(await read({ owner: 'bob' })).toEqual({ data: { task: null }, errors: [] });
    expect((await inference.ask('{ task(id: "nonsense\\u0000") { id } }')).data).toEqual({ task: null });
  });

  it('lists own tasks, filtered and page by page', async () => {
    const as = { owner: 'lister' };
    const ids = [await inference.newTask({ as }), await inference.newTask({ as }), await inference.newTask({ as })];
    const [oldest = ''] = ids;
    await inference.settle(oldest);
    const page = (args: string) =>
      inference.ask(
        `{ tasks(${args}) { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { as },
      );
    const first = (await page('first: 2')).data.tasks;
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = (await page(`first: 2, after: "${first.pageInfo.endCursor}"`)).data.tasks;
    expect([...first.nodes, ...second.nodes].map(({ id }: { id: string }) => id)).toEqual(ids.toReversed());
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect((await page('filter: { status: [COMPLETED] }')).data.tasks.nodes).toEqual([{ id: oldest }]);
    expect((await page('filter: { status: [] }')).data.tasks).toMatchObject({ nodes: [], totalCount: 0 });
    expect((await page('filter: { kind: [CHAT] }')).data.tasks.nodes).toEqual([]);
    expect((await page('filter: { model: "llama\\u0000" }')).data.tasks.nodes).toEqual([]);
    const listFrom = 'query($from: DateTime) { tasks(filter: { createdAfter: $from }) { totalCount } }';
    const yearZero = { variables: { from: '0000-01-01T00:00:00Z' } };
    expect(codesOf(await inference.ask(listFrom, yearZero))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await page('filter: { createdAfter: "0000-01-01T00:00:00Z" }'))).toEqual(['BAD_USER_INPUT']);
    expect((await page('filter: { createdAfter: "2999-01-01T00:00:00Z" }')).data.tasks.nodes).toEqual([]);
    expect(codesOf(await page('first: 101'))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await page('after: "x"'))).toEqual(['BAD_USER_INPUT']);
  });

  it('refers to model and worker only while they are there', async () => {
    const id = await inference.newTask();
    await inference.settle(id);
    const read = async () =>
      (
        await inference.ask('query($id: ID!) { task(id: $id) { model { id } worker { id } apiKey { id } } }', {
          variables: { id },
          as: { scopes: ['admin'] },
        })
      ).data.task;
    const apiKey = { id: 'key_00000000000000000000000000' };
    expect(await read()).toEqual({ model: { id: modelIdOf('llama') }, worker: { id: 'worker_1' }, apiKey });
    inference.cluster = () => Promise.resolve(makeSnapshot());
    expect(await read()).toEqual({ model: null, worker: null, apiKey });
    // Not known to be gone: whoever owns them will say.
    inference.cluster = () => Promise.reject(new Error('Redis is away'));
    expect(await read()).toEqual({ model: { id: modelIdOf('llama') }, worker: { id: 'worker_1' }, apiKey });
  });

  it('resolves references in one statement, each checked for its owner', async () => {
    const own = [await inference.newTask(), await inference.newTask()];
    const foreign = await inference.newTask({ as: { owner: 'bob' } });
    const counted = countStatements(inference.database);
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Task { id status } } }';
    const representations = [...own, foreign, 'task_nothing'].map((id) => ({ __typename: 'Task', id }));
    const answer = await makeAsk(inference.makeDefinition(makeTaskReader(counted.database)), {
      owner: 'alice',
      scopes: ['inference:text'],
    })(query, { variables: { r: representations } });
    expect(answer.data._entities).toEqual([...own.map((id) => ({ id, status: 'PENDING' })), null, null]);
    expect(counted.count()).toBe(1);
  });

  it('lists the tasks of a worker and of a key, of the caller’s owner', async () => {
    const as = { owner: 'carol', keyId: 'key_00000000000000000000000042' };
    const id = await inference.newTask({ as });
    await inference.settle(id);
    const query = `query($r: [_Any!]!) { _entities(representations: $r) {
      ... on Worker { tasks { nodes { id } } } ... on ApiKey { tasks { nodes { id } } } } }`;
    const r = [
      { __typename: 'Worker', id: 'worker_1' },
      { __typename: 'ApiKey', id: as.keyId },
    ];
    const scopes = ['inference:text', 'cluster:read', 'usage:read'] as const;
    const own = await inference.ask(query, { variables: { r }, as: { ...as, scopes } });
    expect(own.data._entities).toEqual([{ tasks: { nodes: [{ id }] } }, { tasks: { nodes: [{ id }] } }]);
    const foreign = await inference.ask(query, { variables: { r }, as: { owner: 'dave', scopes } });
    expect(foreign.data._entities).toEqual([{ tasks: { nodes: [] } }, { tasks: { nodes: [] } }]);
  });

  it('reads a list of fifty with model, worker and metadata in one statement', async () => {
    const as = { owner: 'busy' };
    const first = await inference.newTask({ as });
    for (let index = 1; index < 50; index++) await inference.newTask({ as });
    await inference.fail(first);
    const counted = countStatements(inference.database);
    const answer = await makeAsk(inference.makeDefinition(makeTaskReader(counted.database)), {
      ...as,
      scopes: ['admin'],
    })(
      '{ tasks(first: 50) { nodes { id status model { id } worker { id } metadata { queueMs usage { totalTokens } } retryOf { id } } } }',
    );
    expect(answer.data.tasks.nodes).toHaveLength(50);
    expect(counted.count()).toBe(1);
  });
});
