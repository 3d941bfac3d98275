import type { Range, SelectionRange } from 'vscode-languageserver';

import type { OpenManifest } from '../openManifest';
import { memberRange, nodeRange, rangeOf } from '../ranges';
import { trailTo } from './schemaPlace';

/** What a selection grows to, step by step: the value, its member, the object around it, up to the whole text. */
export function selectionRangeAt(manifest: OpenManifest, offset: number): SelectionRange {
  const { json } = manifest;
  const node = json.nodeAt(offset);
  let selection: SelectionRange = { range: rangeOf(json, { start: 0, end: json.text.length }) };
  const grow = (range: Range): void => {
    if (JSON.stringify(range) !== JSON.stringify(selection.range)) {
      selection = { range, parent: selection };
    }
  };
  for (const at of trailTo(manifest, node)) {
    if (json.kind(at) !== 'key') grow(nodeRange(json, at));
    else {
      grow(memberRange(json, at));
      if (at === node) grow(nodeRange(json, at));
    }
  }
  return selection;
}
