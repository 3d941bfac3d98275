import type { Range, SelectionRange } from 'vscode-languageserver';

import type { OpenManifest } from '../openManifest';
import { memberRange, type Section, type SectionOffset } from './section';
import { trailTo } from './schemaPlace';

/**
 * What a selection grows to, step by step: the text in a string's quotes, the value, its member, the object
 * around it, up to the whole text.
 */
export function selectionRangeAt(
  manifest: OpenManifest,
  { section, offset }: SectionOffset,
): SelectionRange {
  const { json } = section;
  const { document } = manifest;
  let selection: SelectionRange = { range: manifest.rangeOf({ start: 0, end: document.length }) };
  const grow = (range: Range): void => {
    if (JSON.stringify(range) !== JSON.stringify(selection.range)) {
      selection = { range, parent: selection };
    }
  };
  if (section.part?.isApart) for (const range of aroundExports(manifest)) grow(range);
  const node = json.nodeAt(offset);
  const trail = trailTo(section.part?.isApart ? section : wholeOf(section), node);
  for (const at of trail)
    grow(json.kind(at) === 'key' ? memberRange(section, at) : section.rangeOf(at));
  const last = trail.at(-1);
  if (last === undefined) return selection;
  const [start, end] = [json.start(last), json.end(last)];
  // Between a key and its value the member is the innermost.
  if (start <= offset && offset <= end) grow(section.rangeOf(last));
  const inQuotes = start < offset && offset < end ? insideQuotes(section, last) : undefined;
  if (inQuotes) grow(inQuotes);
  return selection;
}

/** Above an export that is read by itself: the root, the member `exports`, and its list. */
function aroundExports(manifest: OpenManifest): readonly Range[] {
  const { document } = manifest;
  const { frame } = document;
  const key = frame.propertyKey(frame.root, 'exports');
  const nodes = [frame.root, key, frame.valueOf(key)];
  return nodes.map(node => {
    const end = frame.kind(node) === 'key' ? frame.end(frame.valueOf(node)) : frame.end(node);
    return manifest.rangeOf({
      start: document.frameOffset(frame.start(node)),
      end: document.frameOffset(end),
    });
  });
}

/** Where an export is a node among others, the trail begins at the root. */
function wholeOf(section: Section): Section {
  return { ...section, node: section.json.root };
}

function insideQuotes({ json, rangeOf }: Section, node: number): Range | undefined {
  const text = json.rawText(node);
  if (text.length < 3 || !text.startsWith('"') || !text.endsWith('"')) return undefined;
  const { start, end } = rangeOf(node);
  return {
    start: { line: start.line, character: start.character + 1 },
    end: { line: end.line, character: end.character - 1 },
  };
}
