import { closestName } from '../../util/closestName';
import { replaceNode } from '../formFix';
import type { Rule } from '../rule';

/** An exportType that Pendo does not document. */
export const unknownExportType: Rule = {
  code: 'manifest.unknown-export-type',
  level: 'warning',
  doc: 'How an export of an unknown type is to be loaded is not known: it is taken for a recurring one.',
  bad: { text: '{"exports": [{"exportType": [«"Backfill"»]}]}' },
  good: { text: '{"exports": [{"exportType": ["Retroactive"]}, {"exportType": null}]}' },
  *checkExport({ document, node }) {
    const value = document.property(node, 'exportType');
    const words = document.kind(value) === 'string' ? [value] : document.children(value);
    for (const place of words) {
      const word = document.stringValue(place);
      if (word === undefined || word === 'Retroactive' || word === 'Test') continue;
      const message = `exportType \`${word}\` is not known; known are Retroactive, Test and null`;
      const closest = closestName(word, ['Retroactive', 'Test']);
      const edit = { title: `Write "${closest}"`, newText: `"${closest}"` };
      const fix = closest === undefined ? {} : { fix: replaceNode(document, place, edit) };
      yield { place, message, ...fix };
    }
  },
};
