import type { FoldingRange } from 'vscode-languageserver';

import type { JsonDocument } from '../../shared/json/jsonDocument';
import type { NodeIndex } from '../../shared/manifest/types';
import { finishInTurns } from '../../shared/util/steps';
import type { OpenManifest } from '../openManifest';
import { exportSection } from './section';

/** More than an editor shows; the outermost come first. */
const foldLimit = 5000;

/** The objects and arrays of more than one line, outermost first, at most so many. */
export async function foldingRangesOf(
  manifest: OpenManifest,
  limit: number | undefined,
  signal: AbortSignal,
): Promise<FoldingRange[]> {
  const { document } = manifest;
  const folds = new Folds(Math.min(limit ?? foldLimit, foldLimit));
  const frame = await finishInTurns(document.loading(), signal);
  folds.addBelow(
    frame,
    frame.root,
    offset => document.positionAt(document.frameOffset(offset)).line,
  );
  const apart = document.exports.filter(part => part.isApart);
  for (let index = 0; index < apart.length; index++) {
    const { line, endLine } = document.rangeOf(index);
    folds.add(line, endLine);
  }
  for (const [index] of apart.entries()) {
    if (folds.isFull) break;
    const { json, node } = await exportSection(manifest, index, signal);
    const { line } = document.placeOf(index);
    folds.addBelow(json, node, offset => json.positionAt(offset).line + line - 1);
  }
  return folds.ranges;
}

class Folds {
  readonly ranges: FoldingRange[] = [];
  /** Editors fold one range a line. */
  readonly #startLines = new Set<number>();

  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.ranges.length >= this.limit;
  }

  /** From one line to another, 1-based; the line of the closing bracket stays to be seen. */
  add(line: number, endLine: number): void {
    if (this.isFull || endLine - 1 <= line || this.#startLines.has(line)) return;
    this.#startLines.add(line);
    this.ranges.push({ startLine: line - 1, endLine: endLine - 2 });
  }

  /** A container and those in it, level by level. */
  addBelow(json: JsonDocument, node: NodeIndex, lineAt: (offset: number) => number): void {
    let level = [node];
    while (level.length > 0 && !this.isFull) {
      const below: NodeIndex[] = [];
      for (const container of level.filter(each => json.isContainer(each))) {
        this.add(lineAt(json.start(container)), lineAt(json.end(container)));
        if (this.isFull) return;
        for (const child of json.children(container)) {
          below.push(json.kind(child) === 'key' ? json.valueOf(child) : child);
        }
      }
      level = below;
    }
  }
}
