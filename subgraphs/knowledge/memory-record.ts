import type { Page, PageEdge } from '../runtime/page.ts';

/** A text kept for an owner. */
export interface MemoryRecord {
  readonly id: string;
  readonly owner: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly createdAtMs: number;
}

export type MemoryPage = Page<MemoryRecord>;
export type MemoryPageEdge = PageEdge<MemoryRecord>;
