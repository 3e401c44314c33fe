import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { makeStopMatcher } from '../../../../../worker/backends/gguf/stop-matcher.ts';

function run(
  pieces: readonly string[],
  stops: readonly string[],
): { readonly text: string; readonly stopped: boolean } {
  const matcher = makeStopMatcher(stops);
  const text = pieces.map((piece) => matcher.push(piece)).join('') + matcher.end();
  return { text, stopped: matcher.stopped };
}

/** The same by looking at the whole text: the sequence that is complete first wins, then the longer. */
function expected(text: string, stops: readonly string[]): { readonly text: string; readonly stopped: boolean } {
  const matches = stops
    .filter((stop) => text.includes(stop))
    .map((stop) => ({ start: text.indexOf(stop), end: text.indexOf(stop) + stop.length }))
    .sort((a, b) => a.end - b.end || a.start - b.start);
  return { text: text.slice(0, matches[0]?.start), stopped: matches.length > 0 };
}

const someText = (maxLength: number) =>
  array(constantFrom('a', 'b', ' ', 'c'), { maxLength }).map((letters) => letters.join(''));

test('finds the same as a search of the whole text, however the text is cut', () => {
  const stopSequences = array(
    someText(5).filter((stop) => stop !== ''),
    { maxLength: 3 },
  );
  assert(
    property(array(someText(6), { maxLength: 12 }), stopSequences, (pieces, stops) => {
      expect(run(pieces, stops)).toEqual(expected(pieces.join(''), stops));
    }),
    { numRuns: 2_000 },
  );
});

test('keeps the space before a stop sequence, and meets one that begins with a space', () => {
  expect(run(['people', ' mo', 'ther use'], ['other'])).toEqual({ text: 'people m', stopped: true });
  expect(run(['mother', ' ', 'use'], [' use'])).toEqual({ text: 'mother', stopped: true });
});

test('gives at once what cannot begin a stop sequence, and holds back what can', () => {
  const matcher = makeStopMatcher(['END']);
  expect(matcher.push('the E')).toBe('the ');
  expect(matcher.push('N')).toBe('');
  expect(matcher.push('T')).toBe('ENT');
});

test('gives nothing after a stop sequence, and never meets an empty one', () => {
  const matcher = makeStopMatcher(['.', '']);
  expect(matcher.push('a')).toBe('a');
  expect(matcher.push('b.c')).toBe('b');
  expect(matcher.push('d') + matcher.end()).toBe('');
});
