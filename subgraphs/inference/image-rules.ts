import { sizeLimits } from '../../kernel/parameter-limits.ts';

export interface InlineImage {
  readonly mediaType: string;
  /** Without a `data:` prefix. */
  readonly base64: string;
}

const dataUrl = /^data:(image\/[a-z0-9.+-]{1,64});base64,/i;

/** First bytes of the formats that vision models read. */
const signatures: readonly (readonly [mediaType: string, base64Prefix: string])[] = [
  ['image/png', 'iVBORw0KGgo'],
  ['image/jpeg', '/9j/'],
  ['image/gif', 'R0lGOD'],
  ['image/webp', 'UklGR'],
  ['image/bmp', 'Qk'],
];

/** Reads an image in a message: base64 text or a data URL. A text instead of an image says what is wrong with it. */
export function parseImage(text: string): InlineImage | string {
  const prefix = dataUrl.exec(text);
  if (prefix === null && text.startsWith('data:')) return 'must be `data:image/…;base64,` and base64 text';
  const base64 = text.slice(prefix?.[0].length ?? 0);
  // Before anything that reads all of it.
  if (decodedLength(base64) > sizeLimits.imageBytes) {
    return `must decode to ${sizeLimits.imageBytes / 1024 / 1024} MiB at most`;
  }
  if (!isBase64(base64)) return 'must be base64 text or a `data:image/…;base64,` URL';
  const mediaType = prefix?.[1]?.toLowerCase() ?? guessMediaType(base64);
  if (mediaType === undefined) return 'is no PNG, JPEG, GIF, WebP or BMP image; name its type with a data URL';
  return { mediaType, base64 };
}

function decodedLength(base64: string): number {
  return Math.floor((base64.length * 3) / 4) - (/={0,2}$/.exec(base64.slice(-2))?.[0].length ?? 0);
}

function isBase64(text: string): boolean {
  return text.length > 0 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

function guessMediaType(base64: string): string | undefined {
  return signatures.find(([, prefix]) => base64.startsWith(prefix))?.[0];
}
