import type { BigIntStats } from 'node:fs';

/** What tells one state of a file from the next: replaced, rewritten or grown. */
export function fileVersion(stats: BigIntStats): string {
  return `${stats.size}-${stats.mtimeNs}-${stats.ino}`;
}
