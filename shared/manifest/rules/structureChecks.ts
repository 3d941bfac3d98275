// What the rules share that compare a document with the schema.
import type { JsonDocument } from '../../json/jsonDocument';
import { replaceNode } from '../formFix';
import type { Place, Rule, RuleFinding } from '../rule';
import { manifestType } from '../schema';
import { checkStructure, type StructureFinding } from '../structure';

/** The checks of one kind of difference from the schema. */
export function checksFor(
  kind: StructureFinding['kind'],
): Pick<Rule, 'checkExport' | 'checkManifest'> {
  return {
    *checkExport({ document, structure }) {
      yield* findings(document, structure, kind);
    },
    *checkManifest({ document }) {
      yield* findings(document, checkStructure(document, document.root, manifestType), kind);
    },
  };
}

function* findings(
  document: JsonDocument,
  structure: readonly StructureFinding[],
  kind: StructureFinding['kind'],
): Iterable<RuleFinding> {
  for (const { kind: found, node, message, level, meant } of structure) {
    if (found !== kind) continue;
    const fix =
      meant === undefined
        ? {}
        : { fix: replaceNode(document, node, { title: `Write ${meant}`, newText: meant }) };
    yield { place: placeOf(document, found, node), message, level, ...fix };
  }
}

/** What is missing is missing in the whole object: its opening brace stands for it. */
function placeOf(document: JsonDocument, kind: StructureFinding['kind'], node: number): Place {
  const start = document.start(node);
  return kind === 'missing-key' ? { start, end: start + 1 } : node;
}

/** A document without such differences. */
export function sound(): string {
  return JSON.stringify({ exports: [], generatedTime: '2023-02-23T08:00:00Z' });
}
