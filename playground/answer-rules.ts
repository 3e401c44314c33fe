// What a task has said so far, put together from its events. Pure: tested without a browser.

export type AnswerPhase = 'queued' | 'running' | 'restarted' | 'completed' | 'failed' | 'cancelled' | 'unfollowed';

export interface Answer {
  readonly taskId: string;
  readonly phase: AnswerPhase;
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: string;
  /** The connection is lost and is being opened again. */
  readonly reconnecting: boolean;
  /** Number of the last event taken in: what comes again is dropped. */
  readonly lastSeq: number;
  /** What went wrong or what is being done; empty when there is nothing to say. */
  readonly note: string;
  /** Figures for people, for example `42 tokens`; empty until the end. */
  readonly figures: string;
}

/** An event as far as a subscription has selected it. */
export interface SeenEvent {
  readonly __typename?: unknown;
  readonly taskId?: unknown;
  readonly seq?: unknown;
  readonly delta?: unknown;
  readonly channel?: unknown;
  readonly reason?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  /** `message` of TaskProgressed under the name it needs beside that of TaskFailed, which is never null. */
  readonly progress?: unknown;
  readonly position?: unknown;
  readonly task?: unknown;
}

/** Most answers kept; the oldest goes first. */
export const maxAnswers = 20;

/**
 * Takes an event in. Answers are newest first.
 * An event without a task id or number cannot be placed and changes nothing; nor does one that was seen before.
 */
export function takeEvent(answers: readonly Answer[], event: SeenEvent): readonly Answer[] {
  if (typeof event.taskId !== 'string' || typeof event.seq !== 'number') return answers;
  const { taskId, seq } = event;
  const known = answers.find((answer) => answer.taskId === taskId);
  if (known !== undefined && seq <= known.lastSeq) return answers;
  const next = { ...applyEvent(known ?? emptyAnswer(taskId), event), reconnecting: false, lastSeq: seq };
  if (known !== undefined) return answers.map((answer) => (answer === known ? next : answer));
  return [next, ...answers].slice(0, maxAnswers);
}

/** Starts anew with a task, as a subscription without a cursor does: its events come again from the first. */
export function forgetTask(answers: readonly Answer[], taskId: string): readonly Answer[] {
  return answers.filter((answer) => answer.taskId !== taskId);
}

/** Says why a task's answer cannot be followed any further. What the task does from here on is not known. */
export function noteProblem(answers: readonly Answer[], taskId: string, message: string): readonly Answer[] {
  const known = answers.find((answer) => answer.taskId === taskId);
  const stopped = { phase: 'unfollowed', reconnecting: false, note: message } as const;
  if (known === undefined) return [{ ...emptyAnswer(taskId), ...stopped }, ...answers].slice(0, maxAnswers);
  if (isEnded(known)) return answers;
  return answers.map((answer) => (answer === known ? { ...known, ...stopped } : answer));
}

/** Marks the answers that are still being written as waiting for the connection, or as no longer so. */
export function markReconnecting(answers: readonly Answer[], reconnecting: boolean): readonly Answer[] {
  return answers.map((answer) => (isBeingWritten(answer) ? { ...answer, reconnecting } : answer));
}

/** More may come: the task has not ended and is followed. */
export function isBeingWritten(answer: Answer): boolean {
  return !isEnded(answer) && answer.phase !== 'unfollowed';
}

export function isEnded(answer: Answer): boolean {
  return answer.phase === 'completed' || answer.phase === 'failed' || answer.phase === 'cancelled';
}

function emptyAnswer(taskId: string): Answer {
  return {
    taskId,
    phase: 'queued',
    text: '',
    reasoning: '',
    toolCalls: '',
    reconnecting: false,
    lastSeq: 0,
    note: '',
    figures: '',
  };
}

function applyEvent(answer: Answer, event: SeenEvent): Answer {
  switch (typeOf(event)) {
    case 'TaskQueued':
      return { ...answer, phase: 'queued', note: queueNote(event.position) };
    case 'TaskStarted':
      return { ...answer, phase: 'running', note: '' };
    case 'TaskProgressed':
      return { ...answer, phase: 'running', note: text(event.progress ?? event.message) };
    case 'TaskOutputAppended':
      return append({ ...answer, phase: 'running', note: '' }, event);
    case 'TaskRestarted':
      // Everything said so far belonged to the lost attempt.
      return { ...emptyAnswer(answer.taskId), phase: 'restarted', note: `Starting again: ${text(event.reason)}` };
    case 'TaskCompleted':
      return { ...answer, phase: 'completed', note: describeResult(event.task), figures: describeFigures(event.task) };
    case 'TaskFailed':
      return { ...answer, phase: 'failed', note: `${text(event.code)}: ${text(event.message)}` };
    case 'TaskCancelled':
      return { ...answer, phase: 'cancelled', note: '' };
    default:
      return answer;
  }
}

/** A selection without `__typename` still tells output by its fields. */
function typeOf(event: SeenEvent): unknown {
  if (event.__typename !== undefined) return event.__typename;
  if (event.delta !== undefined) return 'TaskOutputAppended';
  return event.reason === undefined ? undefined : 'TaskRestarted';
}

function append(answer: Answer, event: SeenEvent): Answer {
  const delta = text(event.delta);
  switch (event.channel) {
    case 'REASONING':
      return { ...answer, reasoning: answer.reasoning + delta };
    case 'TOOL_CALL':
      return { ...answer, toolCalls: answer.toolCalls + delta };
    default:
      return { ...answer, text: answer.text + delta };
  }
}

function queueNote(position: unknown): string {
  if (typeof position !== 'number' || position <= 0) return 'Waiting for a worker';
  return position === 1 ? '1 task waits before it' : `${position} tasks wait before it`;
}

function describeResult(task: unknown): string {
  const result = member(task, 'result');
  const dimensions = member(result, 'dimensions');
  return typeof dimensions === 'number' ? `Vectors of ${dimensions} dimensions: see \`result\` of the task` : '';
}

function describeFigures(task: unknown): string {
  const metadata = member(task, 'metadata');
  const usage = member(metadata, 'usage');
  const total = member(usage, 'totalTokens');
  const processingMs = member(metadata, 'processingMs');
  const parts: string[] = [];
  if (typeof total === 'number') parts.push(`${member(usage, 'estimated') === true ? 'about ' : ''}${total} tokens`);
  if (typeof processingMs === 'number') parts.push(describeTime(processingMs));
  return parts.join(' · ');
}

function describeTime(timeMs: number): string {
  return timeMs < 1_000 ? `${timeMs} ms` : `${(timeMs / 1_000).toFixed(timeMs < 10_000 ? 2 : 0)} s`;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
