/** What a piece of output belongs to. */
export type OutputChannel = 'ANSWER' | 'REASONING' | 'TOOL_CALL';

/** An event before the log has numbered it. `type` is the GraphQL type's name. */
export type TaskEventBody =
  | { readonly type: 'TaskQueued'; readonly position: number | null; readonly estimatedWaitMs: number | null }
  | { readonly type: 'TaskStarted'; readonly workerId: string }
  | {
      readonly type: 'TaskProgressed';
      readonly fraction: number | null;
      readonly step: number | null;
      readonly totalSteps: number | null;
      /** What is being done; empty when there is nothing to say. */
      readonly message: string;
    }
  | {
      readonly type: 'TaskOutputAppended';
      readonly delta: string;
      readonly index: number;
      readonly channel: OutputChannel;
    }
  | { readonly type: 'TaskRestarted'; readonly reason: string }
  | { readonly type: 'TaskCompleted' }
  | { readonly type: 'TaskFailed'; readonly code: string; readonly message: string; readonly retryable: boolean }
  | { readonly type: 'TaskCancelled' };

export interface TaskEventHead {
  readonly taskId: string;
  /** Gapless from 1 within the task. */
  readonly seq: number;
  /** 0 before the first attempt. */
  readonly attempt: number;
  /** Opaque; continues the subscription it came by. */
  readonly cursor: string;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}

export type TaskEvent = TaskEventHead & TaskEventBody;

export function isTerminal(event: TaskEventBody): boolean {
  return event.type === 'TaskCompleted' || event.type === 'TaskFailed' || event.type === 'TaskCancelled';
}
