import { beforeEach, describe, expect, it } from 'vitest';
import { modelIdOf } from '../../../../kernel/ids.ts';
import { makeClusterSubgraph } from '../../../../subgraphs/cluster/subgraph.ts';
import { makeBackend, makeSnapshot, makeWorker } from '../../../unit/subgraphs/cluster-facts.ts';
import { makeAsk } from '../support/ask.ts';
import type { Ask } from '../support/ask.ts';

const gpu = {
  index: 0,
  name: 'GPU',
  memoryTotalBytes: 24_000_000_000,
  memoryUsedBytes: 4_000_000_000,
  utilisation: 0.5,
  temperatureCelsius: 60,
};
const snapshot = makeSnapshot(
  makeWorker({ gpus: [gpu] }),
  makeWorker({ id: 'worker_2', name: 'two', status: 'DEAD', backends: [makeBackend({ id: 'backend_2' })] }),
);

let orders: string[];
let ask: Ask;

beforeEach(() => {
  orders = [];
  const note = (order: string) => Promise.resolve(void orders.push(order));
  ask = makeAsk(
    makeClusterSubgraph({
      registry: { snapshot: () => Promise.resolve(snapshot), remove: (id) => note(`removed ${id}`) },
      control: { send: (id, command) => note(`${command} ${id}`) },
      tasks: {
        queueDepths: () =>
          Promise.resolve([
            { tier: 'PRO', model: 'llama', depth: 2, running: 1, oldestPendingAtMs: 400 },
            { tier: 'FREE', model: 'gone', depth: 1, running: 0, oldestPendingAtMs: 900 },
          ]),
        throughput: () => Promise.resolve({ completed: 6, failed: 1, completionTokens: 120 }),
      },
      now: () => 1_000,
    }),
    { scopes: ['admin'] },
  );
});

describe('the cluster subgraph', () => {
  it('shows the cluster as a whole', async () => {
    const { data, errors } = await ask(`{ cluster {
      status workers { name } backends { id worker { id } models { id } } gpus { name memoryFreeBytes }
      queue { depth running oldestWaitMs lanes { lane modelName model { id } depth oldestWaitMs } }
      throughput { tasksPerMinute failuresPerMinute tokensPerSecond } } }`);
    expect(errors).toEqual([]);
    expect(data.cluster).toEqual({
      status: 'DEGRADED',
      workers: [{ name: 'one' }, { name: 'two' }],
      backends: [
        { id: 'backend_1', worker: { id: 'worker_1' }, models: [{ id: modelIdOf('llama') }] },
        { id: 'backend_2', worker: { id: 'worker_2' }, models: [{ id: modelIdOf('llama') }] },
      ],
      gpus: [{ name: 'GPU', memoryFreeBytes: 20_000_000_000 }],
      queue: {
        depth: 3,
        running: 1,
        oldestWaitMs: 600,
        lanes: [
          { lane: 'PRO', modelName: 'llama', model: { id: modelIdOf('llama') }, depth: 2, oldestWaitMs: 600 },
          { lane: 'FREE', modelName: 'gone', model: null, depth: 1, oldestWaitMs: 100 },
        ],
      },
      throughput: { tasksPerMinute: 6, failuresPerMinute: 1, tokensPerSecond: 2 },
    });
  });

  it('orders living workers about, and no dead one', async () => {
    const order = async (mutation: string, id: string) =>
      (await ask(`mutation { ${mutation}(id: "${id}") { worker { id } errors { __typename } } }`)).data[mutation];
    expect(await order('drainWorker', 'worker_1')).toEqual({ worker: { id: 'worker_1' }, errors: [] });
    expect(await order('restartWorker', 'worker_1')).toEqual({ worker: { id: 'worker_1' }, errors: [] });
    expect(orders).toEqual(['DRAIN worker_1', 'RESTART worker_1']);
    const refused = { worker: null, errors: [{ __typename: 'WorkerStateError' }] };
    expect(await order('drainWorker', 'worker_2')).toEqual(refused);
    expect(await order('restartWorker', 'worker_2')).toEqual(refused);
    expect(await order('drainWorker', 'worker_3')).toEqual({ worker: null, errors: [{ __typename: 'NotFoundError' }] });
    expect(orders).toHaveLength(2);
  });

  it('asks a living worker to leave, and takes a dead one off the list at once', async () => {
    const remove = async (id: string) =>
      (await ask(`mutation { removeWorker(id: "${id}") { worker { id } errors { __typename } } }`)).data.removeWorker;
    expect(await remove('worker_1')).toEqual({ worker: { id: 'worker_1' }, errors: [] });
    expect(orders).toEqual(['REMOVE worker_1']);
    expect(await remove('worker_2')).toEqual({ worker: { id: 'worker_2' }, errors: [] });
    expect(orders.slice(1)).toEqual(['REMOVE worker_2', 'removed worker_2']);
    expect(await remove('worker_3')).toEqual({ worker: null, errors: [{ __typename: 'NotFoundError' }] });
  });

  it('resolves references to workers, backends and models', async () => {
    const { data } = await ask(
      `query($r: [_Any!]!) { _entities(representations: $r) {
        ... on Worker { name } ... on Backend { kind } ... on Model { backends { id } } } }`,
      {
        variables: {
          r: [
            { __typename: 'Worker', id: 'worker_1' },
            { __typename: 'Worker', id: 'worker_3' },
            { __typename: 'Backend', id: 'backend_2' },
            { __typename: 'Model', id: modelIdOf('llama') },
          ],
        },
      },
    );
    expect(data._entities).toEqual([
      { name: 'one' },
      null,
      { kind: 'OLLAMA' },
      { backends: [{ id: 'backend_1' }, { id: 'backend_2' }] },
    ]);
  });
});
