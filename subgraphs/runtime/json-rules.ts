/** Most objects and lists within each other, and most bytes as UTF-8, of JSON that a caller may send in one field. */
export const jsonLimits = { levels: 64, bytes: 256 * 1024 } as const;

/**
 * What is wrong with a JSON value, as `must …`; null: nothing. Walks without recursion and stops at the bounds, so that a
 * deep or large value costs no more than an allowed one.
 */
export function findJsonFault(value: unknown): string | null {
  let bytes = 0;
  const open: { readonly value: unknown; readonly level: number }[] = [{ value, level: 1 }];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { value: at, level } = item;
    if (typeof at === 'number' && !Number.isFinite(at)) return 'must have finite numbers only';
    if (typeof at === 'object' && at !== null) {
      if (level > jsonLimits.levels) return `must be at most ${jsonLimits.levels} levels deep`;
      const children = Object.entries(at);
      // Brackets, commas, and the names with their quotes and colons.
      bytes += 2 + Math.max(0, children.length - 1);
      for (const [name, child] of children) {
        if (!Array.isArray(at)) {
          if (!name.isWellFormed()) return loneSurrogate;
          bytes += sizeOf(name) + 1;
        }
        open.push({ value: child, level: level + 1 });
      }
    } else {
      if (typeof at === 'string' && !at.isWellFormed()) return loneSurrogate;
      bytes += sizeOf(at);
    }
    if (bytes > jsonLimits.bytes) return `must be at most ${jsonLimits.bytes / 1024} KiB of JSON`;
  }
  return null;
}

const loneSurrogate = 'must not contain half of a surrogate pair';

/** Of what is neither a list nor an object. */
function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? 'null');
}
