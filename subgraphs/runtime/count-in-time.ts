/** The count, or null when it takes longer than `timeoutMs`: a total is not worth waiting for. */
export async function countInTime(count: () => Promise<number>, timeoutMs = 500): Promise<number | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), timeoutMs);
  try {
    return await Promise.race([count(), late]);
  } finally {
    clearTimeout(timer);
  }
}
