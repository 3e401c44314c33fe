import type { Command } from 'commander';
import type { Task } from '../../sdk/types.ts';
import { decimalNumber, repeated, wholeNumber } from './arguments.ts';
import { CliFailure } from './failure.ts';
import { Interrupted, listenForInterrupt } from './interrupt.ts';
import { openSession } from './session.ts';
import type { CliDeps, Session } from './session.ts';
import { resultText } from './task-text.ts';
import { describeEnd, makeWatchView } from './watch-view.ts';

interface GenerateOptions {
  readonly model?: string;
  readonly chat?: boolean;
  readonly system?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  readonly stream: boolean;
}

/** Longest wait for the cancellation of an interrupted task. */
const cancelTimeoutMs = 5_000;

/** Adds `generate`: the answer on stdout, everything else on stderr. */
export function addGenerateCommand(program: Command, deps: CliDeps): void {
  program
    .command('generate [prompt...]')
    .description('generate text from a prompt, or from standard input when there is none')
    .option('-m, --model <name>', 'the model (default: the first one available)')
    .option('--chat', 'send the prompt as a chat message')
    .option('--system <text>', 'instructions to the model; implies --chat')
    .option('--max-tokens <count>', 'most tokens to generate', wholeNumber)
    .option('--temperature <number>', 'randomness, 0 to 2', decimalNumber)
    .option('--top-p <number>', 'nucleus sampling, above 0 to 1', decimalNumber)
    .option('--top-k <count>', 'sample from the K most likely tokens', wholeNumber)
    .option('--stop <text>', 'text that ends the generation; may be repeated', repeated)
    .option('--seed <number>', 'seed for repeatable sampling', wholeNumber)
    .option('--no-stream', 'write the answer when it is complete')
    .action(async (prompt: readonly string[], options: GenerateOptions, command: Command) => {
      await using session = openSession(deps, command);
      await generate(session, await readPrompt(prompt, deps.stdin), options);
    });
}

/** Exit code: 0 completed, 1 failed or cancelled by others, 130 cancelled by Ctrl-C. */
async function generate(session: Session, prompt: string, options: GenerateOptions): Promise<void> {
  const { client, terminal } = session;
  using interrupt = listenForInterrupt(process.stdout);
  const { signal } = interrupt;
  const view = makeWatchView(terminal);
  let task: Task | undefined;
  try {
    const model = options.model ?? (await chooseModel(session, signal));
    // Not interrupted: a submit whose answer is not awaited would leave a task that nobody can name.
    task = await submit(session, { model, prompt, options });
    const events = client.watch(task, { signal, onNotice: (notice) => view.notice(notice) });
    for await (const event of events) {
      if (options.stream && !session.json) view.show(event);
    }
    task = await client.settled(task.id, { signal });
    if (session.json) terminal.out(`${JSON.stringify(task, null, 2)}\n`);
    else if (!options.stream) terminal.out(`${resultText(task) ?? ''}\n`);
    if (!session.json) view.finish(task);
    if (task.status !== 'COMPLETED') process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    view.endLine();
    process.exitCode = 130;
    if (task !== undefined) await cancel(session, task.id);
  }
}

interface Submission {
  readonly model: string;
  readonly prompt: string;
  readonly options: GenerateOptions;
}

async function submit({ client }: Session, { model, prompt, options }: Submission): Promise<Task> {
  const sampling = {
    model,
    maxTokens: options.maxTokens,
    temperature: options.temperature,
    topP: options.topP,
    topK: options.topK,
    stopSequences: options.stop,
    seed: options.seed,
  };
  if (options.chat !== true && options.system === undefined) return await client.generateText({ ...sampling, prompt });
  const system = options.system === undefined ? [] : [{ role: 'SYSTEM' as const, content: options.system }];
  return await client.generateChat({ ...sampling, messages: [...system, { role: 'USER', content: prompt }] });
}

async function cancel({ client, terminal }: Session, taskId: string): Promise<void> {
  try {
    const task = await client.tasks.cancel(taskId, { timeoutMs: cancelTimeoutMs });
    terminal.err(`${terminal.paintErr('yellow', '!')} ${terminal.paintErr('dim', describeEnd(task))}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.err(`Could not cancel ${taskId}: ${reason}\n`);
  }
}

async function chooseModel({ client, terminal }: Session, signal: AbortSignal): Promise<string> {
  const { nodes } = await client.models.list({ filter: { type: 'TEXT', status: 'AVAILABLE' }, first: 1 }, { signal });
  const model = nodes[0];
  if (model === undefined) {
    throw new CliFailure('No text model is available now.', { advice: ['See why with: npx infergraph doctor'] });
  }
  terminal.err(`${terminal.paintErr('dim', `model: ${model.name}`)}\n`);
  return model.name;
}

async function readPrompt(words: readonly string[], stdin: NodeJS.ReadStream): Promise<string> {
  if (words.length > 0) return words.join(' ');
  if (stdin.isTTY === true) {
    throw new CliFailure('There is no prompt.', {
      advice: ['Give one: infergraph generate Why is the sky blue', 'or pipe one: infergraph generate < prompt.txt'],
    });
  }
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  const prompt = Buffer.concat(chunks).toString('utf8').trimEnd();
  if (prompt === '') throw new CliFailure('The prompt on standard input is empty.');
  return prompt;
}
