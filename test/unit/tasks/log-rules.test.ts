import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskEventBody } from '../../../kernel/task-events.ts';
import { atStart } from '../../../tasks/event-cursor.ts';
import type { LogPosition } from '../../../tasks/event-cursor.ts';
import type { LogEntry } from '../../../tasks/log-entry.ts';
import { judgeLive, judgeStored } from '../../../tasks/log-rules.ts';

const plain: TaskEventBody = { type: 'TaskOutputAppended', delta: 'x', index: 0, channel: 'ANSWER' };

function entry(seq: number, epoch = 'a', { attempt = 1, body = plain } = {}): LogEntry {
  return { epoch, seq, attempt, event: { ...body, taskId: 'task_1', seq, attempt, cursor: '', atMs: 0 } };
}

const at = (seq: number, epoch: string | null = 'a', attempt = 1): LogPosition => ({ epoch, seq, attempt });

describe('the rules of reading a log', () => {
  it('deliver every live entry once, in order, whatever is published twice or late', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 200 }), (published) => {
        let position = atStart;
        const delivered: number[] = [];
        for (const seq of published) {
          const verdict = judgeLive(position, entry(seq));
          if (verdict !== 'deliver') {
            expect(verdict).toBe(seq <= position.seq ? 'skip' : 'reread');
            continue;
          }
          delivered.push(seq);
          position = at(seq);
        }
        expect(delivered).toEqual(delivered.map((_, index) => index + 1));
      }),
    );
  });

  it('read the log when another one has begun', () => {
    expect(judgeLive(at(5), entry(6, 'b'))).toBe('reread');
    expect(judgeLive(at(5), entry(1, 'b'))).toBe('reread');
  });

  it('go on in a log whose writer knew more than the log before, which had lost its end', () => {
    const position = { ...at(3), lostSeq: 5 };
    expect(judgeStored('task', position, entry(6, 'b'))).toBe('deliver');
    expect(judgeStored('task', position, entry(5, 'b'))).toBe('skip');
    expect(judgeStored('task', position, entry(7, 'b'))).toBe('lost');
    // Whoever knew less goes on in the log as it is.
    expect(judgeStored('task', position, entry(4))).toBe('deliver');
  });

  it('take a stored log from wherever it begins when nothing was read before', () => {
    expect(judgeStored('task', atStart, entry(7))).toBe('deliver');
  });

  it('call a hole in the same log a loss', () => {
    expect(judgeStored('task', at(5), entry(6))).toBe('deliver');
    expect(judgeStored('task', at(5), entry(5))).toBe('skip');
    expect(judgeStored('task', at(5), entry(7))).toBe('lost');
    expect(judgeStored('owner', at(5), entry(7))).toBe('lost');
  });

  it('go on in a log that began again where the old one ended', () => {
    expect(judgeStored('task', at(5), entry(6, 'b'))).toBe('deliver');
    expect(judgeStored('task', at(5), entry(5, 'b'))).toBe('skip');
    expect(judgeStored('task', at(5), entry(8, 'b'))).toBe('lost');
  });

  it('never drop news that came with an old number', () => {
    expect(judgeStored('task', at(5), entry(2, 'b', { body: { type: 'TaskCancelled' } }))).toBe('deliver');
    expect(judgeStored('task', at(5), entry(2, 'b', { body: { type: 'TaskRestarted', reason: 'x' } }))).toBe('deliver');
    expect(judgeStored('task', at(5), entry(2, 'b', { attempt: 2 }))).toBe('deliver');
  });

  it("take all of an owner's log that began again", () => {
    expect(judgeStored('owner', at(5, 'a', 0), entry(1, 'b', { attempt: 0 }))).toBe('deliver');
    expect(judgeStored('owner', at(5, 'a', 0), entry(9, 'b', { attempt: 0 }))).toBe('deliver');
  });
});
