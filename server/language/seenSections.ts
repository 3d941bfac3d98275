// What an editor shows of a manifest at the moment.
import type { NodeIndex } from '../../shared/manifest/types';
import type { OpenManifest } from '../openManifest';
import { exportSection, type Section } from './section';

/** Half-open. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** An export of which something is seen. */
export interface SeenSection {
  readonly index: number;
  readonly section: Section;
  /** Whether something of a node is seen. */
  readonly isSeen: (node: NodeIndex) => boolean;
}

/** The exports that overlap a range of the document. */
export async function* seenSections(
  manifest: OpenManifest,
  seen: OffsetRange,
  signal: AbortSignal,
): AsyncGenerator<SeenSection> {
  const { document } = manifest;
  for (const index of document.exports.keys()) {
    if (!overlap(document.rangeOf(index), seen)) continue;
    const section = await exportSection(manifest, index, signal);
    const { json } = section;
    const { offset } = document.placeOf(index);
    const own = { start: seen.start - offset, end: seen.end - offset };
    const isSeen = (node: NodeIndex): boolean =>
      overlap({ start: json.start(node), end: json.end(node) }, own);
    yield { index, section, isSeen };
  }
}

function overlap(a: OffsetRange, b: OffsetRange): boolean {
  return a.start < b.end && b.start < a.end;
}
