// Applies every fix of form that the rules offer. What a fact says stays as it is.
import { applyEdits } from '../json/applyEdits';
import type { TextEdit } from '../json/problem';
import { sourceOfText } from '../json/textSource';
import { finish, type Steps } from '../util/steps';
import { ManifestDocument } from './manifestDocument';
import { validatingManifest, type ValidateOptions } from './validateManifest';

/**
 * One fix may bring to light what another mends, such as the next missing bracket. A text that is
 * not stable after so many rounds is no manifest any more.
 */
const roundLimit = 50;

/** The text with all fixes of form applied, again and again until none is left. */
export function fixAll(manifest: ManifestDocument, options: ValidateOptions = {}): string {
  return finish(fixingAll(manifest, options));
}

/** The same in steps. */
export function* fixingAll(
  manifest: ManifestDocument,
  options: ValidateOptions = {},
): Steps<string> {
  // What is listed of each kind does not matter here: all of it is to be mended.
  const all = { ...options, limit: Number.POSITIVE_INFINITY };
  let fixed = manifest;
  for (let round = 0; round < roundLimit; round++) {
    const findings = yield* validatingManifest(fixed, all);
    const fixes = findings.flatMap(({ fix }) => (fix ? [fix.edits] : []));
    if (fixes.length === 0) break;
    const text = applyEdits(fixed.text, withoutOverlap(fixes));
    if (text === fixed.text) break;
    fixed = yield* ManifestDocument.reading(sourceOfText(text), manifest.kind);
  }
  return fixed.text;
}

/** The fixes' edits in order; a fix that touches the text of an earlier one waits for the next round. */
function withoutOverlap(fixes: readonly (readonly TextEdit[])[]): TextEdit[] {
  const taken: TextEdit[] = [];
  let reached = -1;
  const byStart = fixes.toSorted((a, b) => startOf(a) - startOf(b));
  for (const edits of byStart) {
    if (startOf(edits) <= reached) continue;
    taken.push(...edits);
    reached = Math.max(...edits.map(({ end }) => end));
  }
  return taken;
}

function startOf(edits: readonly TextEdit[]): number {
  return Math.min(...edits.map(({ start }) => start));
}
