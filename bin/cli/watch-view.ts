import type { Task, TaskEvent } from '../../sdk/types.ts';
import type { WatchNotice } from '../../sdk/watch.ts';
import { formatDuration } from './format-rules.ts';
import type { Terminal } from './terminal.ts';

/** Shows a task as it runs: the answer on stdout, everything about it on stderr. */
export interface WatchView {
  show(event: TaskEvent): void;
  notice(notice: WatchNotice): void;
  /** Says how the task ended. */
  finish(task: Task): void;
  /** Ends an open line, so that what follows begins on its own. */
  endLine(): void;
}

export function makeWatchView(terminal: Terminal): WatchView {
  let column: 'start' | 'answer' | 'aside' | 'status' = 'start';
  let sawAnswer = false;
  /** The last line of the answer has no end yet. */
  let lineOpen = false;

  const closeLine = (): void => {
    if (lineOpen) terminal.out('\n');
    lineOpen = false;
  };
  /** Puts the cursor where output of the kind may go on. */
  const moveTo = (kind: typeof column): void => {
    if (column === kind) return;
    if (column === 'status') terminal.err('\r\x1b[K');
    else if (column === 'aside') terminal.err('\n');
    // Between answer and status only a terminal shows both; a file must get the answer alone.
    else if (column === 'answer' && terminal.outIsTty) closeLine();
    column = kind;
  };
  const line = (text: string): void => {
    moveTo('start');
    terminal.err(`${terminal.paintErr('dim', text)}\n`);
  };
  /** A line that the next one overwrites; nothing where no terminal can do that. */
  const status = (text: string): void => {
    if (!terminal.errIsTty) return;
    moveTo('status');
    terminal.err(`\r\x1b[K${terminal.paintErr('dim', text)}`);
  };
  const output = (event: Extract<TaskEvent, { readonly __typename: 'TaskOutputAppended' }>): void => {
    if (event.channel === 'ANSWER') {
      moveTo('answer');
      sawAnswer = true;
      if (event.delta !== '') lineOpen = !event.delta.endsWith('\n');
      terminal.out(event.delta);
    } else {
      moveTo('aside');
      terminal.err(terminal.paintErr('dim', event.delta));
    }
  };

  return {
    show: (event) => {
      switch (event.__typename) {
        case 'TaskQueued':
          status(describeQueue(event.position, event.estimatedWaitMs));
          break;
        case 'TaskStarted':
          if (event.attempt > 1) line(`attempt ${event.attempt} started`);
          else status('started');
          break;
        case 'TaskProgressed':
          status(describeProgress(event));
          break;
        case 'TaskOutputAppended':
          output(event);
          break;
        case 'TaskRestarted':
          // Where no terminal shows the notice between them, at least a line end parts the two.
          closeLine();
          line(`restarted: ${event.reason}${sawAnswer ? '; the output begins anew' : ''}`);
          break;
        case 'TaskCompleted':
        case 'TaskFailed':
        case 'TaskCancelled':
          moveTo('start');
          closeLine();
          break;
      }
    },
    notice: (notice) => {
      if (notice.kind === 'resumed') line('connected again');
      else line(`connection lost (${notice.cause.message}), trying again in ${formatDuration(notice.delayMs)}`);
    },
    finish: (task) => {
      moveTo('start');
      const mark = task.status === 'COMPLETED' ? '✓' : task.status === 'FAILED' ? '✗' : '!';
      const colour = task.status === 'COMPLETED' ? 'green' : task.status === 'FAILED' ? 'red' : 'yellow';
      terminal.err(`${terminal.paintErr(colour, mark)} ${terminal.paintErr('dim', describeEnd(task))}\n`);
    },
    endLine: () => moveTo('start'),
  };
}

function describeQueue(position: number | null, waitMs: number | null): string {
  const before = position === null ? '' : position === 0 ? ', next in line' : `, ${position} before it`;
  const wait = waitMs === null ? '' : `, about ${formatDuration(waitMs)}`;
  return `queued${before}${wait}`;
}

function describeProgress(event: Extract<TaskEvent, { readonly __typename: 'TaskProgressed' }>): string {
  const parts = [
    event.message || 'working',
    event.fraction === null ? null : `${Math.round(event.fraction * 100)} %`,
    event.step === null
      ? null
      : event.totalSteps === null
        ? `step ${event.step}`
        : `step ${event.step} of ${event.totalSteps}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** How a task ended, in one line. */
export function describeEnd(task: Task): string {
  const { metadata, error } = task;
  const parts = [
    `${task.id} ${task.status.toLowerCase()}`,
    error === null ? null : `${error.message} (${error.code})`,
    metadata.processingMs === null ? null : formatDuration(metadata.processingMs),
    metadata.usage === null
      ? null
      : `${metadata.usage.totalTokens} tokens${metadata.usage.estimated ? ' (estimated)' : ''}`,
    `${task.modelName}${metadata.backend === null ? '' : ` on ${metadata.backend}`}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
