/** A backend as the choice sees it. */
export interface Candidate {
  readonly name: string;
  /** Healthy, and says that it serves the model. */
  readonly isUsable: boolean;
  readonly running: number;
  readonly concurrency: number;
}

export type Choice =
  | { readonly kind: 'chosen'; readonly name: string }
  /** Usable ones exist; each has as many tasks as it may have. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'none' };

/** Round robin: the first usable candidate with room, counting from the given turn. */
export function chooseBackend(candidates: readonly Candidate[], turn: number): Choice {
  let busy = false;
  for (let step = 0; step < candidates.length; step++) {
    const candidate = candidates[(turn + step) % candidates.length];
    if (candidate === undefined || !candidate.isUsable) continue;
    if (candidate.running < candidate.concurrency) return { kind: 'chosen', name: candidate.name };
    busy = true;
  }
  return { kind: busy ? 'busy' : 'none' };
}
