import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Path under which the files of the playground are served. */
export const playgroundPrefix = '/playground/';

export interface PlaygroundPage {
  readonly status: 200 | 503;
  readonly html: string;
}

const missing = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Infergraph</title>
  <h1>The playground has not been built</h1>
  <p>Run <code>npm run playground</code> in the project's folder, then load this page again.</p>
  <p>The API works without it: send <code>POST</code> requests to this address.</p>
</html>
`;

/** The playground's page, or one that says how to build it. */
export async function readPlaygroundPage(folder: string | null): Promise<PlaygroundPage> {
  if (folder === null) return { status: 503, html: missing };
  try {
    return { status: 200, html: await readFile(join(folder, 'index.html'), 'utf8') };
  } catch {
    return { status: 503, html: missing };
  }
}

/** True when a GET comes from a browser that wants a page rather than an answer. */
export function wantsPage(accept: string | undefined): boolean {
  return accept !== undefined && accept.includes('text/html') && !accept.includes('json');
}
