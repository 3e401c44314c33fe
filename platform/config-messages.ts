import { z } from 'zod';

/** "a whole number from 0 to 65535", for messages. */
export function range(min: number, max: number): string {
  return `a whole number from ${min} to ${max}`;
}

/** One value. Whatever is wrong with it is said in one way: what is allowed, and what it is instead. */
export function leaf<S extends z.ZodType>(allowed: string, schema: S) {
  return described(allowed, schema, shapeOf);
}

/** One value whose message tells its length alone. */
export function secretLeaf<S extends z.ZodType>(allowed: string, schema: S) {
  return described(allowed, schema, (value) =>
    typeof value === 'string' ? `the ${value.length} characters given` : kindOf(value),
  );
}

/** An object that knows all its keys. */
export function section<S extends z.ZodRawShape>(shape: S) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code, input }) =>
      code === 'unrecognized_keys'
        ? `is not a known key; known here: ${keys}`
        : `must have keys (${keys}), not ${shapeOf(input)}`,
  });
}

/** A list of the same. */
export function list<S extends z.ZodType>(allowed: string, schema: S) {
  return z.array(schema, { error: ({ input }) => `must be ${allowed}, not ${shapeOf(input)}` });
}

/** One line for each mistake: the name as it is written in the file or the environment, and what is wrong. */
export function describeMistakes(error: z.ZodError, prefix: string): string[] {
  return error.issues.flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [[...issue.path]];
    return paths.map((path) => `${prefix}${nameOf(path)}: ${issue.message}`);
  });
}

/** A value as a message may show it: short, and without the credentials of a URL. */
export function shapeOf(value: unknown): string {
  if (typeof value === 'string') {
    const shown = value.replace(/\/\/.*@/, '//…@');
    return JSON.stringify(shown.length > 80 ? `${shown.slice(0, 80)}…` : shown);
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kindOf(value);
}

function described<S extends z.ZodType>(allowed: string, schema: S, show: (value: unknown) => string) {
  return z.unknown().transform((value, context): z.output<S> => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const message = value === undefined ? `is missing: must be ${allowed}` : `must be ${allowed}, not ${show(value)}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a section of its own' : `a ${typeof value}`;
}

/** `backends[0].url`. */
function nameOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}
