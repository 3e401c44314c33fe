/** Prefixes of the ids we make. An id is `<prefix>_<26 characters>`, opaque to clients and sortable by time. */
export type IdPrefix = 'task' | 'key' | 'worker' | 'memory' | 'req';

export interface IdSources {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const randomCharacters = 16;
const timeCharacters = 10;

/**
 * Makes a source of ids in the ULID layout (48 bits of milliseconds, 80 random bits, Crockford base 32, lower case).
 * Ids of one factory ascend strictly, also within a millisecond and when the clock steps back.
 */
export function makeIdFactory(sources: IdSources): (prefix: IdPrefix) => string {
  let lastTimeMs = -1;
  let digits: number[] = [];
  return (prefix) => {
    const timeMs = Math.max(sources.now(), lastTimeMs);
    if (timeMs > lastTimeMs) {
      digits = Array.from(sources.randomBytes(randomCharacters), (byte) => byte & 31);
      // Keeps the first digit low, so that increments within the millisecond cannot overflow.
      digits[0] = (digits[0] ?? 0) & 15;
      lastTimeMs = timeMs;
    } else {
      increment(digits);
    }
    return `${prefix}_${encodeTime(timeMs)}${digits.map((digit) => alphabet[digit]).join('')}`;
  };
}

/** True for text of the form that {@link makeIdFactory} gives under the prefix. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && /^[0-9a-hjkmnp-tv-z]{26}$/.test(text.slice(prefix.length + 1));
}

/** Id of the model with this name: the same name is the same model on every backend. */
export function modelIdOf(name: string): string {
  const binary = Array.from(new TextEncoder().encode(name), (byte) => String.fromCharCode(byte)).join('');
  return `model_${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The name in a model id; undefined when it is not a model id. */
export function modelNameOf(id: string): string | undefined {
  if (!/^model_[A-Za-z0-9_-]{1,1100}$/.test(id)) return undefined;
  try {
    const binary = atob(id.slice('model_'.length).replaceAll('-', '+').replaceAll('_', '/'));
    const name = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
    return modelIdOf(name) === id ? name : undefined;
  } catch {
    return undefined;
  }
}

function encodeTime(timeMs: number): string {
  let text = '';
  let rest = timeMs;
  for (let index = 0; index < timeCharacters; index++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function increment(digits: number[]): void {
  for (let index = digits.length - 1; index >= 0; index--) {
    const digit = digits[index] ?? 0;
    if (digit < 31) {
      digits[index] = digit + 1;
      return;
    }
    digits[index] = 0;
  }
}
