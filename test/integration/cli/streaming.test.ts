import { describe, expect, it } from 'vitest';
import { startFakeGraph } from '../sdk/fake-graph.ts';
import type { FakeGraph, SubscribeScript } from '../sdk/fake-graph.ts';
import { completedTask, page, sampleDelta, sampleEvent, sampleModel, sampleTask } from '../sdk/samples.ts';
import { runCli } from './run-cli.ts';

function at(graph: FakeGraph): { environment: Record<string, string> } {
  return { environment: { INFERGRAPH_URL: graph.url, INFERGRAPH_API_KEY: 'sk_test_1' } };
}

const hello: SubscribeScript = async function* () {
  yield sampleEvent('TaskQueued', 1, { position: 0, estimatedWaitMs: null });
  yield sampleEvent('TaskStarted', 2);
  yield sampleDelta(3, 'Hel');
  yield sampleDelta(4, 'lo');
  yield sampleEvent('TaskCompleted', 5);
};

/** A graph with one model and a task that streams `Hello`. */
async function startHelloGraph(): Promise<FakeGraph & { readonly inputs: unknown[] }> {
  const graph = await startFakeGraph();
  const inputs: unknown[] = [];
  graph.root['models'] = () => page([sampleModel()]);
  const submit = ({ input }: { input: object }): unknown => {
    inputs.push({ ...input });
    return { task: sampleTask(), errors: [] };
  };
  graph.root['generateText'] = submit;
  graph.root['generateChat'] = submit;
  graph.root['task'] = () => completedTask('Hello');
  graph.subscribeScripts.push(hello);
  return { ...graph, inputs };
}

describe('generate', () => {
  it('streams the answer to stdout and says everything else on stderr', async () => {
    await using graph = await startHelloGraph();
    const words = ['generate', 'Say', 'hi', '--max-tokens', '9', '--temperature', '0.2', '--stop', 'a', '--stop', 'b'];
    const { exitCode, stdout, stderr } = await runCli(words, at(graph));
    expect(exitCode).toBe(0);
    expect(stdout).toBe('Hello\n');
    expect(stderr).toBe('model: tiny\n✓ task_1 completed · 1.2 s · 6 tokens · tiny on ollama\n');
    expect(graph.inputs).toEqual([
      expect.objectContaining({
        model: 'tiny',
        prompt: 'Say hi',
        maxTokens: 9,
        temperature: 0.2,
        stopSequences: ['a', 'b'],
        idempotencyKey: expect.any(String),
      }),
    ]);
  });

  it('reads the prompt from a pipe and sends it as chat with a system message', async () => {
    await using graph = await startHelloGraph();
    const words = ['generate', '--model', 'tiny', '--system', 'Be brief.', '--no-stream'];
    const { stdout, stderr } = await runCli(words, { ...at(graph), input: 'Line one\nline two\n' });
    expect(stdout).toBe('Hello\n');
    expect(stderr).not.toContain('model:');
    expect(graph.inputs[0]).toMatchObject({
      messages: [
        { role: 'SYSTEM', content: 'Be brief.' },
        { role: 'USER', content: 'Line one\nline two' },
      ],
    });
  });

  it('writes the finished task as JSON', async () => {
    await using graph = await startHelloGraph();
    const { stdout } = await runCli(['generate', 'Hi', '-m', 'tiny', '--json'], at(graph));
    expect(JSON.parse(stdout)).toMatchObject({ id: 'task_1', status: 'COMPLETED', result: { text: 'Hello' } });
  });

  it('lists the models that there are when the one asked for is not', async () => {
    await using graph = await startHelloGraph();
    graph.root['generateText'] = () => ({
      task: null,
      errors: [
        {
          __typename: 'InvalidModelError',
          code: 'INVALID_MODEL',
          message: 'No.',
          path: ['input', 'model'],
          availableModels: ['a', 'b'],
        },
      ],
    });
    const { exitCode, stderr } = await runCli(['generate', 'Hi', '-m', 'nope'], at(graph));
    expect(exitCode).toBe(1);
    expect(stderr).toBe('✗ input.model: No. (INVALID_MODEL)\n  Available: a, b\n');
  });

  it('points to the doctor when no model is available', async () => {
    await using graph = await startHelloGraph();
    graph.root['models'] = () => page([]);
    const { exitCode, stderr } = await runCli(['generate', 'Hi'], at(graph));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('npx infergraph doctor');
  });

  it('cancels the task and exits 130 on Ctrl-C', async () => {
    await using graph = await startHelloGraph();
    const cancelled: string[] = [];
    graph.root['cancelTask'] = ({ id }: { id: string }) => {
      cancelled.push(id);
      return { task: sampleTask({ status: 'CANCELLED' }), errors: [] };
    };
    graph.subscribeScripts.splice(0, 1, async function* () {
      yield sampleDelta(1, 'Hel');
      await new Promise(() => {});
    });
    const { exitCode, stdout, stderr } = await runCli(['generate', 'Hi', '-m', 'tiny'], {
      ...at(graph),
      onStart: (child) => child.stdout.once('data', () => child.kill('SIGINT')),
    });
    expect(exitCode).toBe(130);
    expect(stdout).toBe('Hel');
    expect(stderr).toBe('! task_1 cancelled · tiny\n');
    expect(cancelled).toEqual(['task_1']);
  });
});

