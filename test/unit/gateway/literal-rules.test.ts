import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { refuseInfiniteNumbers } from '../../../gateway/literal-rules.ts';

it('refuses numbers beyond what a double holds, wherever they are', () => {
  expect(() =>
    refuseInfiniteNumbers(parse('{ a(b: 1.7e308, c: [-3], d: { e: 12345678901234567890 }) }')),
  ).not.toThrow();
  for (const value of ['1e400', '{ a: [{ b: -1e999 }] }', '9'.repeat(400)]) {
    expect(() => refuseInfiniteNumbers(parse(`{ a(b: ${value}) }`))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/^The number -?[19]/) }),
    );
  }
});
