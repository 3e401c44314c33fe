import { describe, expect, it } from 'vitest';
import { modelIdOf } from '../../../../kernel/ids.ts';
import { makeCatalogue } from '../../../../subgraphs/models/catalogue.ts';
import { makeBackend, makeModel, makeSnapshot, makeWorker } from '../cluster-facts.ts';

describe('the catalogue', () => {
  it('makes one model of the same name on several backends', () => {
    const known = makeModel({ family: 'llama', refreshedAtMs: 10, capabilities: ['CHAT'] });
    const fresher = makeModel({ licence: 'MIT', refreshedAtMs: 20, capabilities: ['CHAT', 'TOOLS'] });
    const snapshot = makeSnapshot(
      makeWorker({ backends: [makeBackend({ models: [known] })] }),
      makeWorker({ id: 'worker_2', backends: [makeBackend({ id: 'backend_2', models: [fresher] })] }),
    );
    const catalogue = makeCatalogue(snapshot);
    expect(catalogue).toHaveLength(1);
    expect(catalogue[0]).toMatchObject({
      id: modelIdOf('llama'),
      family: 'llama',
      licence: 'MIT',
      refreshedAtMs: 20,
    });
    expect(catalogue[0]?.capabilities.toSorted()).toEqual(['CHAT', 'TOOLS']);
  });

  it('is AVAILABLE when any healthy backend has it, else LOADING, else ERROR', () => {
    const statusOf = (...backends: readonly ReturnType<typeof makeBackend>[]) =>
      makeCatalogue(makeSnapshot(makeWorker({ backends })))[0]?.status;
    const available = makeBackend();
    const loading = makeBackend({ models: [makeModel({ status: 'LOADING' })] });
    const failed = makeBackend({ models: [makeModel({ status: 'ERROR' })] });
    expect(statusOf(failed, loading, available)).toBe('AVAILABLE');
    expect(statusOf(failed, loading)).toBe('LOADING');
    expect(statusOf(failed)).toBe('ERROR');
    expect(statusOf({ ...available, status: 'DOWN' })).toBe('ERROR');
    expect(makeCatalogue(makeSnapshot(makeWorker({ status: 'DEAD' })))[0]?.status).toBe('ERROR');
  });

  it('is ordered by name, the same everywhere', () => {
    const models = ['b', 'ä', 'B', 'a'].map((name) => makeModel({ name }));
    const catalogue = makeCatalogue(makeSnapshot(makeWorker({ backends: [makeBackend({ models })] })));
    expect(catalogue.map(({ name }) => name)).toEqual(['B', 'a', 'b', 'ä']);
  });
});
