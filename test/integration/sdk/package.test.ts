import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeGraph } from './fake-graph.ts';
import { completedTask, sampleDelta, sampleEvent, sampleTask } from './samples.ts';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
/** What the package asks for, and what its users have beside it. */
const neighbours = ['graphql', 'graphql-ws', '@graphql-typed-document-node', '@types', 'undici-types', 'ws'];

const program = `
import { createClient } from '@infergraph/sdk';
import { InfergraphError } from '@infergraph/sdk/errors';
import { MeDocument } from '@infergraph/sdk/operations';

const client = createClient({ url: process.argv[2], apiKey: 'sk_test_1' });
let text = '';
for await (const step of client.streamText({ model: 'tiny', prompt: 'Hi' })) {
  if (step.type === 'delta') text += step.text;
}
await client.close();
console.log(text, typeof InfergraphError, String(MeDocument).includes('query Me'));
`;

/** A project of a user with the packed package installed. */
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'infergraph-sdk-'));
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', project], {
    cwd: join(root, 'sdk'),
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH']}` },
  });
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ readonly filename: string }];
  const installed = join(project, 'node_modules', '@infergraph', 'sdk');
  await mkdir(installed, { recursive: true });
  await execute('tar', ['xzf', join(project, packed.filename), '-C', installed, '--strip-components', '1']);
  for (const name of neighbours) await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name));
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  await writeFile(join(project, 'main.mjs'), program);
}, 60_000);

afterAll(() => rm(project, { recursive: true, force: true }));

describe('the package', () => {
  it('runs in Node', async () => {
    await using graph = await startFakeGraph();
    graph.root['generateText'] = () => ({ task: sampleTask(), errors: [] });
    graph.root['task'] = () => completedTask('Hello');
    graph.subscribeScripts.push(async function* () {
      yield sampleDelta(1, 'Hello');
      yield sampleEvent('TaskCompleted', 2);
    });
    const { stdout, stderr } = await execute(process.execPath, ['main.mjs', graph.url], { cwd: project });
    expect(stdout).toBe('Hello function true\n');
    expect(stderr).toBe('');
  });

  it('bundles for browsers without anything of Node', async () => {
    const result = await build({
      root: project,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        lib: { entry: join(project, 'main.mjs'), formats: ['es'] },
        minify: true,
      },
    });
    const [bundle] = Array.isArray(result) ? result : [result];
    if (bundle === undefined || !('output' in bundle)) throw new Error('vite built nothing');
    const { code, imports } = bundle.output[0];
    expect(imports).toEqual([]);
    expect(code).not.toMatch(/["']node:|require\(/);
    // What a page pays for the client, graphql's printer and graphql-ws.
    expect(code.length).toBeLessThan(80_000);
  });

  it('brings the schema for code generation of one’s own, whose types it accepts', async () => {
    await cp(join(root, 'sdk', 'examples', 'own-codegen'), join(project, 'src'), { recursive: true });
    await rm(join(project, 'src', 'generated'), { recursive: true });
    const config = await readFile(join(project, 'src', 'codegen.ts'), 'utf8');
    await writeFile(
      join(project, 'src', 'codegen.ts'),
      config
        .replace("'sdk/schema.graphql'", "'node_modules/@infergraph/sdk/schema.graphql'")
        .replaceAll('sdk/examples/own-codegen/', 'src/'),
    );
    const query = await readFile(join(project, 'src', 'recent-failures.ts'), 'utf8');
    await writeFile(
      join(project, 'src', 'recent-failures.ts'),
      query
        .replace("'../../client.ts'", "'@infergraph/sdk'")
        // Wrong on purpose: the generated type must know better.
        .concat('\n// @ts-expect-error no such field\nvoid tasks?.nodes[0]?.nonsense;\n'),
    );
    await symlink(join(root, 'node_modules', '@graphql-codegen'), join(project, 'node_modules', '@graphql-codegen'));
    await execute(join(root, 'node_modules', '.bin', 'graphql-codegen'), ['--config', 'src/codegen.ts'], {
      cwd: project,
    });
    const generated = await readFile(join(project, 'src', 'generated', 'operations.ts'), 'utf8');
    expect(generated).toBe(
      await readFile(join(root, 'sdk', 'examples', 'own-codegen', 'generated', 'operations.ts'), 'utf8'),
    );
    const options = '--noEmit --strict --target es2024 --lib es2024,dom,esnext.disposable --types node'.split(' ');
    const modules = '--module nodenext --allowImportingTsExtensions --skipLibCheck'.split(' ');
    await execute(
      join(root, 'node_modules', '.bin', 'tsc'),
      [...options, ...modules, 'src/recent-failures.ts', 'src/generated/operations.ts'],
      { cwd: project },
    ).catch((error: { readonly stdout?: string }) => expect.unreachable(error.stdout ?? String(error)));
  });
});

describe('the schema that clients see', () => {
  it('is what the supergraph gives, without federation internals', async () => {
    await execute(process.execPath, ['scripts/api-schema.ts', '--check'], { cwd: root });
    const schema = await readFile(join(root, 'sdk', 'schema.graphql'), 'utf8');
    expect(schema).not.toMatch(/join__|link__|_Entity|_service|@key|@requiresScopes|@authenticated/);
  });
});
