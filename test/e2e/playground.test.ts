import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../fixtures/browser.ts';
import type { TestBrowser } from '../fixtures/browser.ts';
import { makePlaygroundPage } from '../fixtures/playground-page.ts';
import { startEmbedded } from './support/embedded.ts';
import type { EmbeddedDeployment } from './support/embedded.ts';

/** Set to a folder to keep pictures of what a user sees. */
const screenshots = process.env['SCREENSHOTS'];

describe('the playground of a running server', () => {
  const stack = new AsyncDisposableStack();
  let deployment: EmbeddedDeployment;
  let browser: TestBrowser;
  beforeAll(async () => {
    [deployment, browser] = await Promise.all([
      startEmbedded({
        config: 'discovery: false\nbackends: [{ name: sandbox, kind: sandbox, tokensPerSecond: 60 }]\n',
        models: ['sandbox', 'sandbox-embed'],
      }),
      startBrowser(),
    ]);
    stack.use(deployment);
    stack.use(browser);
  });
  afterAll(() => stack.disposeAsync());

  it('submits a task and shows its tokens, without a request to elsewhere', async () => {
    const { origin } = new URL(deployment.url);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const complaints: string[] = [];
    context.on('request', (request) => {
      if (!request.url().startsWith(origin)) complaints.push(`request to ${request.url()}`);
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const playground = makePlaygroundPage(page, origin);
    await playground.open(deployment.adminKey);
    await playground.waitForAccess(/admin/);
    await expect.poll(() => playground.variables()).toContain('"model": "sandbox"');
    await playground.run();
    await expect.poll(() => playground.answerPhase(), { timeout: 10_000 }).toBe('Running');
    await expect.poll(() => playground.answer(), { timeout: 10_000 }).toContain('built-in sandbox');
    await keepPicture(page, 'submit');
    await expect.poll(() => playground.answerPhase(), { timeout: 20_000 }).toBe('Completed');

    await playground.openTab('WatchTask');
    await expect.poll(() => playground.variables()).toContain('"taskId": "task_');
    await playground.run();
    await expect.poll(() => playground.response(), { timeout: 10_000 }).toContain('TaskCompleted');
    await keepPicture(page, 'watch');

    await playground.openTab('Cluster');
    await playground.run();
    await expect.poll(() => playground.response(), { timeout: 10_000 }).toContain('"HEALTHY"');
    await keepPicture(page, 'cluster');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function keepPicture(
  page: { screenshot(options: { path: string }): Promise<unknown> },
  name: string,
): Promise<void> {
  if (screenshots === undefined) return;
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}/${name}.png` });
}
