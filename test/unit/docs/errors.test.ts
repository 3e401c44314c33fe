import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorRow, errorTable, isErrorCode } from '../../../kernel/errors.ts';
import type { ErrorCode } from '../../../kernel/errors.ts';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/errors.md', root), 'utf8');
const rows = new Map(
  page
    .split('\n')
    .map((line) => /^\| `([A-Z_]+)`\s*\| (\d+)\s*\| (\d+|–)\s*\| (yes|no)\s*\|/.exec(line))
    .filter((match) => match !== null)
    .map(([, code, http, close, retryable]) => [code ?? '', { http, close, retryable }]),
);

describe('docs/errors.md', () => {
  it.each(Object.keys(errorTable) as ErrorCode[])('describes %s as the table has it', (code) => {
    const row = errorRow(code);
    expect(rows.get(code)).toEqual({
      http: String(row.httpStatus),
      close: row.closeCode === undefined ? '–' : String(row.closeCode),
      retryable: row.retryable ? 'yes' : 'no',
    });
  });

  it('describes no other codes', () => {
    expect([...rows.keys()].filter((code) => !isErrorCode(code))).toEqual([]);
  });
});

describe('the schema', () => {
  it('names only codes of the table where a code is fixed', () => {
    const folder = new URL('schema/', root);
    const named = readdirSync(folder)
      .filter((file) => file.endsWith('.graphql') && file !== 'supergraph.graphql')
      .flatMap((file) => {
        const text = readFileSync(new URL(file, folder), 'utf8');
        return [...text.matchAll(/"([^"\n]+)"\n\s+code: String!/g)].flatMap(([, description]) =>
          [...(description ?? '').matchAll(/`([A-Z_]{4,})`/g)].map(([, code]) => code),
        );
      });
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((code) => !isErrorCode(code))).toEqual([]);
  });
});
