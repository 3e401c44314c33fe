/** The value below which `share` (0 to 1) of the samples lie, by nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export function row(name: string, samples: readonly number[]): string {
  const figure = (share: number) => `${percentile(samples, share).toFixed(2).padStart(9)} ms`;
  return `${name.padEnd(34)} p50 ${figure(0.5)}   p99 ${figure(0.99)}   (n=${samples.length})`;
}
