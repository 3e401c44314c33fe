import { describe, expect, it } from 'vitest';
import {
  forgetTask,
  isBeingWritten,
  isEnded,
  markReconnecting,
  maxAnswers,
  noteProblem,
  takeEvent,
} from '../../../playground/answer-rules.ts';
import type { Answer, SeenEvent } from '../../../playground/answer-rules.ts';

const output = (seq: number, delta: string, channel = 'ANSWER') => ({
  __typename: 'TaskOutputAppended',
  taskId: 'task_a',
  seq,
  delta,
  channel,
});

function answerOf(...events: SeenEvent[]): Answer | undefined {
  return events.reduce<readonly Answer[]>(takeEvent, [])[0];
}

describe('the answer of a task', () => {
  it('is its pieces in order, apart by channel', () => {
    const answer = answerOf(output(1, 'thinking', 'REASONING'), output(2, 'Hello '), output(3, 'world'));
    expect(answer).toMatchObject({ text: 'Hello world', reasoning: 'thinking', phase: 'running', lastSeq: 3 });
  });

  it('does not take an event twice', () => {
    expect(answerOf(output(1, 'a'), output(2, 'b'), output(1, 'a'), output(2, 'b'))?.text).toBe('ab');
  });

  it('forgets what a lost attempt has said', () => {
    const restarted = { __typename: 'TaskRestarted', taskId: 'task_a', seq: 2, reason: 'worker lost' };
    expect(answerOf(output(1, 'half an ans'), restarted)).toMatchObject({
      text: '',
      phase: 'restarted',
      note: 'Starting again: worker lost',
    });
    expect(answerOf(output(1, 'half'), restarted, output(3, 'whole'))?.text).toBe('whole');
  });

  it('tells what it took when it is complete', () => {
    const task = { metadata: { processingMs: 1234, usage: { totalTokens: 42, estimated: true } } };
    const answer = answerOf(output(1, 'x'), { __typename: 'TaskCompleted', taskId: 'task_a', seq: 2, task });
    expect(answer).toMatchObject({ phase: 'completed', figures: 'about 42 tokens · 1.23 s', text: 'x' });
  });

  it('keeps what was said when the task fails or is cancelled', () => {
    const failed = { __typename: 'TaskFailed', taskId: 'task_a', seq: 2, code: 'BACKEND_ERROR', message: 'It broke.' };
    expect(answerOf(output(1, 'x'), failed)).toMatchObject({
      phase: 'failed',
      text: 'x',
      note: 'BACKEND_ERROR: It broke.',
    });
    const cancelled = answerOf(output(1, 'x'), { __typename: 'TaskCancelled', taskId: 'task_a', seq: 2 });
    expect(cancelled).toMatchObject({ phase: 'cancelled', text: 'x' });
    expect(cancelled !== undefined && isEnded(cancelled)).toBe(true);
  });

  it('tells output by its fields when the type was not asked for', () => {
    expect(answerOf({ taskId: 'task_a', seq: 1, delta: 'x' })?.text).toBe('x');
  });

  it('ignores what cannot be placed', () => {
    expect(answerOf({ __typename: 'TaskOutputAppended', delta: 'x', seq: 1 })).toBeUndefined();
    expect(answerOf({ __typename: 'TaskOutputAppended', delta: 'x', taskId: 'task_a' })).toBeUndefined();
  });
});

describe('the list of answers', () => {
  it('has the newest task first and a bound', () => {
    let answers: readonly Answer[] = [];
    for (let number = 0; number <= maxAnswers; number++) {
      answers = takeEvent(answers, { __typename: 'TaskQueued', taskId: `task_${number}`, seq: 1 });
    }
    expect(answers).toHaveLength(maxAnswers);
    expect(answers[0]?.taskId).toBe(`task_${maxAnswers}`);
    expect(forgetTask(answers, `task_${maxAnswers}`)[0]?.taskId).toBe(`task_${maxAnswers - 1}`);
  });

  it('says why a task cannot be followed, also before its first event', () => {
    expect(noteProblem([], 'task_a', 'No.')).toMatchObject([{ taskId: 'task_a', note: 'No.' }]);
    const known = takeEvent([], output(1, 'x'));
    expect(noteProblem(known, 'task_a', 'No.')).toMatchObject([{ taskId: 'task_a', text: 'x', note: 'No.' }]);
  });

  it('does not call a task running that is no longer followed, and leaves an ended one as it is', () => {
    const [lost] = noteProblem(takeEvent([], output(1, 'x')), 'task_a', 'No.');
    expect(lost).toMatchObject({ phase: 'unfollowed' });
    expect(lost !== undefined && isBeingWritten(lost)).toBe(false);
    const ended = takeEvent([], { __typename: 'TaskCompleted', taskId: 'task_a', seq: 1 });
    expect(noteProblem(ended, 'task_a', 'No.')).toEqual(ended);
  });

  it('waits for a lost connection only where more may come, until it is open or says more', () => {
    const ended = takeEvent([], { __typename: 'TaskCompleted', taskId: 'task_b', seq: 1 });
    const waiting = markReconnecting(takeEvent(ended, output(1, 'x')), true);
    expect(waiting).toMatchObject([
      { taskId: 'task_a', reconnecting: true },
      { taskId: 'task_b', reconnecting: false },
    ]);
    expect(markReconnecting(waiting, false)).toMatchObject([{ phase: 'running', reconnecting: false }, {}]);
    expect(takeEvent(waiting, output(2, 'y'))).toMatchObject([{ text: 'xy', reconnecting: false }, {}]);
  });
});
