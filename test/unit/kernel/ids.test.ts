import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isId, makeIdFactory, modelIdOf, modelNameOf } from '../../../kernel/ids.ts';

describe('ids', () => {
  it('ascend strictly, whatever the clock and the random source do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 ** 48 - 1 }), { minLength: 2, maxLength: 50 }),
        fc.integer({ min: 0, max: 255 }),
        (times, byte) => {
          let step = 0;
          const newId = makeIdFactory({
            now: () => times[step++ % times.length] ?? 0,
            randomBytes: (count) => new Uint8Array(count).fill(byte),
          });
          const ids = times.map(() => newId('task'));
          expect(ids).toEqual(ids.toSorted());
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.every((id) => isId('task', id))).toBe(true);
        },
      ),
    );
  });

  it('belong to one prefix and have one form', () => {
    const newId = makeIdFactory({ now: () => 1, randomBytes: (count) => new Uint8Array(count) });
    expect(isId('key', newId('task'))).toBe(false);
    for (const text of ['', 'task_', 'task_x', `${newId('task')}0`, newId('task').toUpperCase(), 'task_../../etc']) {
      expect(isId('task', text)).toBe(false);
    }
  });

  it('of models round-trip every name and no other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (name) => {
        fc.pre(name.isWellFormed());
        expect(modelNameOf(modelIdOf(name))).toBe(name);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = modelNameOf(text);
        expect(name === undefined || modelIdOf(name) === text).toBe(true);
      }),
    );
  });
});
