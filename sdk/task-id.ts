import type { TaskReference } from './types.ts';

/** The id in whatever a task may be given as. */
export async function idOf(reference: TaskReference): Promise<string> {
  const resolved = await reference;
  return typeof resolved === 'string' ? resolved : resolved.id;
}
