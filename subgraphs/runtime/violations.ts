import { findJsonFault } from './json-rules.ts';

/** One value that is not allowed, and where. */
export interface Violation {
  /** What was wrong and what is allowed. */
  readonly message: string;
  /** Input field names and list positions from the argument on. */
  readonly path: readonly string[];
}

export type Checked<T> =
  | { readonly kind: 'valid'; readonly value: T }
  | { readonly kind: 'invalid'; readonly violations: readonly Violation[] };

/** `min` is 1 by default. */
export interface SizeBounds {
  readonly min?: number;
  readonly max: number;
}

/** Collects all violations of one input, so that its sender hears of them at once. */
export interface ViolationList {
  readonly found: readonly Violation[];
  add(path: readonly (string | number)[], message: string): void;
  /** The text's length must be from `min` (1 by default) to `max` characters, all of them whole. */
  checkText(path: readonly (string | number)[], text: string, bounds: SizeBounds): void;
  /** The text must not contain half of a surrogate pair, which no encoding of Unicode can keep. */
  checkWellFormed(path: readonly (string | number)[], text: string): void;
  /** The text must be one that PostgreSQL can keep: without U+0000. */
  checkStorable(path: readonly (string | number)[], text: string): void;
  /** The JSON must be at most 64 levels deep and 256 KiB long, its numbers finite and its texts whole. Null passes. */
  checkJson(path: readonly (string | number)[], value: unknown): void;
  /** The list's length must be from `min` (1 by default) to `max`. */
  checkCount(path: readonly (string | number)[], list: readonly unknown[], bounds: SizeBounds): void;
  /** The value when nothing was found. `value` is asked only then. */
  result<T>(value: () => T): Checked<T>;
}

export function makeViolationList(): ViolationList {
  const found: Violation[] = [];
  const add: ViolationList['add'] = (path, message) => {
    found.push({ path: path.map(String), message });
  };
  const checkSize =
    (unit: string) =>
    (path: readonly (string | number)[], sized: { readonly length: number }, { min = 1, max }: SizeBounds): void => {
      if (sized.length >= min && sized.length <= max) return;
      const allowed = min === 0 ? `at most ${max.toLocaleString('en')}` : `${min} to ${max.toLocaleString('en')}`;
      add(path, `${nameOf(path)}: must have ${allowed} ${unit}, not ${sized.length.toLocaleString('en')}.`);
    };
  const checkCharacters = checkSize('characters');
  const checkWellFormed: ViolationList['checkWellFormed'] = (path, text) => {
    if (!text.isWellFormed()) add(path, `${nameOf(path)}: must not contain half of a surrogate pair.`);
  };
  return {
    found,
    add,
    checkText: (path, text, bounds) => {
      checkCharacters(path, text, bounds);
      checkWellFormed(path, text);
    },
    checkWellFormed,
    checkStorable: (path, text) => {
      if (text.includes('\0')) add(path, `${nameOf(path)}: must not contain U+0000.`);
    },
    checkJson: (path, value) => {
      const fault = findJsonFault(value);
      if (fault !== null) add(path, `${nameOf(path)}: ${fault}.`);
    },
    checkCount: checkSize('items'),
    result: (value) =>
      found.length === 0 ? { kind: 'valid', value: value() } : { kind: 'invalid', violations: [...found] },
  };
}

/** The field as messages name it, with the position in its list if it is an item: `stopSequences[0]`. */
function nameOf(path: readonly (string | number)[]): string {
  const field = path.findLastIndex((step) => typeof step === 'string');
  return path
    .slice(Math.max(field, 0))
    .reduce<string>((name, step) => (name === '' ? `${step}` : `${name}[${step}]`), '');
}

/** A violation as the payloads' `errors` carry it. */
export function toInvalidInputError(violation: Violation): {
  readonly __typename: 'InvalidInputError';
  readonly code: 'BAD_USER_INPUT';
  readonly message: string;
  readonly path: readonly string[];
} {
  return { __typename: 'InvalidInputError', code: 'BAD_USER_INPUT', message: violation.message, path: violation.path };
}
