import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { countsVariable } from '../../../scripts/setup/count-reporter.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;

beforeEach(() => {
  // Inside node_modules: it finds vitest from there, and nobody else finds it.
  folder = mkdtempSync(join(root, 'node_modules', '.count-reporter-test-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('counts tests, files that cannot be loaded and errors outside of tests', () => {
  writeFileSync(join(folder, 'vitest.config.js'), 'export default { test: { include: ["*.test.js"], exclude: [] } };');
  writeFileSync(
    join(folder, 'a.test.js'),
    `import { expect, it } from 'vitest';
     it('passes', () => {});
     it('fails', () => expect(1).toBe(2));
     it.skip('is skipped', () => {});`,
  );
  writeFileSync(join(folder, 'b.test.js'), "import './missing.js';");
  writeFileSync(
    join(folder, 'c.test.js'),
    `import { it } from 'vitest';
     it('leaves something behind', () => void Promise.reject(new Error('unhandled')));`,
  );
  const file = join(folder, 'counts.json');
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      `--root=${folder}`,
      `--reporter=${join(root, 'scripts/setup/count-reporter.mjs')}`,
    ],
    { encoding: 'utf8', timeout: 15_000, env: { PATH: process.env['PATH'], [countsVariable]: file } },
  );
  expect(status).toBe(1);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ passed: 2, failed: 3 });
});
