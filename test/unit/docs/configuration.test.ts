import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { subgraphNames } from '../../../kernel/subgraph-protocol.ts';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/configuration.md', root), 'utf8');
const source = readFileSync(new URL('platform/config.ts', root), 'utf8');

describe('docs/configuration.md', () => {
  it('describes every variable that the configuration reads', () => {
    const schema = /const environmentSchema = z\.object\(\{([\s\S]*?)\n\}\);/.exec(source)?.[1] ?? '';
    const names = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(15);
    const all = [...names, ...subgraphNames.map((name) => `SUBGRAPH_${name.toUpperCase()}_URL`)];
    expect(all.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
