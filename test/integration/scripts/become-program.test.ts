import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const module = new URL('../../../scripts/setup/become-program.mjs', import.meta.url).href;

/** Runs a Node that becomes another one with this code. */
function becomeNode(code: string, options: { readonly withExecve: boolean }) {
  const before = options.withExecve ? '' : 'process.execve = undefined;';
  const script = `${before} const { becomeProgram } = await import(${JSON.stringify(module)});
    becomeProgram(process.execPath, ['-e', ${JSON.stringify(code)}], { ...process.env, PASSED: 'on' });`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
}

for (const withExecve of [true, false]) {
  describe(withExecve ? 'a program that takes over the process' : 'a program that runs as a child', () => {
    it('gives its output, its environment and its exit code', async () => {
      const child = becomeNode('console.log(process.env.PASSED); process.exitCode = 7;', { withExecve });
      let output = '';
      let errors = '';
      child.stdout.on('data', (chunk) => (output += String(chunk)));
      child.stderr.on('data', (chunk) => (errors += String(chunk)));
      const [code] = (await once(child, 'close')) as [number];
      expect({ code, output, errors }).toEqual({ code: 7, output: 'on\n', errors: '' });
    });

    it('gets signals and may end in its own way', async () => {
      const child = becomeNode(
        "process.on('SIGTERM', () => { console.log('bye'); process.exit(3); }); setInterval(() => {}, 1e3); console.log('up');",
        { withExecve },
      );
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += String(chunk);
        if (output === 'up\n') child.kill('SIGTERM');
      });
      const [code] = (await once(child, 'close')) as [number];
      expect({ code, output }).toEqual({ code: 3, output: 'up\nbye\n' });
    });

    it('ends by the signal that ended the program', async () => {
      const child = becomeNode("setInterval(() => {}, 1e3); console.log('up');", { withExecve });
      child.stdout.once('data', () => child.kill('SIGTERM'));
      const [, signal] = (await once(child, 'close')) as [number | null, string | null];
      expect(signal).toBe('SIGTERM');
    });
  });
}
