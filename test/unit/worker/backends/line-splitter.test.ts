import { expect, test } from 'vitest';
import { makeLineSplitter } from '../../../../worker/backends/line-splitter.ts';

test('gives lines once they are complete, without their ends', () => {
  const splitter = makeLineSplitter(100);
  expect(splitter.push('one\r\ntw')).toEqual(['one']);
  expect(splitter.push('o\n\nthree')).toEqual(['two', '']);
  expect(splitter.rest()).toBe('three');
});

test('refuses a line that grows beyond its bound, in one piece or in many', () => {
  expect(() => makeLineSplitter(5).push('123456')).toThrow(RangeError);
  const splitter = makeLineSplitter(5);
  splitter.push('123\n123');
  expect(() => splitter.push('456')).toThrow('longer than 5 characters');
});
