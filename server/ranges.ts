// Places of a JSON document as the protocol names them: lines and characters from 0.
import type { Position, Range } from 'vscode-languageserver';

import type { JsonDocument } from '../shared/json/jsonDocument';

/** The range of two offsets. */
export function rangeOf(
  json: JsonDocument,
  { start, end }: { readonly start: number; readonly end: number },
): Range {
  return { start: positionOf(json, start), end: positionOf(json, end) };
}

/** The range of a node. */
export function nodeRange(json: JsonDocument, node: number): Range {
  return rangeOf(json, { start: json.start(node), end: json.end(node) });
}

/** From the key to the end of its value, or the key alone where it has none. */
export function memberRange(json: JsonDocument, key: number): Range {
  const value = json.valueOf(key);
  return rangeOf(json, { start: json.start(key), end: json.end(value < 0 ? key : value) });
}

function positionOf(json: JsonDocument, offset: number): Position {
  const { line, column } = json.positionAt(offset);
  return { line: line - 1, character: column - 1 };
}
