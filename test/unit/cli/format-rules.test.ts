import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatInstant,
  parseDuration,
  parseExpiry,
} from '../../../bin/cli/format-rules.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.00 KiB'],
    [1_300_000_000, '1.21 GiB'],
    [24 * 1024 ** 3, '24.0 GiB'],
  ])('writes %i as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [850.4, '850 ms'],
    [1_200, '1.2 s'],
    [60_000, '1 min'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
    [86_400_000, '1 d'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatInstant', () => {
  it('drops the fraction and keeps UTC', () => {
    expect(formatInstant('2026-11-20T18:34:00.123Z')).toBe('2026-11-20 18:34:00');
  });
});

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['500ms', 500],
    ['1.5h', 5_400_000],
    ['30d', 2_592_000_000],
  ])('reads %s as %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '5', 'h', '-1h', '1 h', '1w', '1e3s'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('parseExpiry', () => {
  const nowMs = Date.UTC(2026, 10, 20);

  it.each([
    ['30d', '2026-12-20T00:00:00.000Z'],
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T12:00:00+02:00', '2027-01-31T10:00:00.000Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(parseExpiry(text, nowMs)).toBe(instant);
  });

  it.each(['tomorrow', '2027-13-01', '1', '2027-01-31T12:00:00'])('refuses %j', (text) => {
    expect(parseExpiry(text, nowMs)).toBeUndefined();
  });
});
