import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../../fixtures/browser.ts';
import type { TestBrowser } from '../../fixtures/browser.ts';
import { makePlaygroundPage } from '../../fixtures/playground-page.ts';
import type { PlaygroundPage } from '../../fixtures/playground-page.ts';
import { playgroundKey, startPlaygroundServer } from '../../fixtures/playground-server.ts';
import type { PlaygroundServer } from '../../fixtures/playground-server.ts';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser[Symbol.asyncDispose]();
});

interface Visit extends AsyncDisposable {
  readonly playground: PlaygroundPage;
  /** Everything the page said that it should not have: errors, refused resources, requests to elsewhere. */
  readonly complaints: readonly string[];
}

async function visit(server: PlaygroundServer): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The refusals that a test provokes are what the browser itself reports as 401.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(server.origin)) complaints.push(`request to ${request.url()}`);
  });
  return {
    playground: makePlaygroundPage(page, server.origin),
    complaints,
    [Symbol.asyncDispose]: () => context.close(),
  };
}

const output = (delta: string) => ({ __typename: 'TaskOutputAppended', delta, channel: 'ANSWER', index: 0 });

describe('the playground in a browser', () => {
  it('loads under its content security policy without a request to elsewhere', async () => {
    await using server = await startPlaygroundServer();
    await using visited = await visit(server);
    const { playground, complaints } = visited;
    await playground.open(playgroundKey);
    await playground.waitForAccess(/Test key · admin/);
    await playground.openTab('Models');
    await playground.run();
    await expect.poll(() => playground.response()).toContain('"tiny"');
    // The workers of the editor are loaded late: by now they are there.
    expect(complaints).toEqual([]);
    expect(new URL(playground.page.url()).hash).toBe('');
  });

  it('submits a task and shows its tokens as they come', async () => {
    await using server = await startPlaygroundServer();
    await using visited = await visit(server);
    const { playground } = visited;
    await playground.open(playgroundKey);
    await playground.waitForAccess(/admin/);
    await expect.poll(() => playground.variables()).toContain('"model": "tiny"');
    await playground.run();
    await expect.poll(() => playground.response()).toContain('"status": "PENDING"');
    server.emit({ __typename: 'TaskStarted' });
    server.emit(output('Hello '));
    await expect.poll(() => playground.answer()).toBe('Hello ');
    expect(await playground.answerPhase()).toBe('Running');
    server.emit(output('world'));
    await expect.poll(() => playground.answer()).toBe('Hello world');
    server.emit({ __typename: 'TaskRestarted', reason: 'worker lost' });
    server.emit(output('Once more'));
    await expect.poll(() => playground.answer()).toBe('Once more');
    server.emit({ __typename: 'TaskCompleted', task: null });
    await expect.poll(() => playground.answerPhase()).toBe('Completed');
    expect(await playground.answer()).toBe('Once more');
  });

  it('watches the task submitted last and goes on after its connection was cut', async () => {
    await using server = await startPlaygroundServer();
    await using visited = await visit(server);
    const { playground } = visited;
    await playground.open(playgroundKey);
    await playground.waitForAccess(/admin/);
    await expect.poll(() => playground.variables()).toContain('"model": "tiny"');
    await playground.run();
    await expect.poll(() => server.subscriptions.length).toBe(1);
    await playground.openTab('WatchTask');
    await expect.poll(() => playground.variables()).toContain('task_00000000000000000000000001');
    await playground.run();
    server.emit(output('before '));
    await expect.poll(() => playground.response()).toContain('"received": 1');
    server.cutSockets();
    server.emit(output('after'));
    await expect.poll(() => playground.response(), { timeout: 5_000 }).toContain('"received": 2');
    await expect.poll(() => playground.answer(), { timeout: 5_000 }).toBe('before after');
    expect(server.subscriptions.slice(2).map((variables) => variables['after'])).toEqual(['1', '1']);
  });

  it('says what to do without a key and what the server says of a wrong one', async () => {
    await using server = await startPlaygroundServer();
    await using visited = await visit(server);
    const { playground } = visited;
    await playground.open();
    await playground.waitForAccess(/Paste a key to begin/);
    await expect.poll(() => playground.response()).toContain('No API key yet');
    await playground.enterKey('sk_test_wrong');
    await playground.waitForAccess(/Refused: The key is not known\./);
    await playground.run();
    await expect.poll(() => playground.response()).toContain('The key is not known.');
    await playground.enterKey(playgroundKey);
    await playground.waitForAccess(/Test key · admin/);
    await expect.poll(() => playground.response()).not.toContain('errors');
    await playground.page.reload();
    await playground.waitForAccess(/Test key · admin/);
  });
});
