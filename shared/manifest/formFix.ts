// The edits that rules offer: they change how a fact is written, never the fact.
import type { JsonDocument } from '../json/jsonDocument';
import type { TextEdit } from '../json/problem';
import type { Fix } from './rule';
import type { NodeIndex } from './types';

/** A fix of these edits. */
export function formFix(title: string, ...edits: readonly TextEdit[]): Fix {
  return { kind: 'form', title, edits };
}

/** Writes another text in place of a node. */
export function replaceNode(
  document: JsonDocument,
  node: NodeIndex,
  { title, newText }: { readonly title: string; readonly newText: string },
): Fix {
  return formFix(title, { start: document.start(node), end: document.end(node), newText });
}
