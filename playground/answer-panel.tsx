import { useLayoutEffect, useRef, useState } from 'react';
import { isBeingWritten } from './answer-rules.ts';
import type { Answer, AnswerPhase } from './answer-rules.ts';
import type { Observable } from './observable.ts';
import { useObservable } from './use-observable.ts';

const phaseNames: Readonly<Record<AnswerPhase, string>> = {
  queued: 'Waiting',
  running: 'Running',
  restarted: 'Restarted',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
  unfollowed: 'Not followed',
};

/** What tasks are saying, as they say it: the newest task large, those before it on request. Draws nothing before the first. */
export function AnswerPanel({ answers: source }: { readonly answers: Observable<readonly Answer[]> }) {
  const answers = useObservable(source);
  const [chosen, setChosen] = useState<string>();
  const newest = answers[0];
  if (newest === undefined) return null;
  const answer = answers.find((candidate) => candidate.taskId === chosen) ?? newest;
  return (
    <section className="ig-answer" aria-label="Answer">
      <header className="ig-answer-header">
        <strong>Answer</strong>
        <span className="ig-phase" data-phase={answer.phase}>
          {answer.reconnecting ? 'Reconnecting…' : phaseNames[answer.phase]}
        </span>
        {answers.length === 1 ? (
          <code className="ig-task-id">{answer.taskId}</code>
        ) : (
          <select
            aria-label="Task"
            value={answer.taskId}
            // Choosing the newest means: the newest, also when another one comes.
            onChange={(event) => setChosen(event.target.value === newest.taskId ? undefined : event.target.value)}
          >
            {answers.map(({ taskId }) => (
              <option key={taskId}>{taskId}</option>
            ))}
          </select>
        )}
        <span className="ig-figures">{answer.figures}</span>
        <CopyButton text={answer.text} />
      </header>
      <AnswerBody key={answer.taskId} answer={answer} />
    </section>
  );
}

function AnswerBody({ answer }: { readonly answer: Answer }) {
  const body = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    if (body.current !== null && follows.current) body.current.scrollTop = body.current.scrollHeight;
  });
  return (
    <div
      ref={body}
      className="ig-answer-body"
      aria-live="polite"
      // Whoever scrolls up wants to read there, not to be pulled down by the next token.
      onScroll={({ currentTarget: box }) => {
        follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < 24;
      }}
    >
      {answer.reasoning !== '' && (
        <details className="ig-reasoning" open={answer.text === ''}>
          <summary>Reasoning</summary>
          {answer.reasoning}
        </details>
      )}
      <span className="ig-answer-text">{answer.text}</span>
      {isBeingWritten(answer) && <span className="ig-caret" aria-hidden="true" />}
      {answer.toolCalls !== '' && <pre className="ig-tool-calls">{answer.toolCalls}</pre>}
      {answer.note !== '' && (
        <p className="ig-note" data-phase={answer.phase}>
          {answer.note}
        </p>
      )}
    </div>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  if (text === '') return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <button type="button" className="ig-button" onClick={() => void copy()}>
      {copied ? 'Copied' : 'Copy'}
    </button>
  );
}
