import { execFileSync } from 'node:child_process';
import { parse } from 'graphql';
import { expect, it } from 'vitest';
import type { BackendFacts, ModelFacts } from '../../../../kernel/cluster.ts';
import { welcome } from '../../../../bin/roles/welcome.ts';

const facts = { version: '1.0.0', tookMs: 1, url: 'http://127.0.0.1:4000/graphql', home: '/tmp/home', color: false };

function serving(name: string): BackendFacts {
  const model = { name, capabilities: ['COMPLETION'] } as unknown as ModelFacts;
  return { name: 'a', url: null, kind: 'OLLAMA', status: 'HEALTHY', models: [model] } as unknown as BackendFacts;
}

it.each(['llama3.2', `it's "quoted" $HOME \\ \`x\``])(
  'prints a first request for %s that a shell takes as it is',
  (name) => {
    const text = welcome({ ...facts, key: 'sk_dev_x', backends: [serving(name)] });
    const argument = /-d ([\s\S]*?)\n\n/.exec(text)?.[1] ?? '';
    const body = execFileSync('/bin/sh', ['-c', `printf %s ${argument}`], { encoding: 'utf8' });
    const { query } = JSON.parse(body) as { query: string };
    expect(() => parse(query)).not.toThrow();
    expect(query).toContain(JSON.stringify(name));
  },
);

it('shows no key where there is none to show', () => {
  const text = welcome({ ...facts, key: null, backends: [] });
  expect(text).not.toContain('#key=');
  expect(text).toContain('API_KEYS');
});
