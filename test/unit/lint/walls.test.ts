import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** File -> what is in it -> the rule that must find it; null: the linter must have nothing to say. */
const snippets: readonly (readonly [file: string, code: string, rule: string | null])[] = [
  // Who may import whom: kernel
  ['kernel/a1.ts', use('../platform/x.ts'), 'no-restricted-imports'],
  ['kernel/a2.ts', use('node:fs'), 'no-restricted-imports'],
  ['kernel/a3.ts', use('zod'), 'no-restricted-imports'],
  ['kernel/a4.ts', use('./x.ts'), null],
  // platform
  ['platform/b1.ts', use('../tasks/x.ts'), 'no-restricted-imports'],
  ['platform/b2.ts', use('../kernel/x.ts'), null],
  // tasks
  ['tasks/c1.ts', use('../worker/x.ts'), 'no-restricted-imports'],
  ['tasks/c2.ts', use('../gateway/x.ts'), 'no-restricted-imports'],
  ['tasks/c3.ts', use('../platform/x.ts'), null],
  // gateway
  ['gateway/d1.ts', use('../subgraphs/runtime/x.ts'), 'no-restricted-imports'],
  ['gateway/deep/d2.ts', use('../../worker/x.ts'), 'no-restricted-imports'],
  ['gateway/d3.ts', use('../tasks/x.ts'), null],
  // subgraphs
  ['subgraphs/inference/e1.ts', use('../models/x.ts'), 'no-restricted-imports'],
  ['subgraphs/usage/deep/e2.ts', use('../../cluster/x.ts'), 'no-restricted-imports'],
  ['subgraphs/models/e3.ts', use('../../gateway/x.ts'), 'no-restricted-imports'],
  ['subgraphs/runtime/e4.ts', use('../inference/x.ts'), 'no-restricted-imports'],
  ['subgraphs/inference/e5.ts', use('../runtime/x.ts'), null],
  ['subgraphs/cluster/e6.ts', use('../../kernel/cluster.ts'), null],
  // worker
  ['worker/backends/ollama/f1.ts', use('../../../subgraphs/runtime/x.ts'), 'no-restricted-imports'],
  ['worker/backends/ollama/f2.ts', use('../../../tasks/x.ts'), null],
  // client side
  ['sdk/g1.ts', use('../kernel/x.ts'), 'no-restricted-imports'],
  ['sdk/g2.ts', use('./generated/x.ts'), null],
  ['playground/g3.ts', use('../gateway/x.ts'), 'no-restricted-imports'],
  // Wherever code must be pure
  ['tasks/h1-rules.ts', use('node:crypto'), 'no-restricted-imports'],
  ['gateway/h2-rules.ts', use('ioredis'), 'no-restricted-imports'],
  ['subgraphs/usage/h3-rules.ts', use('../models/x.ts'), 'no-restricted-imports'],
  ['subgraphs/usage/h4-rules.ts', use('node:fs'), 'no-restricted-imports'],
  ['worker/backends/openai/transform.ts', use('undici'), 'no-restricted-imports'],
  ['kernel/h5.ts', 'export const now = Date.now();', 'no-restricted-properties'],
  ['kernel/h6.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
  ['tasks/h7-rules.ts', 'export const pid = process.pid;', 'no-restricted-globals'],
  ['worker/h8-rules.ts', 'export const timer = setTimeout(String, 1);', 'no-restricted-globals'],
  ['tasks/h9.ts', 'export const now = Date.now();', null],
  // The environment is read in one file
  ['gateway/i1.ts', 'export const home = process.env.HOME;', 'no-process-env'],
  ['platform/config.ts', 'export const home = process.env.HOME;', null],
  ['bin/i2.ts', 'export const home = process.env.HOME;', null],
  // Shape
  ['tasks/j1.ts', 'export default 1;', 'no-default-export'],
  ['tasks/j2.ts', "export * from './c3.ts';", 'no-barrel-file'],
  ['tasks/j3.ts', 'export function f(a: any): unknown { return a; }', 'no-explicit-any'],
  ['tasks/j4.ts', `export function f(a: 1, b: 1, c: 1, d: 1): number { return a + b + c + d; }`, 'max-params'],
  ['tasks/j5.ts', Array.from({ length: 301 }, (_, line) => `export const a${line} = ${line};`).join('\n'), 'max-lines'],
  [
    'tasks/j6.ts',
    `// why\n${Array.from({ length: 300 }, (_, line) => `export const a${line} = ${line};\n`).join('\n')}`,
    null,
  ],
  ['tasks/j7.ts', '// @ts-expect-error\nexport const a: number = 1;', 'ban-ts-comment'],
  ['tasks/j8.ts', 'console.log(1);\nexport const a = 1;', 'no-console'],
];

function use(module: string): string {
  return `import { x } from '${module}';\nexport const y = x;`;
}

interface Diagnostic {
  readonly filename: string;
  readonly code: string;
}

let folder: string;
let diagnostics: readonly Diagnostic[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'infergraph-lint-'));
  // Folders in the configuration are relative to its own.
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [file, code] of snippets) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${code}\n`);
  }
  const result = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
  });
  diagnostics = (JSON.parse(result.stdout) as { diagnostics: Diagnostic[] }).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter', () => {
  for (const [file, code, rule] of snippets) {
    const excerpt = code.split('\n', 1)[0];
    it(rule === null ? `lets ${file} have: ${excerpt}` : `finds in ${file}, by ${rule}: ${excerpt}`, () => {
      const found = diagnostics.filter((diagnostic) => diagnostic.filename === file).map(({ code: id }) => id);
      if (rule === null) expect(found).toEqual([]);
      else expect(found.join(' ')).toContain(`(${rule})`);
    });
  }
});
