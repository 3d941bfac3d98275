import type { JsonDocument } from '../../json/jsonDocument';
import { closestName } from '../../util/closestName';
import { formFix } from '../formFix';
import { isMatchableType, matchableTypes, splitMatchableId } from '../matchableId';
import type { Fix, Rule } from '../rule';
import type { NodeIndex } from '../types';

/** Matched events of a type that Pendo does not document. */
export const unknownMatchableType: Rule = {
  code: 'manifest.unknown-matchable-type',
  level: 'warning',
  doc: 'No table is known for matched events of an unknown type: they are not loaded.',
  bad: { text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": «"Segment/a"»}]}]}]}' },
  good: { text: '{"exports": [{"timeDependent": [{"matchedEvents": [{"id": "TrackType/a"}]}]}]}' },
  *checkExport({ document, periods }) {
    for (const { matched } of periods) {
      for (const { id, idNode, type: given } of matched) {
        if (id === undefined) continue;
        const type = splitMatchableId(id).type ?? given;
        if (type === undefined || isMatchableType(type)) continue;
        const known = matchableTypes.join(', ');
        const message = `the type \`${type}\` is not known; known are ${known}`;
        const fix = spellingFix(document, idNode, type);
        yield { place: idNode, message, ...(fix ? { fix } : {}) };
      }
    }
  },
};

/** Only where the id itself names the type. */
function spellingFix(document: JsonDocument, idNode: NodeIndex, type: string): Fix | undefined {
  const closest = closestName(type, matchableTypes);
  const start = document.start(idNode) + 1;
  if (closest === undefined || !document.text.startsWith(`${type}/`, start)) return undefined;
  const edit = { start, end: start + type.length, newText: closest };
  return formFix(`Write \`${closest}/\``, edit);
}
