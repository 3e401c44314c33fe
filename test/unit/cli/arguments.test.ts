import { describe, expect, it } from 'vitest';
import { decimalNumber, duration, oneOf, repeated, wholeNumber, words } from '../../../bin/cli/arguments.ts';

describe('arguments', () => {
  it('reads numbers and refuses what only begins like one', () => {
    expect([wholeNumber('12'), wholeNumber('-3'), decimalNumber('0.25')]).toEqual([12, -3, 0.25]);
    for (const text of ['', '1.5', '12a', 'NaN', '0x10']) expect(() => wholeNumber(text)).toThrow('whole number');
    for (const text of ['', '.5', '1e9', 'Infinity']) expect(() => decimalNumber(text)).toThrow('a number');
  });

  it('collects lists from commas and from repeated options', () => {
    expect(words('a, b,', words('c'))).toEqual(['c', 'a', 'b']);
    expect(repeated('a,b', repeated('c'))).toEqual(['c', 'a,b']);
  });

  it('takes choices in whatever case and names them otherwise', () => {
    const tier = oneOf(['FREE', 'PRO']);
    expect(tier('pro')).toBe('PRO');
    expect(() => tier('gold')).toThrow('It must be one of free, pro.');
  });

  it('says what a duration looks like', () => {
    expect(() => duration('soon')).toThrow('90s, 15m, 24h, 30d or 0');
  });
});
