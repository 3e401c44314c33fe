import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTerminal, makeEventSequence } from '../../../sdk/event-sequence.ts';
import type { TaskEvent } from '../../../sdk/types.ts';

function delta(seq: number, changes: Partial<TaskEvent> = {}): TaskEvent {
  const at = new Date(Date.UTC(2026, 10, 20, 18, 0, seq)).toISOString();
  const head = { taskId: 'task_1', seq, attempt: 1, cursor: `a:${seq}`, at };
  return {
    __typename: 'TaskOutputAppended',
    delta: 'x',
    index: 0,
    channel: 'ANSWER',
    ...head,
    ...changes,
  } as TaskEvent;
}

/** What a reader sees of the events. */
function filter(events: readonly TaskEvent[]): number[] {
  const sequence = makeEventSequence();
  return events
    .filter((event) => {
      const fresh = sequence.judge(event).kind === 'next';
      if (fresh) sequence.accept(event);
      return fresh;
    })
    .map(({ seq }) => seq);
}

describe('makeEventSequence', () => {
  it('passes each event once however often the server goes back', () => {
    const resumes = fc.array(fc.nat({ max: 20 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), resumes, (count, backs) => {
        const all = Array.from({ length: count }, (_, index) => delta(index + 1));
        // Each resume repeats some of the last events before it goes on.
        const sent: TaskEvent[] = [];
        let position = 0;
        for (const back of backs) {
          const next = Math.min(count, position + 3);
          sent.push(...all.slice(Math.max(0, position - back), next));
          position = next;
        }
        sent.push(...all.slice(Math.max(0, position - 1)));
        expect(filter(sent)).toEqual(all.map(({ seq }) => seq));
      }),
    );
  });

  it('starts anywhere', () => {
    expect(filter([delta(5), delta(6)])).toEqual([5, 6]);
  });

  it('reports which event is missing', () => {
    const sequence = makeEventSequence();
    sequence.accept(delta(2));
    expect(sequence.judge(delta(4))).toEqual({ kind: 'gap', expectedSeq: 3 });
  });

  it('lets the terminal event skip numbers, because it may be rebuilt from the task', () => {
    expect(filter([delta(2), delta(9, { __typename: 'TaskCompleted' })])).toEqual([2, 9]);
  });

  it('tells a renumbered event from a repeated one', () => {
    const renumbered = delta(2, { cursor: 'b:2', at: '2026-11-20T19:00:00.000Z' });
    const replayed = delta(2, { cursor: 'b:2', at: '2026-11-20T18:00:00.000Z' });
    expect(filter([delta(2), delta(3), renumbered])).toEqual([2, 3, 2]);
    expect(filter([delta(2), delta(3), replayed])).toEqual([2, 3]);
  });
});

describe('isTerminal', () => {
  it('knows the three ends of a task', () => {
    const types = ['TaskCompleted', 'TaskFailed', 'TaskCancelled', 'TaskRestarted', 'TaskQueued'] as const;
    expect(types.filter((type) => isTerminal(delta(1, { __typename: type })))).toEqual(types.slice(0, 3));
  });
});
