// Compares two JSON values that may lie in different documents.
import type { JsonDocument } from '../json/jsonDocument';
import { noNode } from '../json/nodeTable';
import type { NodeIndex } from './types';

export interface DocumentNode {
  readonly document: JsonDocument;
  readonly node: NodeIndex;
}

/** Where the left value differs from the right one. */
export interface Difference {
  /** In the left document; noNode where it has nothing. */
  readonly node: NodeIndex;
  readonly message: string;
}

/** The first difference in the left value's order; undefined when both mean the same. Null equals absent. */
export function firstDifference(left: DocumentNode, right: DocumentNode): Difference | undefined {
  const kind = presentKind(left);
  const other = presentKind(right);
  if (kind === 'invalid' || other === 'invalid') return undefined;
  if (kind === 'absent' && other === 'absent') return undefined;
  if (kind === 'absent') return { node: left.node, message: 'it is missing here' };
  if (other === 'absent') return { node: left.node, message: 'it is missing there' };
  if (kind !== other) return { node: left.node, message: `${kind} here, ${other} there` };
  if (kind === 'object') return objectDifference(left, right);
  if (kind === 'array') return arrayDifference(left, right);
  return scalarDifference(left, right);
}

function presentKind({ document, node }: DocumentNode): string {
  if (node === noNode) return 'absent';
  const kind = document.kind(node);
  return kind === 'null' ? 'absent' : kind;
}

function objectDifference(left: DocumentNode, right: DocumentNode): Difference | undefined {
  for (const key of left.document.children(left.node)) {
    const name = left.document.keyName(key);
    const found = firstDifference(
      { document: left.document, node: left.document.valueOf(key) },
      { document: right.document, node: right.document.property(right.node, name) },
    );
    if (found) return found.node === noNode ? { ...found, node: key } : found;
  }
  for (const key of right.document.children(right.node)) {
    const name = right.document.keyName(key);
    const isAbsent = left.document.property(left.node, name) === noNode;
    const value = { document: right.document, node: right.document.valueOf(key) };
    if (isAbsent && presentKind(value) !== 'absent') {
      return { node: left.node, message: `\`${name}\` is missing here` };
    }
  }
  return undefined;
}

function arrayDifference(left: DocumentNode, right: DocumentNode): Difference | undefined {
  let mine = left.document.firstChild(left.node);
  let theirs = right.document.firstChild(right.node);
  while (mine !== noNode && theirs !== noNode) {
    const found = firstDifference(
      { document: left.document, node: mine },
      { document: right.document, node: theirs },
    );
    if (found) return found;
    mine = left.document.nextSibling(mine);
    theirs = right.document.nextSibling(theirs);
  }
  if (mine !== noNode) return { node: mine, message: 'the list there ends before this' };
  if (theirs !== noNode) return { node: left.node, message: 'the list there is longer' };
  return undefined;
}

function scalarDifference(left: DocumentNode, right: DocumentNode): Difference | undefined {
  const here = left.document.rawText(left.node);
  const there = right.document.rawText(right.node);
  if (here === there) return undefined;
  const isSame =
    left.document.kind(left.node) === 'string'
      ? left.document.stringValue(left.node) === right.document.stringValue(right.node)
      : left.document.numberValue(left.node) === right.document.numberValue(right.node);
  if (isSame) return undefined;
  return { node: left.node, message: `${brief(here)} here, ${brief(there)} there` };
}

function brief(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
