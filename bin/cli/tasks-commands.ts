import type { Command } from 'commander';
import type { Task } from '../../sdk/types.ts';
import { oneOf, wholeNumber } from './arguments.ts';
import { CliFailure } from './failure.ts';
import { Interrupted, listenForInterrupt } from './interrupt.ts';
import { openSession, writeResult } from './session.ts';
import type { CliDeps, Session } from './session.ts';
import { taskFacts, taskTable } from './task-text.ts';
import { makeWatchView } from './watch-view.ts';

const statuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

interface ListOptions {
  readonly status?: (typeof statuses)[number];
  readonly model?: string;
  readonly first?: number;
  readonly after?: string;
}

/** Adds `tasks list | show | watch | cancel | retry`. */
export function addTasksCommands(program: Command, deps: CliDeps): void {
  const tasks = program.command('tasks').description('list, watch, cancel and repeat tasks');

  tasks
    .command('list')
    .description('list tasks, newest first')
    .option('--status <status>', statuses.join(', ').toLowerCase(), oneOf(statuses))
    .option('--model <name>', 'only of this model')
    .option('-n, --first <count>', 'how many, 1 to 100', wholeNumber)
    .option('--after <cursor>', 'continue after this page')
    .action(async (options: ListOptions, command: Command) => {
      await using session = openSession(deps, command);
      const { status, model, first, after } = options;
      const filter = { model, status: status === undefined ? undefined : [status] };
      const page = await session.client.tasks.list({ filter, first, after });
      writeResult(session, page, () => taskTable(page.nodes));
      if (!session.json && page.pageInfo.hasNextPage) {
        session.terminal.err(`More: --after ${page.pageInfo.endCursor}\n`);
      }
    });

  tasks
    .command('show <id>')
    .description('show one task with its result')
    .action(async (id: string, _options: object, command: Command) => {
      await using session = openSession(deps, command);
      const task = await findTask(session, id);
      writeResult(session, task, () => taskFacts(task));
    });

  tasks
    .command('watch <id>')
    .description('show a task as it runs; with --json its events, one a line')
    .option('--after <cursor>', 'only what comes after this event')
    .action(async (id: string, options: { readonly after?: string }, command: Command) => {
      await using session = openSession(deps, command);
      await watch(session, id, options.after);
    });

  tasks
    .command('cancel <id>')
    .description('stop a task and the work of its backend')
    .action(async (id: string, _options: object, command: Command) => {
      await using session = openSession(deps, command);
      const task = await session.client.tasks.cancel(id);
      writeResult(session, task, () => taskFacts(task));
    });

  tasks
    .command('retry <id>')
    .description('submit a failed or cancelled task again, as a new one')
    .action(async (id: string, _options: object, command: Command) => {
      await using session = openSession(deps, command);
      const task = await session.client.tasks.retry(id);
      writeResult(session, task, () => taskFacts(task));
      if (!session.json) session.terminal.err(`\nWatch it: infergraph tasks watch ${task.id}\n`);
    });
}

/** Shows the task until its end. Exit code: 0 completed, 1 failed or cancelled, 130 when the watcher stopped. */
async function watch(session: Session, id: string, after: string | undefined): Promise<void> {
  const { client, terminal } = session;
  using interrupt = listenForInterrupt(process.stdout);
  const view = makeWatchView(terminal);
  let cursor = after;
  try {
    // Asked first, because a wrong id and a wrong key are told at once here.
    await findTask(session, id);
    const events = client.watch(id, { after, signal: interrupt.signal, onNotice: (notice) => view.notice(notice) });
    for await (const event of events) {
      cursor = event.cursor;
      if (session.json) terminal.out(`${JSON.stringify(event)}\n`);
      else view.show(event);
    }
    const task = await client.settled(id, { signal: interrupt.signal });
    if (!session.json) view.finish(task);
    if (task.status !== 'COMPLETED') process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    view.endLine();
    terminal.err(
      `Stopped watching; the task goes on.\n` +
        `  Go on:  infergraph tasks watch ${id}${cursor === undefined ? '' : ` --after ${cursor}`}\n` +
        `  Cancel: infergraph tasks cancel ${id}\n`,
    );
    process.exitCode = 130;
  }
}

async function findTask(session: Session, id: string): Promise<Task> {
  const task = await session.client.tasks.get(id);
  if (task === null) throw new CliFailure(`There is no task ${id}, or it is not yours.`);
  return task;
}
