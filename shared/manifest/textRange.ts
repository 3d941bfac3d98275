import type { JsonDocument } from '../json/jsonDocument';
import type { TextPosition } from '../json/lineIndex';
import { movedTo, type TextPlace } from '../json/textLayout';
import type { NodeIndex } from './types';

/** A half-open range: offsets, and 1-based lines and columns in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The range of a node. */
export function nodeRange(document: JsonDocument, node: NodeIndex): TextRange {
  return offsetRange(document, document.start(node), document.end(node));
}

/** The range of two offsets. */
export function offsetRange(
  text: { positionAt(offset: number): TextPosition },
  start: number,
  end: number,
): TextRange {
  const { line, column } = text.positionAt(start);
  const { line: endLine, column: endColumn } = text.positionAt(end);
  return { start, end, line, column, endLine, endColumn };
}

/** The range in a document of one in a part that lies at `place`. */
export function movedRange(range: TextRange, place: TextPlace): TextRange {
  const from = movedTo(place, range);
  const to = movedTo(place, { line: range.endLine, column: range.endColumn });
  return {
    start: range.start + place.offset,
    end: range.end + place.offset,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}