describe('tasks watch', () => {
  it('goes on after a lost connection and says so', async () => {
    await using graph = await startFakeGraph();
    graph.root['task'] = () => completedTask('Hello');
    graph.subscribeScripts.push(
      async function* ({ socket }) {
        yield sampleDelta(1, 'Hel');
        socket.close(1012, 'SHUTTING_DOWN: This gateway is stopping.');
        await new Promise(() => {});
      },
      async function* () {
        yield sampleDelta(2, 'lo');
        yield sampleEvent('TaskCompleted', 3);
      },
    );
    const { exitCode, stdout, stderr } = await runCli(['tasks', 'watch', 'task_1'], at(graph));
    expect(exitCode).toBe(0);
    expect(stdout).toBe('Hello\n');
    expect(stderr).toMatch(
      /connection lost \(This gateway is stopping\.\), trying again in \d+ ms\nconnected again\n✓ /,
    );
  });

  it('announces a restart and exits 1 when the task failed', async () => {
    await using graph = await startFakeGraph();
    const error = { code: 'BACKEND_TRUNCATED', message: 'The answer was cut.', retryable: true };
    graph.root['task'] = () => sampleTask({ status: 'FAILED', error });
    graph.subscribeScripts.push(async function* () {
      yield sampleDelta(1, 'a');
      yield sampleEvent('TaskRestarted', 2, { reason: 'worker lost' });
      yield sampleEvent('TaskStarted', 3, { attempt: 2 });
      yield sampleEvent('TaskFailed', 4, error);
    });
    const { exitCode, stderr } = await runCli(['tasks', 'watch', 'task_1'], at(graph));
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'restarted: worker lost; the output begins anew\nattempt 2 started\n' +
        '✗ task_1 failed · The answer was cut. (BACKEND_TRUNCATED) · tiny\n',
    );
  });

  it('writes events as JSON, one a line', async () => {
    await using graph = await startFakeGraph();
    graph.root['task'] = () => completedTask('Hello');
    graph.subscribeScripts.push(hello);
    const { stdout } = await runCli(['tasks', 'watch', 'task_1', '--json'], at(graph));
    const events = stdout.trimEnd().split('\n');
    expect(events.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('leaves the task alone on Ctrl-C, says how to go on and exits 130', async () => {
    await using graph = await startFakeGraph();
    graph.root['task'] = () => sampleTask({ status: 'PROCESSING' });
    graph.subscribeScripts.push(async function* () {
      yield sampleDelta(7, 'Hel');
      await new Promise(() => {});
    });
    const { exitCode, stderr } = await runCli(['tasks', 'watch', 'task_1', '--after', 'a:6'], {
      ...at(graph),
      onStart: (child) => child.stdout.once('data', () => child.kill('SIGINT')),
    });
    expect(exitCode).toBe(130);
    expect(stderr).toContain('infergraph tasks watch task_1 --after a:7');
    expect(stderr).toContain('infergraph tasks cancel task_1');
    expect(graph.subscriptions[0]?.args).toEqual({ taskId: 'task_1', after: 'a:6' });
  });
});
