import type { Task } from '../../sdk/types.ts';
import type { TaskSummary } from '../../sdk/types.ts';
import { formatDuration, formatInstant } from './format-rules.ts';
import { formatFacts, formatTable } from './table-rules.ts';

/** The generated text of a text or chat task; embeddings as JSON; null when there is no result. */
export function resultText(task: Task): string | null {
  switch (task.result?.__typename) {
    case 'TextResult':
      return task.result.text;
    case 'ChatResult':
      return [
        task.result.message.content,
        ...task.result.message.toolCalls.map((call) => `${call.name}(${JSON.stringify(call.arguments)})`),
      ]
        .filter((part) => part !== '')
        .join('\n');
    case 'EmbeddingResult':
      return JSON.stringify(task.result.embeddings.map(({ values }) => values));
    case undefined:
      return null;
  }
}

export function taskTable(tasks: readonly TaskSummary[]): string {
  return formatTable(
    ['id', 'kind', 'status', 'model', 'created', 'took', 'tokens'],
    tasks.map((task) => [
      task.id,
      task.kind.toLowerCase(),
      task.status.toLowerCase(),
      task.modelName,
      formatInstant(task.createdAt),
      task.metadata.processingMs === null ? '' : formatDuration(task.metadata.processingMs),
      task.metadata.usage === null ? '' : String(task.metadata.usage.totalTokens),
    ]),
  );
}

export function taskFacts(task: Task): string {
  const { metadata } = task;
  return formatFacts([
    ['id', task.id],
    ['kind', task.kind.toLowerCase()],
    ['status', task.status.toLowerCase()],
    ['owner', task.owner],
    ['model', task.modelName],
    ['worker', metadata.worker],
    ['backend', metadata.backend],
    ['attempts', `${metadata.attempts} of ${metadata.maxAttempts}`],
    ['created', formatInstant(task.createdAt)],
    ['waited', formatDuration(metadata.queueMs)],
    ['took', metadata.processingMs === null ? null : formatDuration(metadata.processingMs)],
    [
      'tokens',
      metadata.usage === null
        ? null
        : `${metadata.usage.promptTokens} read, ${metadata.usage.completionTokens} written`,
    ],
    ['repeats', task.retryOf?.id ?? null],
    ['error', task.error === null ? null : `${task.error.message} (${task.error.code})`],
    ['result', resultText(task)],
  ]);
}
