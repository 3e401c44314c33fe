import { describe, expect, it } from 'vitest';
import { explainBlanks, fillBlanks } from '../../../playground/blank-rules.ts';

const known = { lastTaskId: 'task_1', textModel: 'text', chatModel: 'chat', embeddingModel: 'embed' };

describe('blanks of the variables', () => {
  it('become the last task and the model that can do what is asked', () => {
    expect(fillBlanks({ taskId: '' }, known)).toEqual({ taskId: 'task_1' });
    expect(fillBlanks({ input: { model: '', prompt: 'x' } }, known)).toEqual({ input: { model: 'text', prompt: 'x' } });
    expect(fillBlanks({ input: { model: '', messages: [] } }, known)).toMatchObject({ input: { model: 'chat' } });
    expect(fillBlanks({ input: { model: '', input: ['x'] } }, known)).toMatchObject({ input: { model: 'embed' } });
  });

  it('leave alone what somebody has written', () => {
    const variables = { taskId: 'task_mine', input: { model: 'mine', prompt: '' } };
    expect(fillBlanks(variables, known)).toEqual(variables);
  });

  it('stay, and are explained, while nothing is known', () => {
    expect(fillBlanks({ taskId: '' }, {})).toEqual({ taskId: '' });
    expect(explainBlanks({ taskId: '' })).toMatch(/Submit a task first/);
    expect(explainBlanks({ input: { model: '' } })).toMatch(/name of a model/);
    expect(explainBlanks({ taskId: 'task_1', input: { model: 'm' } })).toBeUndefined();
    expect(explainBlanks({})).toBeUndefined();
  });
});
