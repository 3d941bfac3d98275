import { parseJson } from '../../json/parseJson';
import { movedTo, textStart } from '../../json/textLayout';
import { firstDifference } from '../firstDifference';
import type { Rule } from '../rule';
import { billOfMaterialsType } from '../schema';

const entry = parseJson('{"numberOfFiles": 7}');

/** A bill of materials that says something else than its entry in the manifest. */
export const billOfMaterialsDiffers: Rule = {
  code: 'manifest.bill-of-materials-differs',
  level: 'error',
  doc: 'The manifest repeats the bill of materials: where they differ, two loaders load different rows.',
  bad: {
    file: 'billofmaterials.json',
    text: '{"numberOfFiles": «8»}',
    given: 'the manifest\'s entry says `"numberOfFiles": 7`',
    facts: { manifestEntry: { document: entry, node: entry.root, place: textStart } },
  },
  good: {
    file: 'billofmaterials.json',
    text: '{"numberOfFiles": 7}',
    given: 'the manifest\'s entry says `"numberOfFiles": 7`',
    facts: { manifestEntry: { document: entry, node: entry.root, place: textStart } },
  },
  *checkExport({ document, node, isEntry }, { manifestEntry }) {
    if (isEntry || !manifestEntry || document.isBroken(node)) return;
    const other = manifestEntry.document;
    for (const { name } of billOfMaterialsType.fields) {
      const here = document.property(node, name);
      const there = other.property(manifestEntry.node, name);
      const difference = firstDifference(
        { document, node: here },
        { document: other, node: there },
      );
      if (!difference) continue;
      const start = other.start(there < 0 ? manifestEntry.node : there);
      const { line } = movedTo(manifestEntry.place, other.positionAt(start));
      const place =
        difference.node >= 0 ? difference.node : here >= 0 ? here : braceOf(document.start(node));
      const message = `\`${name}\` differs from the manifest's entry (line ${line} there): ${difference.message}`;
      yield { place, message };
    }
  },
};

function braceOf(start: number): { start: number; end: number } {
  return { start, end: start + 1 };
}
