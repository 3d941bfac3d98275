// The texts that a manifest is read by: each export by itself, and the frame around them.
import type { Range } from 'vscode-languageserver';

import type { JsonDocument } from '../../shared/json/jsonDocument';
import type { ExportPart } from '../../shared/manifest/exportPart';
import type { ObjectType } from '../../shared/manifest/fieldType';
import { billOfMaterialsType, entryType, manifestType } from '../../shared/manifest/schema';
import { movedRange, nodeRange, offsetRange } from '../../shared/manifest/textRange';
import type { NodeIndex } from '../../shared/manifest/types';
import { finishInTurns } from '../../shared/util/steps';
import type { OpenManifest } from '../openManifest';
import { lspRange } from '../ranges';

/** A text with nodes of its own. */
export interface Section {
  readonly json: JsonDocument;
  /** The export's object, or the frame's root. */
  readonly node: NodeIndex;
  readonly type: ObjectType;
  /** Undefined in the frame. */
  readonly part: ExportPart | undefined;
  /** Where a node lies in the document. */
  readonly rangeOf: (node: NodeIndex) => Range;
}

/** Where an offset of the document lies in the section that holds it. */
export interface SectionOffset {
  readonly section: Section;
  readonly offset: number;
}

/** The section around an offset, with its nodes read. */
export async function sectionAt(
  manifest: OpenManifest,
  offset: number,
  signal: AbortSignal,
): Promise<SectionOffset> {
  const { document } = manifest;
  await finishInTurns(document.loading(), signal);
  const found = document.exportAt(offset);
  if (!found) return { section: frameOf(manifest), offset: offsetInFrame(manifest, offset) };
  const section = await exportSection(manifest, found.index, signal);
  return { section, offset: offset - found.place.offset };
}

/** The section of an export, with its nodes read. */
export async function exportSection(
  manifest: OpenManifest,
  index: number,
  signal: AbortSignal,
): Promise<Section> {
  const { document, kind } = manifest;
  const part = document.exports[index];
  if (!part) return frameOf(manifest);
  const json = await finishInTurns(part.loading(), signal);
  const place = document.placeOf(index);
  return {
    json,
    node: part.node,
    type: kind === 'exportManifest' ? entryType : billOfMaterialsType,
    part,
    rangeOf: node => lspRange(movedRange(nodeRange(json, node), place)),
  };
}

function frameOf({ document, kind }: OpenManifest): Section {
  const json = document.frame;
  return {
    json,
    node: json.root,
    type: kind === 'exportManifest' ? manifestType : billOfMaterialsType,
    part: undefined,
    rangeOf: node => {
      const start = document.frameOffset(json.start(node));
      return lspRange(offsetRange(document, start, document.frameOffset(json.end(node))));
    },
  };
}

/** The last offset in the frame that lies at or before one of the document. */
function offsetInFrame({ document }: OpenManifest, offset: number): number {
  let low = 0;
  let high = document.frame.text.length + 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (document.frameOffset(middle) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** From the key to the end of its value, or the key alone where it has none. */
export function memberRange(section: Section, key: NodeIndex): Range {
  const value = section.json.valueOf(key);
  const { start, end } = section.rangeOf(key);
  return { start, end: value < 0 ? end : section.rangeOf(value).end };
}
