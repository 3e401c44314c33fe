import { describe, expect, it } from 'vitest';
import { formatFacts, formatTable } from '../../../bin/cli/table-rules.ts';

describe('formatTable', () => {
  it('aligns columns to their widest cell and leaves no trailing spaces', () => {
    const table = formatTable(
      ['id', 'name'],
      [
        ['1', 'a'],
        ['1000', ''],
      ],
    );
    expect(table).toBe('ID    NAME\n1     a\n1000\n');
  });

  it('shows the titles of an empty list', () => {
    expect(formatTable(['id'], [])).toBe('ID\n');
  });
});

describe('formatFacts', () => {
  it('leaves out what is null and indents further lines', () => {
    const facts = formatFacts([
      ['id', '1'],
      ['missing', null],
      ['text', 'a\nb'],
    ]);
    expect(facts).toBe('id    1\ntext  a\n      b\n');
  });
});
