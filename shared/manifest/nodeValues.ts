// Single values of a document, read as tolerantly as Pendo's drift demands.
import type { JsonDocument } from '../json/jsonDocument';
import { noNode } from '../json/nodeTable';
import type { NodeIndex } from './types';

/** The member's value; noNode when it is absent or null, which mean the same everywhere in these files. */
export function presentProperty(
  document: JsonDocument,
  object: NodeIndex,
  name: string,
): NodeIndex {
  const value = document.property(object, name);
  return value !== noNode && document.kind(value) === 'null' ? noNode : value;
}

/** The member's text; null when it is absent or no string. */
export function textProperty(
  document: JsonDocument,
  object: NodeIndex,
  name: string,
): string | null {
  return document.stringValue(document.property(object, name)) ?? null;
}

/** The member's number when it is a whole one that JavaScript holds exactly and not negative; else null. */
export function countProperty(
  document: JsonDocument,
  object: NodeIndex,
  name: string,
): number | null {
  return countValue(document, document.property(object, name)) ?? null;
}

/** The node's value when it is a count: a whole number from 0 to 2^53 - 1. */
export function countValue(document: JsonDocument, node: NodeIndex): number | undefined {
  const value = document.numberValue(node);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** An id as text: ids are strings, but a number is taken with exactly the digits of the file. */
export function idValue(document: JsonDocument, node: NodeIndex): string | undefined {
  return document.kind(node) === 'number' ? document.rawText(node) : document.stringValue(node);
}
