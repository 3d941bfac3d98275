import type { JsonDocument } from '../json/jsonDocument';
import type { ExportPart } from './exportPart';
import type { ManifestDocument } from './manifestDocument';
import type { Place } from './rule';
import { movedRange, offsetRange, type TextRange } from './textRange';

/** From the places that rules name to ranges of a text. */
export interface Locator {
  rangeOf(place: Place): TextRange;
  offsetOf(offset: number): number;
}

/** Places in an export, as ranges of its own text. */
export function exportLocator(json: JsonDocument): Locator {
  return {
    offsetOf: offset => offset,
    rangeOf(place) {
      const { start, end } = offsetsOf(json, place);
      return offsetRange(json, start, end);
    },
  };
}

/** Places in the frame and in exports that are compared, as ranges of the document. */
export function frameLocator(manifest: ManifestDocument): Locator {
  let indexes: ReadonlyMap<ExportPart, number> | undefined;
  const indexOf = (part: ExportPart): number => {
    indexes ??= new Map(manifest.exports.map((each, index) => [each, index]));
    return indexes.get(part) ?? 0;
  };
  return {
    offsetOf: offset => manifest.frameOffset(offset),
    rangeOf(place) {
      if (typeof place === 'object' && 'part' in place) {
        return movedRange(place, manifest.placeOf(indexOf(place.part)));
      }
      const { start, end } = offsetsOf(manifest.frame, place);
      return offsetRange(manifest, manifest.frameOffset(start), manifest.frameOffset(end));
    },
  };
}

function offsetsOf(json: JsonDocument, place: Place): { start: number; end: number } {
  if (typeof place === 'object') return place;
  return { start: json.start(place), end: json.end(place) };
}
