import { InvalidArgumentError } from 'commander';
import { parseDuration, parseExpiry } from './format-rules.ts';

// Parsers for commander: each returns the value or throws InvalidArgumentError, which commander shows with the
// option's name. Only the form is checked here; the server knows the limits and reports all of them at once.

export function wholeNumber(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

export function decimalNumber(text: string): number {
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) throw new InvalidArgumentError('It must be a number.');
  return Number(text);
}

export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('It must be a duration such as 90s, 15m, 24h, 30d or 0.');
  return ms;
}

export function expiry(text: string): string {
  const instant = parseExpiry(text, Date.now());
  if (instant === undefined) {
    throw new InvalidArgumentError('It must be a duration such as 30d or an instant such as 2027-01-31T00:00:00Z.');
  }
  return instant;
}

/** A list that may be given in one word with commas, in several words or with the option repeated. */
export function words(text: string, earlier: readonly string[] = []): readonly string[] {
  return [
    ...earlier,
    ...text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ];
}

export function repeated(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

/** One of the values, in whatever case. */
export function oneOf<const T extends string>(values: readonly T[]): (text: string) => T {
  return (text) => {
    const value = values.find((candidate) => candidate === text.toUpperCase());
    if (value === undefined) throw new InvalidArgumentError(`It must be one of ${values.join(', ').toLowerCase()}.`);
    return value;
  };
}
