import type { TextEdit } from '../../shared/json/problem';

/** One edit that makes one text of the other; undefined when they are the same. */
export function changedPart(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    start,
    end: before.length - same,
    newText: after.slice(start, after.length - same),
  };
}
