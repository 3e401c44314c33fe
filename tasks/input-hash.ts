import { createHash } from 'node:crypto';
import type { TaskRequest } from '../kernel/task.ts';

/** SHA-256 of what a submission asks for, whatever the order of its fields. 64 hexadecimal digits. */
export function inputHash(model: string, request: TaskRequest): string {
  return sha256(JSON.stringify([model, canonical(request)]));
}

/** SHA-256 of a client's idempotency key: bounded, and free of characters that SQL texts cannot hold. */
export function idempotencyHash(key: string): string {
  return sha256(key);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  // Entries, not an object: a field named __proto__ would vanish in one, and JavaScript orders numeric names itself.
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, canonical(field)]);
}
