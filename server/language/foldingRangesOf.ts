import type { FoldingRange } from 'vscode-languageserver';

import type { OpenManifest } from '../openManifest';

/** More than an editor shows; the outermost come first. */
const foldLimit = 5000;

/** The objects and arrays of more than one line, outermost first, at most so many. */
export function foldingRangesOf(
  { json }: OpenManifest,
  limit: number | undefined,
  signal: AbortSignal,
): FoldingRange[] {
  const most = Math.min(limit ?? foldLimit, foldLimit);
  const ranges: FoldingRange[] = [];
  // Editors fold one range a line.
  const startLines = new Set<number>();
  let level = [json.root];
  while (level.length > 0 && ranges.length < most) {
    signal.throwIfAborted();
    const below: number[] = [];
    for (const node of level) {
      if (!json.isContainer(node)) continue;
      const startLine = json.positionAt(json.start(node)).line - 1;
      // The line of the closing bracket stays to be seen.
      const endLine = json.positionAt(json.end(node)).line - 2;
      if (endLine > startLine && !startLines.has(startLine)) {
        startLines.add(startLine);
        ranges.push({ startLine, endLine });
      }
      if (ranges.length === most) return ranges;
      for (const child of json.children(node)) {
        below.push(json.kind(child) === 'key' ? json.valueOf(child) : child);
      }
    }
    level = below;
  }
  return ranges;
}
